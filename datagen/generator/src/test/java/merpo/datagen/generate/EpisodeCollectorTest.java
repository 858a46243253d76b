package merpo.datagen.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.Episode;
import merpo.datagen.nn.Actor;
import merpo.datagen.nn.Streams;
import merpo.datagen.rollout.PolicyRollout;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.task.Task;
import org.junit.jupiter.api.Test;

final class EpisodeCollectorTest {
    private static final EnvironmentDefinition HOPPER = Environments.named("hopper");

    /**
     * A hopper that acts at random falls after some twenty steps; eight of them hop side by side.
     */
    private static Dataset falls(int wanted) {
        try (PolicyRollout rollout =
                new PolicyRollout(HOPPER, List.of(new Task(0, Map.of())), 8, 1)) {
            Actor uniform =
                    new Actor.Uniform(
                            HOPPER.observationSize(),
                            HOPPER.actionSize(),
                            Streams.perTask(3, "falls", 1));
            EpisodeCollector collector = new EpisodeCollector(rollout, 1, rows -> {});
            collector.play(uniform, 5, new long[] {-1}, wanted / 2);
            collector.play(uniform, 6, new long[] {-1}, wanted);
            return collector.dataset(0);
        }
    }

    @Test
    void aFileEndsWithTheEpisodeThatMakesItLongEnough() {
        Dataset dataset = falls(1000);
        List<Episode> episodes = dataset.episodes();
        Episode last = episodes.get(episodes.size() - 1);
        assertThat(dataset.size()).isGreaterThanOrEqualTo(1000);
        assertThat(dataset.size() - last.length()).isLessThan(1000);
        assertThat(episodes).hasSizeGreaterThan(20).allMatch(Episode::terminated);
    }

    /**
     * Every simulation plays its share: those that fall late do not keep out those that fall soon.
     */
    @Test
    void longAndShortEpisodesAreAsFrequentAsTheyFall() {
        double few =
                falls(1000).episodes().stream().mapToInt(Episode::length).average().orElseThrow();
        double many =
                falls(20_000).episodes().stream().mapToInt(Episode::length).average().orElseThrow();
        assertThat(few).isBetween(0.8 * many, 1.25 * many);
    }
}
