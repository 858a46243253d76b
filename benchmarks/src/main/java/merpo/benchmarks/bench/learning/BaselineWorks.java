package merpo.benchmarks.bench.learning;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import merpo.agents.Method;
import merpo.agents.Methods;
import merpo.agents.cbcq.CbcqMethod;
import merpo.agents.focal.FocalMethod;
import merpo.agents.macaw.MacawMethod;
import merpo.agents.mbml.MbmlMethod;
import merpo.agents.pearl.PearlMethod;
import merpo.benchmarks.bench.learning.LearningTarget.AtMost;
import merpo.benchmarks.bench.learning.LearningTarget.OfPeak;
import merpo.datagen.settings.ConfigYaml;
import merpo.datagen.settings.Reading;
import merpo.datagen.settings.Scale;

/**
 * Steps of what MerPO is compared with, each against the same step in eager PyTorch; sizes are the
 * walkers' of the papers unless said.
 */
public final class BaselineWorks {
    private static final String LAYERS = "[256, 256, 256]";
    private static final Map<String, String> SMALL_BCQ =
            Map.of(
                    "bcq.networks.perturbation", LAYERS,
                    "bcq.networks.critic", LAYERS,
                    "bcq.networks.encoder", LAYERS,
                    "bcq.networks.decoder", LAYERS);
    private static final Map<String, String> SMALL_MBML =
            Map.of(
                    "networks.criticLayers", "3",
                    "networks.decoderLayers", "3",
                    "networks.perturbationLayers", "3",
                    "networks.width", "256",
                    "predictors.members", "5",
                    "predictors.reward.largestDeviation", "10", // every row is kept: the most work
                    "predictors.nextObservation.by.largestDeviation", "10");
    private static final List<String> METHODS =
            List.of("rac", "focal", "pearl", "cbcq", "macaw", "mbml");
    private static final List<LearningWork> SOAKS =
            METHODS.stream()
                    .<LearningWork>map(name -> soak(Methods.named(name).orElseThrow()))
                    .toList();

    private BaselineWorks() {}

    /** In the order of the table. */
    static List<LearningWork> all() {
        return List.of(
                work(
                        "focal",
                        "FOCAL step, 16 entries x 256 rows, 3 x 256, encoder 3 x 200, context 100",
                        new FocalMethod(),
                        Map.of(),
                        20,
                        UpdateFlops::focal,
                        new OfPeak(0.8)), // either
                work(
                        "pearl",
                        "PEARL step, 10 entries x 256 rows, 3 x 300, encoder 3 x 200, context 100",
                        new PearlMethod(),
                        Map.of(),
                        20,
                        UpdateFlops::pearl,
                        new OfPeak(0.8)), // either
                cbcq("cbcq", "3 x 256", SMALL_BCQ),
                cbcq(
                        "cbcq-1024",
                        "7, 8, 9 x 1024 of its code",
                        Map.of(),
                        new OfPeak(0.8)), // either
                work(
                        "macaw",
                        "MACAW meta-iteration, 5 tasks x (256 + 256 rows), 3 x 100 of codes of 100",
                        new MacawMethod(),
                        Map.of(),
                        20,
                        config -> 0),
                work(
                        "mbml",
                        "MBML distillation, 8 tasks x (128 + 64 context rows), 3 x 256, ensembles of 5",
                        new MbmlMethod(),
                        SMALL_MBML,
                        8,
                        config -> UpdateFlops.mbml(config, 8),
                        new OfPeak(0.8))); // either
    }

    private static LearningWork cbcq(
            String name, String sizes, Map<String, String> instead, LearningTarget... more) {
        return work(
                name,
                "CBCQ step, 10 tasks x (128 + 128 context rows), " + sizes,
                new CbcqMethod(),
                instead,
                10,
                config -> UpdateFlops.cbcq(config, 10),
                more);
    }

    /**
     * A method on random rows of so many tasks, with these of its settings instead of the paper's.
     */
    private static <C extends Record> LearningWork work(
            String name,
            String text,
            Method<C> method,
            Map<String, String> instead,
            int tasks,
            ToDoubleFunction<C> flops,
            LearningTarget... more) {
        C config =
                ConfigYaml.override(
                        preset(method, Scale.PAPER), method.settings(), "the preset", instead);
        return new LearningWork(
                name,
                text,
                1,
                flops.applyAsDouble(config),
                name,
                Stream.concat(Stream.of(new AtMost(0.7, "pytorch", name)), Stream.of(more))
                        .toList(),
                manager -> MethodCase.open(manager, method, config, tasks));
    }

    private static <C extends Record> C preset(Method<C> method, Scale scale) {
        return method.preset("walker-2d-params", scale, Reading.LITERAL).learning();
    }

    /** Each method at its smoke preset, for many steps: memory is watched meanwhile. */
    static List<LearningWork> soaks() {
        return SOAKS;
    }

    /**
     * The one that is named, RAC where none is: it rolls out ensembles.
     *
     * @param only one method, or none
     */
    public static LearningWork soak(List<String> only) {
        String name = only.isEmpty() ? METHODS.get(0) : String.join(" and ", only);
        if (!METHODS.contains(name)) {
            throw new IllegalArgumentException(
                    "Memory is watched of one of %s; --only has %s"
                            .formatted(String.join(", ", METHODS), name));
        }
        return SOAKS.get(METHODS.indexOf(name));
    }

    private static <C extends Record> LearningWork soak(Method<C> method) {
        C config = preset(method, Scale.SMOKE);
        return new LearningWork(
                method.name() + "-soak",
                method.title() + " as in its smoke preset, 8 tasks",
                0,
                List.of(),
                manager -> MethodCase.open(manager, method, config, 8));
    }
}
