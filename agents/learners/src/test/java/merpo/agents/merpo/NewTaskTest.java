package merpo.agents.merpo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import merpo.agents.Data;
import merpo.agents.Tables;
import merpo.agents.Toys;
import merpo.agents.clone.Clones;
import merpo.agents.dynamics.TaskModels;
import merpo.agents.rac.Altered;
import merpo.agents.rac.Hand;
import merpo.agents.rac.RacConfig;
import merpo.agents.rac.RacTrainer;
import merpo.agents.rac.RolloutSchedule;
import merpo.agents.rac.Sources;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.nn.Sizes;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.ReplayBuffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A meta-problem that must be solved in seconds: walk to a goal on a line that drifts. */
class NewTaskTest {
    private static final double NEW_DRIFT = 0.05;

    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    private static List<ReplayBuffer> data(double... drifts) {
        return DoubleStream.of(drifts)
                .mapToObj(drift -> Data.uniform(Toys.drift(drift), 300, Math.round(drift * 100)))
                .toList();
    }

    private static double afterTwentySteps(RacTrainer trainer) {
        for (int step = 0; step < 20; step++) {
            trainer.step();
        }
        return Toys.driftReturn(NEW_DRIFT, trainer.rac().policy(), trainer.rac().actors(), 0);
    }

    /**
     * The best return is -0.95: steps of 0.35 leave distances of 0.65 and 0.3, then none. Drifting
     * along without an action gets 0.05 nearer per step: -(0.95 + 0.90 + ... + 0.5) = -7.25.
     */
    @Test
    void aNewTaskIsLearnedFasterFromTheMetaPolicyThanFromScratch() {
        List<ReplayBuffer> training = data(-0.1, -0.04, 0.02, 0.1);
        List<ReplayBuffer> fresh = data(NEW_DRIFT);
        RacConfig inner =
                Altered.rollouts(
                                Altered.sizes(
                                        Tables.merpo("point-robot-wind").inner(),
                                        new Sizes(1, 32, 64)),
                                new RolloutSchedule(1, 1, 16, 2000))
                        .withPenalties(
                                Hand.penalties(
                                        new Multiplier.Fixed(0.25),
                                        new Multiplier.Fixed(0.05),
                                        new Multiplier.Fixed(0.05)));
        MerpoConfig config =
                new MerpoConfig(
                        inner,
                        MerpoConfig.TaskInit.PERSIST,
                        new MerpoConfig.Meta(3e-3, 3e-3, MerpoConfig.MetaCriticStep.ADAM, 1e-3),
                        4,
                        10,
                        20,
                        0);
        try (TaskModels models = Toys.models(manager, training, training);
                Clones clones =
                        new Clones(
                                config.inner()
                                        .sizes()
                                        .policy(1, 1)
                                        .initialize(manager, Streams.perTask(9, "clones", 4)),
                                new double[4]);
                TaskModels newModels = Toys.models(manager, training, fresh);
                Merpo merpo =
                        new Merpo(
                                manager,
                                config,
                                training,
                                Optional.of(models),
                                s -> false,
                                clones,
                                0)) {
            for (int iteration = 0; iteration < 60; iteration++) {
                merpo.step();
            }
            Adaptation adaptation =
                    new Adaptation(
                            manager,
                            config.inner(),
                            Sources.raw(fresh, Optional.of(newModels), s -> false),
                            0);
            try (MetaKnowledge knowledge = merpo.knowledge();
                    RacTrainer adapted = adaptation.fromMeta(knowledge);
                    RacTrainer scratch = adaptation.comboFromScratch()) {
                double ours = afterTwentySteps(adapted);
                assertThat(ours).isGreaterThan(-5);
                assertThat(ours).isGreaterThan(afterTwentySteps(scratch) + 1);
            }
        }
    }
}
