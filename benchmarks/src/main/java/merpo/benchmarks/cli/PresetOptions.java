package merpo.benchmarks.cli;

import merpo.datagen.settings.Reading;
import merpo.datagen.settings.Scale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which of a learner's presets: {@code --scale}, {@code --reading}. */
final class PresetOptions {
    @Option(
            names = "--scale",
            paramLabel = "S",
            description = "smoke, small (default) or paper: sizes and budgets.")
    String scale = "small";

    @Option(
            names = "--reading",
            paramLabel = "R",
            description =
                    "literal (the paper's text) or working (what learns, default), see agents/PAPERS.md.")
    String reading = "working";

    @Spec(Target.MIXEE)
    CommandSpec spec;

    /** The scale, or what is wrong with it. */
    Scale scale() {
        return Usage.choice(spec, "--scale", scale, Scale.class);
    }

    /** The reading, or what is wrong with it. */
    Reading reading() {
        return Usage.choice(spec, "--reading", reading, Reading.class);
    }
}
