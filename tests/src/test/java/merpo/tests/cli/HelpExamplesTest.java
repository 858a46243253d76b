package merpo.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import merpo.benchmarks.cli.Merpo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples of all pages of help, run one after the other in one folder as a newcomer would:
 * each finds what the earlier ones made. What would take hours is made small ({@link #SMALL}); of a
 * figure the commands are shown; {@code bench}, which installs gigabytes, is parsed elsewhere.
 */
final class HelpExamplesTest {
    private static final Path GOLDEN = Path.of("../envs/suite/src/test/resources/golden");
    private static final Pattern COMMAND = Pattern.compile("^  ([a-z]+)  ", Pattern.MULTILINE);
    private static final Pattern EXAMPLE =
            Pattern.compile("^Example: (\\./merpo (?:.*\\\\\\n)*.*)$", Pattern.MULTILINE);

    /** In this order, by their beginnings; what a line needs stands before it. */
    private static final List<String> ORDER =
            List.of(
                    "doctor",
                    "envs",
                    "behaviors",
                    "zoo",
                    "generate",
                    "inspect",
                    "convert",
                    "train rac",
                    "train",
                    "sweep",
                    "resume",
                    "export",
                    "evaluate",
                    "adapt",
                    "quickstart",
                    "report",
                    "replay",
                    "figure");

    /** What an example lacks to be done in seconds: its beginning, then words to add. */
    private static final List<List<String>> SMALL =
            List.of(
                    List.of("./merpo behaviors", "--scale smoke"),
                    List.of("./merpo train", "--scale smoke"),
                    List.of("./merpo quickstart", "--scale smoke"),
                    List.of("./merpo sweep", "--scale smoke"),
                    List.of("./merpo figure", "--dry-run"));

    @TempDir Path temp;

    @Test
    void everyExampleDoesWhatItSays() throws Exception {
        List<String> examples = new ArrayList<>(examples());
        Shell shell = Shell.in(temp);
        prepare(shell);
        for (String beginning : ORDER) {
            List<String> next =
                    examples.stream()
                            .filter(example -> example.startsWith("./merpo " + beginning))
                            .toList();
            assertThat(next).as(beginning).isNotEmpty();
            for (String example : next) {
                run(shell, small(example));
                examples.remove(example);
            }
        }
        assertThat(examples).allMatch(example -> example.startsWith("./merpo bench"));
        for (String made :
                List.of(
                        "tasks.json",
                        "ours.json",
                        "parity.csv",
                        "runs/cheetahs/curve.csv",
                        "data/cheetahs/expert/task-001.h5",
                        "card.html",
                        "hopper-medium.h5",
                        ".minari/datasets",
                        "runs/rac/policy.safetensors",
                        "policy.onnx",
                        "sweeps/alpha/sweep.csv",
                        "sweeps/alpha/report.html",
                        "runs/walkers/report.html",
                        "runs/adapted/policy.safetensors",
                        "runs/compared/report.html",
                        "runs/first/report.html",
                        "replay.html",
                        "replay.gif")) {
            assertThat(temp.resolve(made)).exists();
        }
    }

    private static String small(String example) {
        String line =
                example.replace("--transitions 100000", "--transitions 400")
                        .replace("--episodes 50", "--episodes 2")
                        .replace(" --scale small", "");
        return SMALL.stream()
                .filter(words -> line.startsWith(words.get(0)))
                .map(words -> line + " " + words.get(1))
                .findFirst()
                .orElse(line);
    }

    /** What examples speak of that comes from elsewhere, or from the same commands again. */
    private void prepare(Shell shell) throws Exception {
        Files.copy(GOLDEN.resolve("Half-Cheetah-Fwd-Back-0.json"), temp.resolve("case.json"));
        Path recorded = Files.createDirectories(temp.resolve("recorded"));
        Files.copy(GOLDEN.resolve("Point-Robot-Wind-0.json"), recorded.resolve("wind.json"));
        run(shell, "./merpo generate --env hopper --quality medium --transitions 100 --out hopper");
        run(
                shell,
                "./merpo convert hopper/medium/task-000.h5 --to d4rl --out hopper_medium-v2.hdf5");
        for (String family : List.of("walkers", "new")) {
            String tasks = family + ".json";
            run(
                    shell,
                    "./merpo envs tasks walker-2d-params --training 3 --test 2 --seed %d --out %s"
                            .formatted(family.length(), tasks));
        }
        run(
                shell,
                "./merpo behaviors --env walker-2d-params --tasks walkers.json --scale smoke --out w");
        run(shell, generate("data/walkers", "walkers"));
        run(
                shell,
                "./merpo behaviors --env walker-2d-params --tasks new.json --scale smoke --out n");
        run(shell, generate("data/new", "new"));
        for (String other : List.of("cql", "combo")) {
            run(
                    shell,
                    "./merpo generate --env half-cheetah-fwd-back --quality medium --transitions 400 --out o"
                            + " && ./merpo train %s --data o/medium --scale smoke --out runs/%s && ./merpo evaluate runs/%s"
                                    .formatted(other, other, other));
        }
    }

    private static String generate(String out, String family) {
        return "./merpo generate --env walker-2d-params --quality good --transitions 400 --policies %s --tasks %s.json --out %s"
                .formatted(family.substring(0, 1), family, out);
    }

    private static void run(Shell shell, String line) throws Exception {
        Shell.Result result = shell.run(line);
        assertThat(result.status()).as(line + "\n" + result.printed()).isZero();
    }

    private static List<String> examples() {
        List<String> all = new ArrayList<>();
        for (String command : commands(help(List.of()))) {
            String page = help(List.of(command));
            all.addAll(examples(page));
            commands(page).forEach(below -> all.addAll(examples(help(List.of(command, below)))));
        }
        return all;
    }

    private static List<String> commands(String page) {
        int begin = page.indexOf("Commands:");
        return begin < 0
                ? List.of()
                : COMMAND.matcher(page.substring(begin)).results().map(m -> m.group(1)).toList();
    }

    private static List<String> examples(String page) {
        List<String> found = new ArrayList<>();
        Matcher example = EXAMPLE.matcher(page);
        while (example.find()) {
            found.add(example.group(1).replaceAll("\\s*\\\\\\n\\s*", " "));
        }
        return found;
    }

    private static String help(List<String> command) {
        StringWriter out = new StringWriter();
        String[] words =
                Stream.concat(command.stream(), Stream.of("--help")).toArray(String[]::new);
        int status =
                Merpo.execute(
                        new PrintWriter(out, true),
                        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                        words);
        assertThat(status).isZero();
        return out.toString();
    }
}
