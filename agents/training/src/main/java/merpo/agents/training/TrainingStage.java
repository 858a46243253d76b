package merpo.agents.training;

import java.util.List;
import merpo.datagen.run.Stage;

/** A station of a training; needs no other unless it says so. */
interface TrainingStage extends Stage {
    @Override
    default String command() {
        return "train";
    }

    @Override
    default List<String> needs() {
        return List.of();
    }
}
