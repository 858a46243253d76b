package merpo.benchmarks.bench.learning;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import merpo.agents.Method;
import merpo.agents.merpo.MerpoConfig;
import merpo.agents.merpo.MerpoMethod;
import merpo.agents.merpo.MerpoSettings;
import merpo.agents.rac.ComboMethod;
import merpo.agents.rac.CqlMethod;
import merpo.agents.rac.RacConfig;
import merpo.agents.rac.RacSettings;
import merpo.benchmarks.bench.learning.LearningTarget.AtMost;
import merpo.benchmarks.bench.learning.LearningTarget.OfPeak;
import merpo.datagen.nn.Mlp;
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
    private static final Mlp MEMBER = LearningSizes.member(Ensembles.USUAL);

    private static final List<LearningWork> OWN =
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
                    dynamics(),
                    rollout());
    private static final List<LearningWork> ALL =
            Stream.concat(OWN.stream(), BaselineWorks.all().stream()).toList();

    public LearningWork {
        targets = List.copyOf(targets);
    }

    /** For one task, and like nothing that the Python libraries do. */
    LearningWork(
            String name,
            String text,
            double flops,
            List<LearningTarget> targets,
            Function<NDManager, LearningCase> opening) {
        this(name, text, 1, flops, "", targets, opening);
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
                UpdateFlops.matrixProduct(count, size),
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
        MerpoSettings merpo = paper(new MerpoMethod(), "half-cheetah-fwd-back");
        return new LearningWork(
                "combo-literal",
                "COMBO update, LITERAL, 3 x 256, batch 256 (128 real)",
                MIDDLE.flops().sac() + MIDDLE.flops().literalGap(128),
                List.of(),
                ofOneTask(merpo.merpo().inner().combo()));
    }

    /** Without rollouts, which are another case. */
    private static Function<NDManager, LearningCase> ofOneTask(RacConfig config) {
        RacSettings like = paper(new ComboMethod(), "halfcheetah");
        RacSettings settings =
                new RacSettings(MIDDLE.of(config), false, like.ensemble(), like.imitation());
        return manager -> MethodCase.open(manager, new ComboMethod(), settings, 1);
    }

    private static LearningWork cql() {
        return new LearningWork(
                "cql",
                "CQL update, 3 x 256, 10 actions of each kind, batch 256",
                1,
                MIDDLE.flops().sac() + MIDDLE.flops().sampledGap(10, 256),
                "cql",
                List.of(new AtMost(0.85, "d3rlpy", "cql"), new OfPeak(0.7)),
                ofOneTask(paper(new CqlMethod(), "halfcheetah").rac()));
    }

    private static LearningWork sampledCombo() {
        RacConfig config =
                ConfigYaml.override(
                        paper(new ComboMethod(), "halfcheetah").rac(),
                        RacConfig.class,
                        "the preset",
                        Map.of(
                                "gap",
                                "{kind: log-sum-exp, states: IMAGINED, actions: 10, reduction: PER_STATE}"));
        return new LearningWork(
                "combo",
                "COMBO update, CQL_H, 3 x 256, batch 256 (128 real)",
                MIDDLE.flops().sac() + MIDDLE.flops().sampledGap(10, 128),
                List.of(scaled(100)),
                ofOneTask(config));
    }

    /** Table 2's column Walker-2D-Params: 8 tasks, 10 inner steps each, one outer step. */
    private static LearningWork merpo() {
        MerpoSettings settings = paper(new MerpoMethod(), "walker-2d-params");
        MerpoConfig config = settings.merpo();
        UpdateFlops flops = LARGE.flops();
        double innerStep =
                flops.sac()
                        + flops.drift()
                        + flops.literalGap(128)
                        + flops.rollout(LearningSizes.member(settings.dynamics().sizes()), 1, 256);
        int tasks = config.taskBatch();
        return new LearningWork(
                "merpo",
                "MerPO outer iteration, 8 tasks x 10 steps, 5 x 300, batch 256, LITERAL",
                tasks * config.innerSteps() * innerStep + flops.metaPolicyStep(tasks),
                List.of(new OfPeak(0.6)),
                manager -> MethodCase.open(manager, new MerpoMethod(), settings, tasks));
    }

    private static LearningWork dynamics() {
        return new LearningWork(
                "dynamics",
                "dynamics step, 7 x 4 x 200, batch 256",
                UpdateFlops.dynamicsStep(MEMBER, Ensembles.USUAL.members(), 256),
                List.of(scaled(10.5)),
                DynamicsCase::new);
    }

    private static LearningWork rollout() {
        int states = 10_000;
        return new LearningWork(
                "rollout",
                "model rollout, 10000 states, one step, 7 x 4 x 200, policy 3 x 256",
                MIDDLE.flops().rollout(MEMBER, 1, states),
                List.of(scaled(110)),
                manager -> new ModelRolloutCase(manager, MIDDLE, states));
    }

    /** Milliseconds where stable-baselines3's SAC update takes 8.9, scaled with it. */
    private static LearningTarget scaled(double milliseconds) {
        return new AtMost(milliseconds / SCALE_MS, SB3, "sac");
    }

    /** By its name on the command line. */
    public static LearningWork named(String name) {
        return Stream.concat(ALL.stream(), BaselineWorks.soaks().stream())
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
