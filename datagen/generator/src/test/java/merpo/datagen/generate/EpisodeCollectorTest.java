package merpo.datagen.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import merpo.datagen.dataset.Columns;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetRecorder;
import merpo.datagen.dataset.Episode;
import merpo.datagen.dataset.GrowingColumns;
import merpo.datagen.nn.Actor;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Streams;
import merpo.datagen.rollout.PolicyRollout;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.VectorEnvironment;
import merpo.envs.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** An environment and how its episodes are: by falls, by time, by falls of several tasks. */
    private static EnvironmentDefinition environment(String name) {
        double broken = name.endsWith(", broken") ? 0.2 : 0;
        String id = name.replace(", broken", "");
        return new ShortEpisodes(Environments.named(id), 40, broken);
    }

    /** As if nobody rested: all step until all have their share, then the files are cut. */
    private static List<Dataset> withoutRest(
            PolicyRollout rollout, Actor actor, int tasks, int wanted) {
        VectorEnvironment environment = rollout.environment();
        int size = environment.size();
        int perTask = size / tasks;
        List<GrowingColumns> running = new ArrayList<>();
        List<List<Columns>> episodes = new ArrayList<>();
        int[] rows = new int[size];
        for (int i = 0; i < size; i++) {
            running.add(new GrowingColumns(rollout.shape(), 8));
            episodes.add(new ArrayList<>());
        }
        int share = (wanted + perTask - 1) / perTask;
        environment.reset(5);
        while (Arrays.stream(rows).anyMatch(played -> played < share)) {
            PolicyRollout.Step step = PolicyRollout.Step.take(environment, actor, 0);
            for (int i = 0; i < size; i++) {
                if (environment.diverged()[i]) {
                    running.get(i).clear();
                    continue;
                }
                running.get(i).append(step.rows(), i, 0, i / perTask);
                if (environment.terminated()[i] || environment.truncated()[i]) {
                    if (rows[i] < share) {
                        episodes.get(i).add(running.get(i).take());
                        rows[i] += episodes.get(i).get(episodes.get(i).size() - 1).rewards().length;
                    }
                    running.get(i).clear();
                }
            }
        }
        List<Dataset> datasets = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            DatasetRecorder recorder = new DatasetRecorder(rollout.shape());
            for (int i = task * perTask; i < (task + 1) * perTask; i++) {
                for (Columns episode : episodes.get(i)) {
                    if (recorder.size() < wanted) {
                        recorder.add(episode);
                    }
                }
            }
            datasets.add(recorder.build());
        }
        return datasets;
    }

    /** A policy of small random weights; hoppers and walkers fall with it. */
    private static Actor acting(NDManager manager, EnvironmentDefinition definition, int tasks) {
        Policy policy = new Policy(definition.observationSize(), definition.actionSize(), 2, 16);
        return Actor.stochastic(
                policy,
                policy.initialize(manager, Streams.perTask(1, "weights", tasks)),
                Streams.perTask(3, "actions", tasks));
    }

    private static PolicyRollout rollout(
            EnvironmentDefinition definition, int tasks, int perTask, int threads) {
        return new PolicyRollout(definition, definition.tasks().draw(tasks, 0), perTask, threads);
    }

    /** Neither what rests nor who steps it changes a bit of a file. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hopper | 1 | 8 | 1000",
                "hopper, broken | 1 | 5 | 600",
                "walker2d | 1 | 7 | 500",
                "walker-2d-params | 3 | 4 | 150",
                "walker-2d-params, broken | 3 | 3 | 100",
                "halfcheetah | 1 | 8 | 410",
                "half-cheetah-fwd-back, broken | 2 | 5 | 333",
                "point-robot-wind | 5 | 3 | 100"
            })
    void filesAreThoseOfSimulationsThatNeverRestForAnyThreads(
            String name, int tasks, int perTask, int wanted) {
        EnvironmentDefinition definition = environment(name);
        try (NDManager manager = NDManager.newBaseManager()) {
            List<Dataset> plain;
            try (PolicyRollout rollout = rollout(definition, tasks, perTask, 1)) {
                plain = withoutRest(rollout, acting(manager, definition, tasks), tasks, wanted);
            }
            long[] steps = LongStream.range(0, tasks).toArray();
            for (int threads = 1; threads <= 3; threads++) {
                try (PolicyRollout rollout = rollout(definition, tasks, perTask, threads)) {
                    EpisodeCollector collector = new EpisodeCollector(rollout, tasks, rows -> {});
                    collector.play(acting(manager, definition, tasks), 5, steps, wanted);
                    for (int task = 0; task < tasks; task++) {
                        assertThat(collector.dataset(task)).isEqualTo(plain.get(task));
                    }
                }
            }
        }
    }

    /**
     * 100 rows of four are 25 each, that is an episode of 40 each; three make 120 rows, so the
     * fourth has nothing to do. All rows that are played count: 3, 6, ..., 99, then no more than
     * the 100 that are missing.
     */
    @Test
    void aSimulationWhoseRowsComeAfterEnoughRests() {
        EnvironmentDefinition definition = environment("halfcheetah");
        List<Long> played = new ArrayList<>();
        try (PolicyRollout rollout = rollout(definition, 1, 4, 1)) {
            double[] before = lastPositions(rollout, 5);
            EpisodeCollector collector = new EpisodeCollector(rollout, 1, played::add);
            Actor uniform =
                    new Actor.Uniform(
                            definition.observationSize(),
                            definition.actionSize(),
                            Streams.perTask(3, "actions", 1));
            collector.play(uniform, 5, new long[] {-1}, 100);
            assertThat(lastPositions(rollout)).isEqualTo(before); // it never moved
            assertThat(collector.dataset(0).size()).isEqualTo(120);
        }
        assertThat(played).hasSize(40).startsWith(3L, 6L).contains(99L).endsWith(100L, 100L);
    }

    private static double[] lastPositions(PolicyRollout rollout, long seed) {
        rollout.environment().reset(seed);
        return lastPositions(rollout);
    }

    private static double[] lastPositions(PolicyRollout rollout) {
        double[] all = rollout.environment().positions();
        return Arrays.copyOfRange(
                all, all.length - rollout.environment().positionSize(), all.length);
    }

    /** What an actor throws is what the caller sees. */
    @Test
    void anActorThatFailsEndsThePlayWithItsOwnWords() {
        EnvironmentDefinition definition = environment("halfcheetah");
        try (PolicyRollout rollout = rollout(definition, 1, 4, 2)) {
            EpisodeCollector collector = new EpisodeCollector(rollout, 1, rows -> {});
            Actor failing =
                    observations -> {
                        throw new IllegalStateException("no action today");
                    };
            assertThatThrownBy(() -> collector.play(failing, 5, new long[] {-1}, 100))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no action today");
        }
    }
}
