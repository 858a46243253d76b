package merpo.benchmarks.bench.learning;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import merpo.agents.Method;
import merpo.agents.focal.FocalConfig;
import merpo.agents.focal.FocalMethod;
import merpo.agents.merpo.MerpoConfig;
import merpo.agents.merpo.MerpoMethod;
import merpo.agents.rac.ComboMethod;
import merpo.agents.rac.CqlMethod;
import merpo.agents.rac.RacConfig;
import merpo.benchmarks.bench.learning.LearningTarget.AtMost;
import merpo.benchmarks.bench.learning.LearningTarget.OfPeak;
import merpo.datagen.nn.Mlp;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.run.Names;
import merpo.datagen.settings.ConfigYaml;
import merpo.datagen.settings.Reading;
import merpo.datagen.settings.Scale;

/**
 * One line of the table: what is timed, how it is counted, what it is to reach.
 *
 * @param name lower case, as on the command line
 * @param text what it is, with its sizes
 * @param tasks that one update is for; times are per task
 * @param flops floating-point operations of one update, all tasks together
 * @param same the work of the Python libraries that is the same, or empty
 * @param targets what ours is to reach
 * @param opening sets it up
 */
public record LearningWork(
        String name,
        String text,
        int tasks,
        double flops,
        String same,
        List<LearningTarget> targets,
        Function<NDManager, LearningCase> opening) {
    private static final String SB3 = "stable-baselines3";
    private static final double SCALE_MS = 8.9; // its SAC update where the targets were set

    private static final LearningSizes SMALL = new LearningSizes(2, 256, 256);
    private static final LearningSizes MIDDLE = new LearningSizes(3, 256, 256);
    private static final LearningSizes LARGE = new LearningSizes(5, 300, 256);
    private static final int MODEL_LAYERS = 4;
    private static final int MODEL_WIDTH = 200;
    private static final Mlp MEMBER = LearningSizes.member(MODEL_LAYERS, MODEL_WIDTH);
    private static final Mlp PAPER_MEMBER = LearningSizes.member(4, 256);

    private static final List<LearningWork> ALL =
            List.of(
                    matrixProduct(1, 1024),
                    matrixProduct(1, 2048),
                    matrixProduct(16, 256),
                    sac(1, List.of(new AtMost(0.8, SB3, "sac"))),
                    sac(8, List.of(new AtMost(0.8, SB3, "sac"), new AtMost(1.05, "sbx", "sac"))),
                    cql(),
                    combo(),
                    sampledCombo(),
                    merpo(),
                    focal(),
                    dynamics(),
                    rollout());
    private static final LearningWork SOAK = small();

    public LearningWork {
        targets = List.copyOf(targets);
    }

    /** Table 2's, to the letter. */
    private static MerpoConfig merpo(String environment) {
        return paper(new MerpoMethod(), environment).merpo();
    }

    /** The paper's settings, to the letter. */
    private static <C extends Record> C paper(Method<C> method, String environment) {
        return method.preset(environment, Scale.PAPER, Reading.LITERAL).learning();
    }

    /** Everything, in the order of the table. */
    public static List<LearningWork> all() {
        return ALL;
    }

    private static LearningWork matrixProduct(int count, int size) {
        return new LearningWork(
                "matmul-" + (count == 1 ? "" : count + "x") + size,
                "%d matrix product%s of %d x %d"
                        .formatted(count, count == 1 ? "" : "s", size, size),
                1,
                UpdateFlops.matrixProduct(count, size),
                "",
                List.of(),
                manager -> new MatrixProductCase(manager, count, size));
    }

    private static LearningWork sac(int tasks, List<LearningTarget> targets) {
        return new LearningWork(
                tasks == 1 ? "sac" : "sac-" + tasks,
                "SAC update, 2 x 256, batch 256"
                        + (tasks == 1 ? "" : ", stack of " + tasks + ", per task"),
                tasks,
                tasks * SMALL.flops().sac(),
                "sac",
                targets,
                manager -> new SacCase(manager, SMALL, tasks));
    }

    private static LearningWork combo() {
        RacConfig config = MIDDLE.of(merpo("half-cheetah-fwd-back").inner().combo());
        return new LearningWork(
                "combo-literal",
                "COMBO update, LITERAL, 3 x 256, batch 256 (128 real)",
                1,
                MIDDLE.flops().sac() + MIDDLE.flops().literalGap(128),
                "",
                List.of(),
                manager -> new ComboCase(manager, MIDDLE, config));
    }

    private static LearningWork cql() {
        RacConfig config = MIDDLE.of(paper(new CqlMethod(), "halfcheetah").rac());
        return new LearningWork(
                "cql",
                "CQL update, 3 x 256, 10 actions of each kind, batch 256",
                1,
                MIDDLE.flops().sac() + MIDDLE.flops().sampledGap(10, 256),
                "cql",
                List.of(new AtMost(0.85, "d3rlpy", "cql"), new OfPeak(0.7)),
                manager -> new ComboCase(manager, MIDDLE, config));
    }

    private static LearningWork sampledCombo() {
        RacConfig config =
                ConfigYaml.override(
                        MIDDLE.of(paper(new ComboMethod(), "halfcheetah").rac()),
                        RacConfig.class,
                        "the preset",
                        Map.of(
                                "gap",
                                "{kind: log-sum-exp, states: IMAGINED, actions: 10, reduction: PER_STATE}"));
        return new LearningWork(
                "combo",
                "COMBO update, CQL_H, 3 x 256, batch 256 (128 real)",
                1,
                MIDDLE.flops().sac() + MIDDLE.flops().sampledGap(10, 128),
                "",
                List.of(scaled(100)),
                manager -> new ComboCase(manager, MIDDLE, config));
    }

    /** Table 2's column Walker-2D-Params: 8 tasks, 10 inner steps each, one outer step. */
    private static LearningWork merpo() {
        MerpoConfig config = merpo("walker-2d-params");
        UpdateFlops flops = LARGE.flops();
        double innerStep =
                flops.sac()
                        + flops.drift()
                        + flops.literalGap(128)
                        + flops.rollout(PAPER_MEMBER, 1, 256);
        int tasks = config.taskBatch();
        return new LearningWork(
                "merpo",
                "MerPO outer iteration, 8 tasks x 10 steps, 5 x 300, batch 256, LITERAL",
                1,
                tasks * config.innerSteps() * innerStep + flops.metaPolicyStep(tasks),
                "",
                List.of(new OfPeak(0.6)),
                manager -> new MerpoCase(manager, LARGE, config));
    }

    /** FOCAL's column of the walkers: a dual critic of three steps. */
    private static LearningWork focal() {
        FocalConfig config = paper(new FocalMethod(), "walker-2d-params");
        return new LearningWork(
                "focal",
                "FOCAL step, 16 entries x 256 rows, 3 x 256, encoder 3 x 200, context 100",
                1,
                FocalCase.flops(config),
                "focal",
                List.of(new AtMost(0.7, "pytorch", "focal"), new OfPeak(0.8)), // either
                manager -> new FocalCase(manager, config));
    }

    private static LearningWork dynamics() {
        int members = Ensembles.MEMBERS;
        return new LearningWork(
                "dynamics",
                "dynamics step, 7 x 4 x 200, batch 256",
                1,
                UpdateFlops.dynamicsStep(MEMBER, members, 256),
                "",
                List.of(scaled(10.5)),
                manager -> new DynamicsCase(manager, MODEL_LAYERS, MODEL_WIDTH, members, 256));
    }

    private static LearningWork rollout() {
        int states = 10_000;
        return new LearningWork(
                "rollout",
                "model rollout, 10000 states, one step, 7 x 4 x 200, policy 3 x 256",
                1,
                MIDDLE.flops().rollout(MEMBER, 1, states),
                "",
                List.of(scaled(110)),
                manager ->
                        new ModelRolloutCase(manager, MIDDLE, MODEL_LAYERS, MODEL_WIDTH, states));
    }

    /** Milliseconds where stable-baselines3's SAC update takes 8.9, scaled with it. */
    private static LearningTarget scaled(double milliseconds) {
        return new AtMost(milliseconds / SCALE_MS, SB3, "sac");
    }

    /** What runs while memory is watched: RAC for 8 tasks, networks small enough for many steps. */
    public static LearningWork soak() {
        return SOAK;
    }

    private static LearningWork small() {
        LearningSizes sizes = new LearningSizes(2, 32, 32);
        RacConfig config =
                sizes.of(merpo("half-cheetah-fwd-back").inner())
                        .withPenalties(
                                new RacConfig.Penalties(
                                        new Multiplier.Fixed(5),
                                        new Multiplier.Fixed(0.05),
                                        new Multiplier.Fixed(0.05),
                                        false));
        return new LearningWork(
                "soak",
                "RAC steps with rollouts, 2 x 32, batch 32, stack of 8, ensembles 7 x 2 x 32",
                8,
                0,
                "",
                List.of(),
                manager -> new StackCase(manager, sizes, config, 2, 32, 8));
    }

    /** By its name on the command line. */
    public static LearningWork named(String name) {
        return Stream.concat(all().stream(), Stream.of(soak()))
                .filter(work -> work.name.equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private static IllegalArgumentException unknown(String name) {
        List<String> known = all().stream().map(LearningWork::name).toList();
        String suggestion = Names.suggestion(name, known);
        return new IllegalArgumentException(
                "The learning case \"%s\" does not exist%s Known: %s"
                        .formatted(
                                name,
                                suggestion.isEmpty() ? "." : suggestion,
                                String.join(", ", known)));
    }

    /** Whether it only shows what the machine can do. */
    public boolean isPeak() {
        return name.startsWith("matmul");
    }
}
