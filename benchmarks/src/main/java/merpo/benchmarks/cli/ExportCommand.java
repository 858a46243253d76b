package merpo.benchmarks.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import merpo.agents.portable.PolicyFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A trained policy for other programs. */
@Command(
        name = "export",
        description = {
            "Write a trained policy for ONNX Runtime or PyTorch: rows of observations in, deterministic actions in [-1, 1] out, both float32.",
            "Policies of focal and pearl read a second input, z: each task's stands in the metadata, beside environment and tasks; --task settles one. cbcq and mbml draw what they choose from at each step: they cannot be exported."
        },
        footer = {
            "",
            "Example: ./merpo export runs/rac --to onnx --task 0 --out policy.onnx",
            "In Python: onnxruntime.InferenceSession(\"policy.onnx\").run([\"action\"], {\"observation\": rows})",
            "With --to torchscript: torch.jit.load(\"policy.pt\")(rows)",
            "And back: ./merpo evaluate --policy policy.onnx"
        })
final class ExportCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "RUN",
            description =
                    "Directory of a finished ./merpo train or adapt, or one file of policies in it.")
    Path run;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FORMAT",
            description = "onnx or torchscript.")
    String format;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "An older export is replaced.")
    Path out;

    @Option(
            names = "--task",
            paramLabel = "N",
            description = "Index of the task that it acts in, where each has a policy of its own.")
    Integer task;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PolicyFormat to = Usage.choice(spec, "--to", format, PolicyFormat.class);
        Outputs.require(
                spec, "--out", out, List.of(run), "exported policy", PolicyFormat::requireExported);
        to.export(run, task == null ? OptionalInt.empty() : OptionalInt.of(task), out);
        spec.commandLine()
                .getOut()
                .println(
                        Launch.words(
                                "Exported: %s. Try it: ./merpo evaluate --policy %s"
                                        .formatted(out, out)));
        return 0;
    }
}
