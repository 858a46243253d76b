package merpo.datagen.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EpisodeCollectorTest {
    private static final EnvironmentDefinition HOPPER = Environments.named("hopper");

    /**
     * A hopper that acts at random falls after some twenty steps; eight of them hop side by side.
     */
    private static Dataset falls(int wanted) {
        try (EpisodeCollector collector = collector(HOPPER, 1, 8, 1)) {
            collector.play(uniform(HOPPER), draws(1), 5, new long[] {-1}, wanted / 2);
            collector.play(uniform(HOPPER), () -> draws(7, 1), 6, new long[] {-1}, wanted);
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

    private static EpisodeCollector collector(
            EnvironmentDefinition definition, int tasks, int perTask, int threads) {
        return new EpisodeCollector(
                definition,
                definition.tasks().draw(tasks, 0),
                perTask,
                threads,
                broken -> {},
                rows -> {});
    }

    private static Supplier<List<RandomGenerator>> draws(int tasks) {
        return () -> draws(3, tasks);
    }

    private static List<RandomGenerator> draws(long seed, int tasks) {
        return Streams.perTask(seed, "actions", tasks);
    }

    private static EpisodeCollector.Casting uniform(EnvironmentDefinition definition) {
        return (from, to, randoms) ->
                new Actor.Uniform(definition.observationSize(), definition.actionSize(), randoms);
    }

    /** Policies of random weights, one for each task; hoppers and walkers fall with them. */
    private static EpisodeCollector.Casting policies(
            NDManager manager, EnvironmentDefinition definition) {
        Policy policy = new Policy(definition.observationSize(), definition.actionSize(), 2, 16);
        return (from, to, randoms) ->
                Actor.stochastic(
                        policy,
                        policy.initialize(
                                manager, Streams.perTask(1, "weights", to).subList(from, to)),
                        randoms);
    }

    /**
     * Neither what rests nor how many threads there are changes a bit of a file: lanes of one task
     * and of several, of the same size and not, and simulations that cannot be cut.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hopper | 1 | 64 | 3000 | 2",
                "hopper | 1 | 8 | 600 | 1",
                "hopper, broken | 1 | 64 | 2600 | 2",
                "walker2d | 1 | 40 | 1800 | 3",
                "walker-2d-params | 5 | 8 | 200 | 3",
                "walker-2d-params, broken | 25 | 2 | 50 | 3",
                "walker-2d-params | 3 | 5 | 90 | 1",
                "halfcheetah | 1 | 48 | 2100 | 3",
                "half-cheetah-fwd-back, broken | 2 | 16 | 700 | 2",
                "point-robot-wind | 50 | 1 | 100 | 3"
            })
    void filesAreThoseOfSimulationsThatNeverRestForAnyThreads(
            String name, int tasks, int perTask, int wanted, int lanesOfThree) {
        EnvironmentDefinition definition = environment(name);
        try (NDManager manager = NDManager.newBaseManager()) {
            List<Dataset> plain;
            try (PolicyRollout rollout =
                    new PolicyRollout(definition, definition.tasks().draw(tasks, 0), perTask, 1)) {
                Actor all = policies(manager, definition).actor(0, tasks, draws(3, tasks));
                plain = withoutRest(rollout, all, tasks, wanted);
            }
            long[] steps = LongStream.range(0, tasks).toArray();
            for (int threads = 1; threads <= 3; threads++) {
                try (EpisodeCollector collector = collector(definition, tasks, perTask, threads)) {
                    collector.play(policies(manager, definition), draws(tasks), 5, steps, wanted);
                    for (int task = 0; task < tasks; task++) {
                        assertThat(collector.dataset(task)).isEqualTo(plain.get(task));
                    }
                    assertThat(collector.lanes())
                            .isEqualTo(
                                    threads == 3 ? lanesOfThree : Math.min(threads, lanesOfThree));
                }
            }
        }
    }

    /** Parts of two policies, as mixed data have them. */
    @Test
    void partsFollowOneAnotherInTheSameWayForAnyThreads() {
        EnvironmentDefinition definition = environment("hopper");
        try (NDManager manager = NDManager.newBaseManager()) {
            List<Dataset> datasets = new ArrayList<>();
            for (int threads = 1; threads <= 2; threads++) {
                try (EpisodeCollector collector = collector(definition, 1, 64, threads)) {
                    collector.play(uniform(definition), draws(1), 5, new long[] {-1}, 1000);
                    collector.play(
                            policies(manager, definition), draws(1), 6, new long[] {8}, 2500);
                    datasets.add(collector.dataset(0));
                }
            }
            assertThat(datasets.get(1)).isEqualTo(datasets.get(0));
        }
    }

    /** An engine that would give the second row of a lane of 16 another number than one of 32. */
    @Test
    void lanesThatActOtherwiseThanAllTogetherAreNotUsed() {
        EnvironmentDefinition definition = environment("halfcheetah");
        int obs = definition.observationSize();
        int act = definition.actionSize();
        EpisodeCollector.Casting casting =
                (from, to, randoms) ->
                        observations -> {
                            int rows = observations.length / obs;
                            float[] actions = new float[rows * act];
                            actions[act] = rows / 1000f;
                            return new Policy.Acted(actions, new float[rows]);
                        };
        try (EpisodeCollector collector = collector(definition, 1, 32, 2)) {
            assertThat(collector.lanes()).isEqualTo(2);
            collector.play(casting, draws(1), 5, new long[] {-1}, 1000);
            assertThat(collector.lanes()).isEqualTo(1);
            assertThat(collector.dataset(0).actions()).contains(0.032f).doesNotContain(0.016f);
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
        try (EpisodeCollector collector =
                new EpisodeCollector(
                        definition,
                        definition.tasks().draw(1, 0),
                        4,
                        1,
                        broken -> {},
                        played::add)) {
            collector.play(uniform(definition), draws(1), 5, new long[] {-1}, 100);
            assertThat(collector.dataset(0).size()).isEqualTo(120);
        }
        assertThat(played).hasSize(40).startsWith(3L, 6L).contains(99L).endsWith(100L, 100L);
    }

    /** What one lane throws is what the caller sees; the others end, and no thread is left. */
    @Test
    void anActorThatFailsEndsThePlayWithItsOwnWords() {
        EnvironmentDefinition definition = environment("halfcheetah");
        for (int failing = 0; failing < 2; failing++) {
            int place = failing;
            AtomicInteger steps = new AtomicInteger();
            AtomicInteger cast = new AtomicInteger();
            EpisodeCollector.Casting casting =
                    (from, to, randoms) -> {
                        int number = cast.getAndIncrement() - 3; // one for all and two are compared
                        Actor uniform = uniform(definition).actor(from, to, randoms);
                        return observations -> {
                            if (number == place && steps.incrementAndGet() > 10) {
                                throw new IllegalStateException("no action today");
                            }
                            return uniform.act(observations);
                        };
                    };
            try (EpisodeCollector collector = collector(definition, 1, 32, 2)) {
                assertThatThrownBy(
                                () ->
                                        collector.play(
                                                casting, draws(1), 5, new long[] {-1}, 100_000_000))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("no action today");
            }
            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().equals("plays"));
        }
    }
}
