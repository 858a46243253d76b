package merpo.benchmarks.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import merpo.envs.rollout.Rollout;
import merpo.envs.rollout.RolloutFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plays given actions from a given start and writes down what came of it. */
@Command(
        name = "rollout",
        description = "Play the actions of a rollout file here and write what comes of them.",
        footer = {"", "Example: ./merpo envs rollout --in case.json --out ours.json"})
final class EnvsRolloutCommand implements Callable<Integer> {
    @Option(
            names = "--in",
            required = true,
            paramLabel = "FILE",
            description = "JSON with id, task, qpos, qvel and actions.")
    Path in;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the same with observations, rewards, terminated and truncated.")
    Path out;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Outputs.require(spec, "--out", out, List.of(in), "rollout", RolloutFile::read);
        RolloutFile file = RolloutFile.read(in);
        Rollout rollout = file.play();
        if (out != null) {
            RolloutFile.write(out, file.given(), rollout.recording());
        }
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%s: %d steps, return %.6f, %s%n",
                        out == null ? in : out,
                        rollout.steps(),
                        rollout.recording().totalReward(),
                        rollout.ending());
        return 0;
    }
}
