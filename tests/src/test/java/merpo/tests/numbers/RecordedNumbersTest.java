package merpo.tests.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import merpo.benchmarks.cli.Merpo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Short trainings of every learner, and a dataset of every family, against {@code recorded.tsv}: a
 * change of structure moves no number. Bits are compared on the processor that recorded them,
 * elsewhere (other kernels, other roundings) only how large the numbers are.
 *
 * <p>Where a change is meant to move numbers, {@code -Dmerpo.record=FILE} writes the list anew.
 */
final class RecordedNumbersTest {
    private static final String RECORDED = "/numbers/recorded.tsv";
    private static final double SAME_ELSEWHERE = 1e-3; // relative

    @TempDir static Path folder;
    private static final Map<String, Fingerprint> measured = new TreeMap<>();

    @BeforeAll
    static void data() {
        generate("point-robot-wind", 60);
        generate("half-cheetah-fwd-back", 400);
        generate("walker-2d-params", 200);
        generate("ant-fwd-back", 200);
        generate("halfcheetah", 1000);
        generate("hopper", 200);
        generate("walker2d", 200);
    }

    private static void generate(String environment, int transitions) {
        merpo(
                "generate --env %s --quality medium --transitions %d --out %s"
                        .formatted(environment, transitions, folder.resolve(environment)));
    }

    @TestFactory
    Stream<DynamicTest> datasets() {
        return Stream.of(
                        "point-robot-wind",
                        "half-cheetah-fwd-back",
                        "walker-2d-params",
                        "ant-fwd-back",
                        "halfcheetah",
                        "hopper",
                        "walker2d")
                .map(
                        family ->
                                DynamicTest.dynamicTest(
                                        family,
                                        () ->
                                                compare(
                                                        "dataset " + family,
                                                        Fingerprint.ofDataset(
                                                                folder.resolve(
                                                                        family
                                                                                + "/medium/task-000.h5")))));
    }

    @TestFactory
    Stream<DynamicTest> soloAndStackedSac() {
        Path tasks = folder.resolve("eight.json");
        merpo("envs tasks point-robot-wind --training 7 --test 1 --seed 5 --out " + tasks);
        return Stream.of(
                behaviors("sac, one task", "--env hopper --set uniformSteps=100 --set steps=400"),
                behaviors("sac, eight tasks", "--env point-robot-wind --tasks " + tasks));
    }

    private static DynamicTest behaviors(String name, String words) {
        return DynamicTest.dynamicTest(
                name,
                () -> {
                    Path out = folder.resolve(name.replaceAll("\\W+", "-"));
                    merpo("behaviors --scale smoke --seed 3 " + words + " --out " + out);
                    compare(name, Fingerprint.ofNetworks(out.resolve("learner.safetensors")));
                });
    }

    @TestFactory
    Stream<DynamicTest> learners() {
        Map<String, String> orders = new LinkedHashMap<>();
        String gap =
                " --set learning.rac.gap={kind:_log-sum-exp,_states:_MIXED,_actions:_10,_reduction:_%s}";
        orders.put("combo, literal gap", "combo point-robot-wind");
        orders.put("combo, gap per state", "combo point-robot-wind" + gap.formatted("PER_STATE"));
        orders.put("combo, gap per pair", "combo point-robot-wind" + gap.formatted("PER_PAIR"));
        orders.put("combo, walkers", "combo walker-2d-params --seed 4");
        orders.put("combo, read literally", "combo half-cheetah-fwd-back --reading literal");
        orders.put("cql", "cql half-cheetah-fwd-back");
        orders.put("cql, cloning first", "cql hopper --set learning.rac.optimizer.cloneSteps=20");
        orders.put("combo-3", "combo-3 hopper --meta-policy zoo:good --seeds 2");
        orders.put("rac", "rac half-cheetah-fwd-back --meta-policy zoo:poor");
        orders.put("merpo, read literally, META", "merpo point-robot-wind --reading literal");
        orders.put(
                "merpo, PERSIST",
                "merpo point-robot-wind --set learning.merpo.taskInit=PERSIST"
                        + " --set learning.merpo.meta.criticStep=ADAM --set learning.merpo.meta.criticRate=0.001");
        orders.put("merpo, PERSIST_POLICIES", "merpo point-robot-wind");
        orders.put("merpo, walkers", "merpo walker-2d-params");
        orders.put(
                "merpo, lambda on clones",
                "merpo point-robot-wind --set learning.merpo.inner.penalties.lambda="
                        + "{kind:_plain,_initial:_0.25,_rate:_0.05,_target:_0.05,_least:_0,_largest:_100,_clip:_KEPT}"
                        + " --set learning.merpo.inner.penalties.cloneCorrected=true");
        orders.put("merpo-adp", "merpo-adp point-robot-wind");
        orders.put("proximal, Eq. (5)", "proximal point-robot-wind");
        orders.put("no-model", "no-model point-robot-wind");
        orders.put("cbcq", "cbcq point-robot-wind");
        orders.put("cbcq, all tasks", "cbcq walker-2d-params --set learning.batch.tasks=0");
        String clone = " --set learning.regularizer={kind:_clone-term,_weight:_100}";
        orders.put("focal", "focal point-robot-wind");
        orders.put("focal, clone term", "focal walker-2d-params" + clone);
        orders.put("focal, dual critic", "focal walker-2d-params");
        orders.put("pearl", "pearl point-robot-wind");
        orders.put("pearl, clone term", "pearl walker-2d-params" + clone);
        orders.put("macaw", "macaw point-robot-wind");
        orders.put("macaw, plain layers", "macaw walker-2d-params --set learning.networks.code=0");
        orders.put("mbml", "mbml point-robot-wind");
        orders.put(
                "mbml, rewards alone",
                "mbml point-robot-wind --set learning.predictors.nextObservation={kind:_kept}");
        return orders.entrySet().stream()
                .map(
                        order ->
                                DynamicTest.dynamicTest(
                                        order.getKey(),
                                        () -> train(order.getKey(), order.getValue())));
    }

