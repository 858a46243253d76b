package merpo.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import merpo.agents.training.Trainables;
import merpo.datagen.storage.Safetensors;
import merpo.tests.faults.MerpoProcess.Signal;
import merpo.tests.faults.Undisturbed.Work;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command that writes, ended by either signal at random moments: under a final name stands a
 * whole file or none, none of its processes is left behind, and the same command again, killed or
 * not, ends with the bytes of one that was left alone.
 */
final class KillMatrixTest {
    private static final int FEW = 2;

    /** Of each command, by each signal. */
    private static final int KILLS = Integer.getInteger("merpo.faults.matrix", FEW);

    /** What is tried where a few kills are enough: one learner of each kind. */
    private static final List<String> LEARNERS = List.of("rac", "merpo");

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir static Path temp;

    private static Path wind; // 50 tasks
    private static Path hopper; // one
    private static Path run; // of a learner over tasks, finished

    @BeforeAll
    static void learn() throws Exception {
        wind = data("point-robot-wind");
        hopper = data("hopper");
        run = temp.resolve("run");
        try (MerpoProcess training =
                MerpoProcess.start(temp.resolve("log"), training("merpo", run).toArray())) {
            training.ends(0);
        }
    }

    private static Path data(String environment) throws Exception {
        Path folder = temp.resolve(environment);
        MerpoProcess.generate(environment, folder);
        return folder.resolve("data/medium");
    }

    @TestFactory
    Stream<DynamicTest> theSameCommandEndsWhatASignalDid() {
        return commands().entrySet().stream()
                .flatMap(
                        command ->
                                Stream.of(Signal.values())
                                        .map(
                                                signal ->
                                                        test(
                                                                command.getKey(),
                                                                signal,
                                                                command.getValue())));
    }

    private static DynamicTest test(String name, Signal signal, Callable<Undisturbed> command) {
        String fault = "SIG" + signal + " of " + name;
        return DynamicTest.dynamicTest(
                fault,
                () ->
                        new Killer(command.call(), KillMatrixTest::requireWhole, temp, signal, 11)
                                .kill(fault, KILLS)
                                .report());
    }

    /** By name; each is done once undisturbed, when it is first asked for. */
    private static Map<String, Callable<Undisturbed>> commands() {
        Map<String, Callable<Undisturbed>> commands = new LinkedHashMap<>();
        commands.put("generate", Undisturbed::generation);
        commands.put("behaviors", Undisturbed::training);
        for (String learner : KILLS > FEW ? Trainables.names() : LEARNERS) {
            put(commands, "train " + learner, directory -> training(learner, directory));
        }
        put(commands, "adapt", resumed("adapt", run, "--data", wind));
        put(commands, "evaluate", KillMatrixTest::evaluation);
        put(commands, "report", Work.out("report", run));
        put(commands, "replay", file("page.html", "replay", run));
        put(commands, "export", file("policy.onnx", "export", run, "--to", "onnx", "--task", 40));
        put(
                commands,
                "convert",
                file("d4rl.hdf5", "convert", hopper.resolve("task-000.h5"), "--to", "d4rl"));
        put(
                commands,
                "sweep",
                Work.out("sweep", "cql", "--data", hopper, "--scale", "smoke", "--jobs", 2));
        if (KILLS > FEW) {
            put(commands, "figure 4", Work.out("figure", "4", "--scale", "smoke", "--jobs", 2));
        }
        return commands;
    }

    private static void put(Map<String, Callable<Undisturbed>> commands, String name, Work work) {
        commands.put(
                name,
                new Callable<>() {
                    private Undisturbed once;

                    @Override
                    public Undisturbed call() throws Exception {
                        if (once == null) {
                            once = Undisturbed.run(work);
                        }
                        return once;
                    }
                });
    }

    private static List<Object> training(String learner, Path directory) throws IOException {
        List<Object> words = new ArrayList<>(List.of("train", learner, "--data", wind));
        words.addAll(List.of("--scale", "smoke"));
        if (Trainables.named(learner).nearPolicy()) {
            words.addAll(List.of("--meta-policy", "zoo:good"));
        }
        return resumed(words.toArray()).in(directory);
    }

    /** A command that is asked to go on with what is there. */
    private static Work resumed(Object... words) {
        Work all = Work.out(words);
        return directory -> {
            List<Object> asked = new ArrayList<>(all.in(directory));
            if (Files.exists(directory)) {
                asked.add("--resume");
            }
            return asked;
        };
    }

    /** Measures a copy of the run, in which it writes. */
    private static List<Object> evaluation(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            Files.createDirectories(directory.getParent());
            try (Stream<Path> all = Files.walk(run)) {
                for (Path path : all.sorted().toList()) {
                    Files.copy(path, directory.resolve(run.relativize(path).toString()));
                }
            }
        }
        return List.of("evaluate", directory, "--episodes", 2);
    }

    /** A command that writes one file. */
    private static Work file(String name, Object... words) {
        return directory -> {
            List<Object> all = new ArrayList<>(List.of(words));
            all.addAll(List.of("--out", Files.createDirectories(directory).resolve(name)));
            return all;
        };
    }

    /** Whatever its last content will be, it can be read. */
    private static void requireWhole(Path root, Path file) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".safetensors")) {
            assertThat(Safetensors.read(file).tensors()).isNotEmpty();
        } else if (name.endsWith(".json")) {
            assertThat(JSON.readTree(file.toFile())).isNotEmpty();
        } else if (name.endsWith(".html") || name.endsWith(".svg")) {
            assertThat(Files.readString(file).strip()).endsWith(">");
        }
    }
}
