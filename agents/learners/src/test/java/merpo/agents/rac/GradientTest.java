package merpo.agents.rac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import merpo.agents.Data;
import merpo.agents.rac.RacConfig.Backup;
import merpo.agents.rac.RacConfig.Bootstrap;
import merpo.agents.rac.RacConfig.Optimizer;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Sizes;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.BatchArrays;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.snapshot.Snapshot;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the optimizers are given against central differences of the losses, in every parameter of
 * two tasks. After one step Adam's first moment is a tenth of the gradient.
 */
class GradientTest {
    private static final int TASKS = 2;
    private static final int BATCH = 6;
    private static final float STEP = 1e-3f;

    /** Adam's first step is its rate: too small to show in a float. */
    private static final double STILL = 1e-12;

    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    /** Everything tuned and every term at work; nothing moves by more than {@link #STILL}. */
    private static RacConfig config(Gap gap, Backup backup) {
        return new RacConfig(
                new Sizes(1, 4, BATCH),
                0.4,
                Hand.penalties(
                        new Multiplier.Plain(1.5, 1, 0.05, 0, 1e4, Multiplier.Clip.KEPT),
                        new Multiplier.Logarithmic(0.7, 0.1, -50),
                        new Multiplier.Logarithmic(0.3, 0.1, 0)),
                gap,
                new Bootstrap(backup, 0.9, STILL, new RewardScale.Fixed(1)),
                new Optimizer(STILL, STILL, 0),
                new RolloutSchedule(1, 1, 1, 1),
                0.5);
    }

    static Stream<RacConfig> variants() {
        return Stream.of(
                config(new Gap.Literal(Gap.States.IMAGINED), Backup.SOFT),
                config(new Gap.Literal(Gap.States.MIXED), Backup.DETERMINISTIC),
                config(
                        new Gap.LogSumExp(Gap.States.MIXED, 3, Gap.Reduction.PER_STATE),
                        Backup.SOFT),
                config(
                        new Gap.LogSumExp(Gap.States.IMAGINED, 3, Gap.Reduction.PER_PAIR),
                        Backup.DETERMINISTIC));
    }

    /** Losses of one update, and what it left in the optimizers. */
    private record Update(double criticLoss, double actorLoss, Snapshot after) {}

    /** One update of fresh learners, whose networks are changed before it. */
    private Update update(RacConfig config, Consumer<Rac> change) {
        List<RandomGenerator> weights = Streams.perTask(5, "weights", TASKS);
        List<RandomGenerator> updates = Streams.perTask(6, "updates", TASKS);
        List<ReplayBuffer> data =
                IntStream.range(0, TASKS)
                        .mapToObj(
                                task ->
                                        Data.uniform(
                                                (s, a, random) ->
                                                        new float[] {s + a, a * a - s + task},
                                                20,
                                                task))
                        .toList();
        Sizes sizes = config.sizes();
        try (NDManager scratch = manager.newSubManager();
                ParameterStack meta =
                        sizes.policy(1, 1)
                                .initialize(manager, List.of(Streams.of(7, "meta-policy", 0)));
                Rac rac =
                        Rac.from(
                                config,
                                sizes.policy(1, 1).initialize(manager, weights),
                                sizes.critic(1, 1).initialize(manager, weights),
                                Hand.frozen(config, meta),
                                Hand.duals(config, TASKS))) {
            change.accept(rac);
            Map<String, Double> seen =
                    rac.update(
                            new BatchArrays(TASKS, BATCH, 1, 1).first(data).toBatch(scratch),
                            updates);
            Snapshot after = Snapshot.empty();
            rac.save(after);
            return new Update(seen.get("critic_loss"), seen.get("actor_loss"), after);
        }
    }

    private static Consumer<Rac> shifted(boolean critic, int parameter, float by) {
        return rac -> {
            ParameterStack own = critic ? rac.critics() : rac.actors();
            float[] values = own.toArray();
            values[parameter] += by;
            own.restore(values);
        };
    }

    /** The losses are means over tasks, the gradient is of their sum. */
    private void agrees(RacConfig config, boolean critic) {
        Update base = update(config, rac -> {});
        String name = critic ? "critic" : "actor";
        int size = TASKS * (critic ? 34 : 18); // two heads 2-4-1; 1-4-2
        float[] moments = base.after().at(name).floats("first", size);
        double largest = 0;
        for (int i = 0; i < size; i++) {
            Update up = update(config, shifted(critic, i, STEP));
            Update down = update(config, shifted(critic, i, -STEP));
            double difference =
                    critic
                            ? up.criticLoss() - down.criticLoss()
                            : up.actorLoss() - down.actorLoss();
            double slope = TASKS * difference / (2 * STEP);
            double gradient = 10 * moments[i];
            assertThat(gradient)
                    .as("%s parameter %d", name, i)
                    .isCloseTo(slope, within(3e-3 + 0.01 * Math.abs(slope)));
            largest = Math.max(largest, Math.abs(gradient));
        }
        assertThat(largest).isGreaterThan(0.3); // not a comparison of zeros
    }

    @ParameterizedTest
    @MethodSource("variants")
    void criticsGradientIsThatOfEquationOneWithConstantTargets(RacConfig config) {
        agrees(config, true);
    }

    @Test
    void actorsGradientIsThatOfEquationNineWithAConstantCritic() {
        agrees(config(new Gap.Literal(Gap.States.IMAGINED), Backup.SOFT), false);
    }

    /**
     * Raising both heads by x raises the targets by 0.9 x, were they to follow: the slope of half
     * the Bellman error would then be a tenth of what it is.
     */
    @Test
    void targetsTakeNoGradient() {
        RacConfig config = config(new Gap.Literal(Gap.States.IMAGINED), Backup.SOFT);
        Update base = update(config, rac -> {});
        float[] moments = base.after().at("critic").floats("first", TASKS * 34);
        double gradient = 10 * (moments[32] + moments[33]); // the heads' biases
        Consumer<Rac> raised = shifted(true, 32, STEP).andThen(shifted(true, 33, STEP));
        Consumer<Rac> alongWithTargets =
                raised.andThen(rac -> rac.targets().restore(rac.critics().toArray()));
        assertThat(slope(config, raised, base)).isCloseTo(gradient, within(0.02));
        assertThat(slope(config, alongWithTargets, base)).isCloseTo(0.1 * gradient, within(0.02));
        assertThat(Math.abs(gradient)).isGreaterThan(0.3);
    }

    private double slope(RacConfig config, Consumer<Rac> change, Update base) {
        return TASKS * (update(config, change).criticLoss() - base.criticLoss()) / STEP;
    }
}
