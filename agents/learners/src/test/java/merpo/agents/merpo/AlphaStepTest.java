package merpo.agents.merpo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.stream.IntStream;
import merpo.agents.Data;
import merpo.agents.clone.Clones;
import merpo.agents.rac.Duals;
import merpo.agents.rac.Gap;
import merpo.agents.rac.Hand;
import merpo.agents.rac.Rac;
import merpo.agents.rac.RacConfig;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.ReplayBuffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** MerPO-Adp's step on policies made by hand: which divergences it is given. */
class AlphaStepTest {
    private static final RacConfig CONFIG =
            Hand.config(4, 0.5, new Gap.Literal(Gap.States.IMAGINED));

    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    /** Alpha of each task after one step from 0.4. */
    private double[] adapt(
            double rate,
            ParameterStack own,
            ParameterStack meta,
            ParameterStack clones,
            List<ReplayBuffer> data,
            long seed) {
        int tasks = data.size();
        try (NDManager scratch = manager.newSubManager();
                ParameterStack critic = Hand.criticOfState(manager, 0, 0);
                Rac rac =
                        Rac.from(
                                CONFIG,
                                own,
                                critic.repeat(tasks),
                                Hand.frozen(CONFIG, meta),
                                Duals.start(
                                        CONFIG,
                                        MerpoConfig.alpha(0.4, rate),
                                        Hand.ones(tasks),
                                        new double[tasks]));
                Clones known = new Clones(clones, new double[tasks])) {
            new AlphaStep(Hand.POLICY)
                    .adapt(rac, known, data, Streams.perTask(seed, "alpha", tasks), scratch);
            return IntStream.range(0, tasks)
                    .mapToDouble(task -> rac.duals().alpha().value(task))
                    .toArray();
        } finally {
            meta.close();
        }
    }

    private static ReplayBuffer acting(double u) {
        return Data.rows(new float[] {1, (float) Math.tanh(u), 0, 1});
    }

    /**
     * pi_n is the clone, both N(0, e^2): D_beta is 0, though the data's negative log-likelihood is
     * u^2 / (2 e^2) + 1 + 0.919 - 0.868 = 1.12 with u = 1. pi_c is N(e, e^2): D_c = 1/2.
     */
    @Test
    void alphaFallsWhereThePolicyIsItsCloneWhateverTheRawLikelihood() {
        double[] alpha =
                adapt(
                        1e-2,
                        Hand.policy(manager, 0, 0, 1),
                        Hand.policy(manager, 0, Math.E, 1),
                        Hand.policy(manager, 0, 0, 1),
                        List.of(acting(1)),
                        0);
        assertThat(alpha[0]).isCloseTo(0.4 - 1e-2 * 0.5, within(1e-7));
    }

    /**
     * pi_n is pi_c in both tasks; the clones N(1, 1) and N(2, 1), the data at their means: D_beta =
     * 1/2 and 2.
     */
    @Test
    void alphaRisesTaskByTaskWhereThePolicyIsTheMetaPolicy() {
        double[] alpha =
                adapt(
                        1e-2,
                        Hand.policies(manager, new double[3], new double[3]),
                        Hand.policy(manager, 0, 0, 0),
                        Hand.policies(manager, new double[] {0, 1, 0}, new double[] {0, 2, 0}),
                        List.of(acting(1), acting(2)),
                        0);
        assertThat(alpha)
                .containsExactly(new double[] {0.4 + 1e-2 * 0.5, 0.4 + 1e-2 * 2}, within(1e-6));
    }

    /**
     * The direction of D_c is KL(pi_n || pi_c): N(0, 1) from N(0, e^2) is 1 + e^-2 / 2 - 1/2; the
     * other way it would be 2.69.
     */
    @Test
    void theMetaDivergenceIsThatOfThePolicyFromTheMetaPolicy() {
        double[] alpha =
                adapt(
                        1e-2,
                        Hand.policy(manager, 0, 0, 0),
                        Hand.policy(manager, 0, 0, 1),
                        Hand.policy(manager, 0, 0, 0),
                        List.of(acting(0.5)),
                        0);
        double divergence = 0.5 + 0.5 * Math.exp(-2);
        assertThat(alpha[0]).isCloseTo(0.4 - 1e-2 * divergence, within(1e-7));
    }

    /**
     * Clone and pi_c are N(s, 1), pi_n is N(0, 1), the data act s before tanh: both divergences are
     * s^2 / 2 in each row, so that alpha rests whichever rows are drawn, if they are the same.
     */
    @Test
    void bothDivergencesAreTakenOnTheSameRows() {
        ReplayBuffer data =
                Data.rows(
                        new float[] {0.5f, (float) Math.tanh(0.5), 0, 0},
                        new float[] {2, (float) Math.tanh(2), 0, 0});
        for (long seed = 0; seed < 5; seed++) {
            double[] alpha =
                    adapt(
                            1e-1,
                            Hand.policy(manager, 0, 0, 0),
                            Hand.policy(manager, 1, 0, 0),
                            Hand.policy(manager, 1, 0, 0),
                            List.of(data),
                            seed);
            assertThat(alpha[0]).isCloseTo(0.4, within(1e-5));
        }
    }

    /** The rule alone, over D_beta - D_c: 2 - 0.5 and 0.2 - 1.2 at the paper's rate. */
    @Test
    void alphaFollowsTheDifferenceOfTheDivergences() {
        Multiplier.Stack alphas = Multiplier.Stack.start(MerpoConfig.alpha(0.4, 1e-4), 2);
        alphas.follow(task -> task == 0 ? 2 - 0.5 : 0.2 - 1.2);
        assertThat(alphas.value(0)).isCloseTo(0.40015, within(1e-12));
        assertThat(alphas.value(1)).isCloseTo(0.3999, within(1e-12));
    }

    @Test
    void alphaStaysBetweenATenthAndAHalf() {
        Multiplier.Stack alpha = Multiplier.Stack.start(MerpoConfig.alpha(0.4, 1), 1);
        alpha.follow(task -> 50);
        assertThat(alpha.value(0)).isEqualTo(0.5);
        alpha.follow(task -> -50);
        assertThat(alpha.value(0)).isEqualTo(0.1);
    }
}
