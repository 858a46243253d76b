package merpo.benchmarks.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.task.Task;
import merpo.envs.task.TaskDistribution;
import merpo.envs.task.TaskSplit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tasks of a family: drawn, printed, written, read. */
@Command(
        name = "tasks",
        description = {
            "Print the tasks of a family: the fixed ones, a draw of your own, or those of a file.",
            "Without options the fixed ones: as many as the papers have, drawn once from seed 1337."
        },
        footer = {
            "",
            "Example: ./merpo envs tasks half-cheetah-vel --training 10 --test 5 --seed 3 --out tasks.json"
        })
final class EnvsTasksCommand implements Callable<Integer> {
    private static final int SHOWN = 4; // numbers of a parameter in a line

    @Parameters(paramLabel = "ID", description = "An id as ./merpo envs lists it.")
    String id;

    @Option(names = "--training", paramLabel = "N", description = "How many to train on.")
    Integer training;

    @Option(names = "--test", paramLabel = "N", description = "How many to test on.")
    Integer test;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the draw.")
    Long seed;

    @Option(names = "--in", paramLabel = "FILE", description = "Read and check this file instead.")
    Path in;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the tasks as JSON.")
    Path out;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        EnvironmentDefinition definition = Usage.require(spec, () -> Environments.named(id));
        List<Path> read = in == null ? List.of() : List.of(in);
        Outputs.require(spec, "--out", out, read, "file of tasks", TaskSplit::load);
        TaskSplit split = split(definition);
        PrintWriter text = spec.commandLine().getOut();
        text.println(definition.id() + ": " + definition.tasks().description());
        print(text, "train", split.training());
        print(text, "test", split.test());
        if (out != null) {
            split.save(out);
            text.println(out + " written");
        }
        return 0;
    }

    private TaskSplit split(EnvironmentDefinition definition) throws Exception {
        TaskDistribution tasks = definition.tasks();
        boolean drawn = training != null || test != null || seed != null;
        if (in != null) {
            if (drawn) {
                throw Usage.wrong(
                        spec,
                        "--in reads tasks, --training, --test and --seed draw them; give one or the other");
            }
            return TaskSplit.load(in, definition);
        }
        return drawn
                ? Usage.require(
                        spec,
                        () ->
                                TaskSplit.draw(
                                        definition,
                                        training == null ? tasks.training() : training,
                                        test == null ? tasks.test() : test,
                                        seed == null ? TaskSplit.FIXED_SEED : seed))
                : TaskSplit.usual(definition);
    }

    private static void print(PrintWriter text, String role, List<Task> tasks) {
        for (Task task : tasks) {
            text.printf(
                    "%-5s %3d  %s%n",
                    role,
                    task.index(),
                    task.parameters().entrySet().stream()
                            .map(entry -> entry.getKey() + " " + numbers(entry.getValue()))
                            .collect(Collectors.joining("  ")));
        }
    }

    private static String numbers(List<Double> values) {
        String first =
                values.stream()
                        .limit(SHOWN)
                        .map(value -> "%.6g".formatted(value))
                        .collect(Collectors.joining(", "));
        return values.size() > SHOWN ? first + ", ... (" + values.size() + ")" : first;
    }
}
