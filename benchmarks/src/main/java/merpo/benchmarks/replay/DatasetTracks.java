package merpo.benchmarks.replay;

import java.nio.file.Path;
import java.util.Arrays;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetReader;
import merpo.datagen.dataset.Episode;
import merpo.datagen.dataset.StoredDataset;
import merpo.datagen.rollout.PlayedSteps;
import merpo.datagen.rollout.Player;
import merpo.datagen.rollout.PolicyRollout;
import merpo.datagen.run.Refusal;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;

/** Tracks of dataset episodes: the positions that the file holds, nothing is simulated. */
final class DatasetTracks {
    private DatasetTracks() {}

    /**
     * @param number of the episode, from 0
     */
    static Track read(Path file, int number) {
        StoredDataset stored = DatasetReader.read(file);
        Dataset dataset = stored.dataset();
        if (number >= dataset.episodes().size()) {
            throw new Refusal(
                    "--episode is %d, but %s has %d, counted from 0. Choose one of them"
                            .formatted(number, file, dataset.episodes().size()));
        }
        if (dataset.shape().positions() == 0) {
            throw new Refusal(
                    file
                            + " keeps no positions of the joints, so its episodes cannot be drawn."
                            + " Make it again: ./merpo generate");
        }
        EnvironmentDefinition definition =
                Environments.named(stored.provenance().environment().id());
        Episode episode = dataset.episodes().get(number);
        PlayedSteps recording = recording(definition, dataset, episode);
        String title =
                "%s data, task %d, episode %d"
                        .formatted(
                                stored.provenance().quality().quality().text(),
                                stored.provenance().task().index(),
                                number);
        return Scenes.track(title, "", definition, stored.provenance().task().task(), recording);
    }

    private static PlayedSteps recording(
            EnvironmentDefinition definition, Dataset dataset, Episode episode) {
        int width = dataset.shape().positions();
        PlayedSteps recording = new PlayedSteps();
        for (int row = episode.start(); row < episode.end(); row++) {
            recording.step(
                    Arrays.copyOfRange(dataset.positions(), row * width, (row + 1) * width),
                    dataset.rewards()[row]);
        }
        int last = episode.end() - 1;
        recording.end(Player.ending(dataset.terminals()[last], dataset.timeouts()[last]));
        if (Player.observesItsPosition(definition)) {
            recording.arrive(
                    PolicyRollout.doubles(
                            Arrays.copyOfRange(
                                    dataset.nextObservations(), last * 2, last * 2 + 2)));
        }
        return recording;
    }
}