    /** Whatever a training made: clones, models, the learner, what it ends with. */
    private static void train(String name, String order) throws IOException {
        String[] words = order.split(" ", 3);
        Path out = folder.resolve(name.replaceAll("\\W+", "-"));
        merpo(
                "train %s --data %s --scale smoke --out %s %s"
                        .formatted(
                                words[0],
                                folder.resolve(words[1] + "/medium"),
                                out,
                                words.length > 2 ? words[2] : ""));
        boolean overTasks = Files.exists(out.resolve("policies/combo-from-meta.safetensors"));
        for (String file :
                List.of(
                        "clone/clones.safetensors",
                        "model/ensemble.safetensors",
                        "model/meta-model.safetensors",
                        "groundwork/teachers.safetensors",
                        "groundwork/predictors.safetensors",
                        "checkpoint.safetensors",
                        overTasks ? "policies/meta.safetensors" : "policy.safetensors")) {
            if (Files.exists(out.resolve(file))) {
                compare(name + ": " + file, Fingerprint.ofNetworks(out.resolve(file)));
            }
        }
    }

    @Test
    void aPolicyThatIsAdaptedLater() throws IOException {
        Path run = folder.resolve("known");
        Path data = folder.resolve("point-robot-wind/medium");
        merpo("train merpo-adp --seed 7 --scale smoke --data " + data + " --out " + run);
        Path out = folder.resolve("adapted");
        merpo("adapt " + run + " --data " + data + " --seed 8 --out " + out);
        compare("adapted", Fingerprint.ofNetworks(out.resolve("policy.safetensors")));
    }

    private static void merpo(String words) {
        StringWriter said = new StringWriter();
        int status =
                Merpo.execute(
                        new PrintWriter(said),
                        new PrintWriter(said),
                        Arrays.stream(words.trim().split(" +"))
                                .map(word -> word.replace(":_", ": ").replace(",_", ", "))
                                .toArray(String[]::new));
        assertThat(status).as(words + "\n" + said).isZero();
    }

    private static void compare(String name, Fingerprint found) throws IOException {
        measured.put(name, found);
        if (System.getProperty("merpo.record") != null) {
            return;
        }
        Recorded recorded = Recorded.read();
        assertThat(recorded.numbers()).containsKey(name);
        Fingerprint expected = recorded.numbers().get(name);
        assertThat(found.size())
                .as(name)
                .isCloseTo(expected.size(), within(SAME_ELSEWHERE * expected.size()));
        if (recorded.processor().equals(processor())) {
            assertThat(found.digest()).as(name).isEqualTo(expected.digest());
        }
    }

    /** The list: the processor on the first line, then name, digest and size. */
    private record Recorded(String processor, Map<String, Fingerprint> numbers) {
        static Recorded read() throws IOException {
            try (var in = RecordedNumbersTest.class.getResourceAsStream(RECORDED)) {
                List<String> lines =
                        new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                                .lines()
                                .toList();
                Map<String, Fingerprint> numbers = new TreeMap<>();
                for (String line : lines.subList(1, lines.size())) {
                    String[] cells = line.split("\t", -1);
                    numbers.put(cells[0], new Fingerprint(cells[1], Double.parseDouble(cells[2])));
                }
                return new Recorded(lines.get(0), numbers);
            }
        }
    }

    /** What decides which kernels the tensor engine takes. */
    private static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.exists(info)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(info).stream()
                .filter(line -> line.matches("(vendor_id|cpu family|model|stepping)\\s*:.*"))
                .limit(4)
                .map(line -> line.replaceAll("\\s+", " "))
                .collect(Collectors.joining(", "));
    }

    @AfterAll
    static void record() throws IOException {
        String file = System.getProperty("merpo.record");
        if (file != null) {
            List<String> lines = new ArrayList<>(List.of(processor()));
            measured.forEach(
                    (name, found) -> lines.add(name + "\t" + found.digest() + "\t" + found.size()));
            Files.write(Path.of(file), lines);
        }
    }
}
