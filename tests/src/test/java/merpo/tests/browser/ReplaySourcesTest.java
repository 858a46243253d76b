package merpo.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import merpo.benchmarks.cli.Merpo;
import merpo.datagen.run.CsvTable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be replayed, from the command line; pictures are drawn by the installed browser. */
final class ReplaySourcesTest {
    private static final Path GOLDEN = Path.of("../envs/suite/src/test/resources/golden");

    @TempDir static Path folder;
    private static Path run;

    private record Outcome(int status, String out, String err) {}

    private static Outcome merpo(Object... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status =
                Merpo.execute(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        Arrays.stream(words).map(Object::toString).toArray(String[]::new));
        return new Outcome(status, out.toString(), err.toString());
    }

    @BeforeAll
    static void runQuickstart() {
        run = folder.resolve("run");
        Outcome outcome =
                merpo(
                        "quickstart",
                        "--out",
                        run,
                        "--scale",
                        "smoke",
                        "--seed",
                        3,
                        "--set",
                        "steps=2");
        assertThat(outcome.status()).as(outcome.err()).isZero();
    }

    /** Every episode of the point begins at (0, 0), so a replay repeats what was measured. */
    @Test
    void aRunShowsItsPoliciesWithTheReturnsItMeasured() {
        Path page = folder.resolve("run.html");
        Outcome outcome = merpo("replay", run, "--out", page);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        List<CsvTable.Row> measured = CsvTable.read(run.resolve("merpo/evaluation.csv")).rows();
        assertThat(outcome.out()).contains("its deterministic clone", "COMBO from scratch");
        for (String[] policy :
                new String[][] {
                    {"meta", "meta-policy, before adaptation"},
                    {"adapted", "policy adapted to the task"}
                }) {
            double expected =
                    measured.stream()
                            .filter(row -> row.text("policy").equals(policy[0]))
                            .mapToDouble(row -> row.number("return"))
                            .findFirst()
                            .orElseThrow();
            assertThat(printed(outcome.out(), policy[1])).isCloseTo(expected, within(0.005));
        }
        assertThat(page)
                .content()
                .contains("\"title\":\"policy adapted to the task\"", "\"kind\":\"point\"");
    }

    private static double printed(String out, String title) {
        Matcher matcher =
                Pattern.compile(Pattern.quote(title) + " .*return (-?[0-9.]+)").matcher(out);
        assertThat(matcher.find()).as(out).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    @Test
    void anEpisodeOfADatasetIsShownAsItIsStored() {
        Path file = run.resolve("data/medium/task-003.h5");
        Path page = folder.resolve("episode.html");
        Outcome outcome =
                merpo("replay", file, file, "--episode", 3, "--title", "mine", "--out", page);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("mine ", "25 steps", "truncated");
        assertThat(page)
                .content()
                .contains("\"title\":\"mine\"", "\"title\":\"medium data, task 3, episode 3\"");
        assertThat(merpo("replay", file, "--episode", 99, "--out", page).err())
                .contains("--episode is 99", "has 8");
    }

    @Test
    void picturesAreDrawnByTheBrowser() throws IOException {
        Path png = folder.resolve("c.png");
        Path gif = folder.resolve("c.gif");
        Path rollout = GOLDEN.resolve("Half-Cheetah-Fwd-Back-0.json");
        Path shorter = folder.resolve("shorter.json");
        Files.writeString(shorter, Rollouts.shortened(Files.readString(rollout), 16));
        Outcome outcome =
                merpo(
                        "replay",
                        shorter,
                        "--out",
                        folder.resolve("c.html"),
                        "--png",
                        png,
                        "--at",
                        0.4,
                        "--gif",
                        gif,
                        "--size",
                        "480x360");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        BufferedImage picture = ImageIO.read(png.toFile());
        assertThat(picture.getWidth()).isEqualTo(480);
        assertThat(picture.getHeight()).isEqualTo(360);
        assertThat(Pixels.colours(picture)).isGreaterThan(200);
        assertThat(Pixels.red(picture)).as("the model's own colour").isGreaterThan(1000);
        var reader = ImageIO.getImageReadersByFormatName("gif").next();
        reader.setInput(ImageIO.createImageInputStream(gif.toFile()));
        assertThat(reader.getNumImages(true)).isEqualTo(9); // steps 0, 2, ... 16
        assertThat(Pixels.different(reader.read(0), reader.read(8))).isGreaterThan(500);
    }

    @Test
    void withoutABrowserThePageIsWrittenAndTheMessageSaysWhatIsMissing() throws Exception {
        Path page = folder.resolve("alone.html");
        Path output = folder.resolve("alone.txt");
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "merpo.benchmarks.cli.Merpo",
                        "replay",
                        GOLDEN.resolve("Point-Robot-Wind-0.json").toString(),
                        "--out",
                        page.toString(),
                        "--png",
                        folder.resolve("alone.png").toString());
        builder.environment().remove("MERPO_BROWSER");
        builder.environment().put("PATH", folder.toString());
        Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(page).isNotEmptyFile();
        assertThat(output)
                .content()
                .contains(
                        "alone.html is written, its pictures are not", "apt-get install chromium");
        assertThat(folder.resolve("alone.png")).doesNotExist();
    }

    @Test
    void wrongRequestsSayHowToMendThem() {
        Path page = folder.resolve("wrong.html");
        Path rollout = GOLDEN.resolve("Point-Robot-Wind-0.json");
        assertThat(merpo("replay", run.resolve("merpo"), "--task", 0, "--out", page).err())
                .contains("--task is 0", "was tried on 3, 4");
        assertThat(merpo("replay", folder.resolve("none.json"), "--out", page).err())
                .contains("none.json does not exist", "./merpo quickstart");
        assertThat(merpo("replay", Path.of("pom.xml"), "--out", page).err())
                .contains("pom.xml cannot be replayed");
        assertThat(merpo("replay", rollout, "--title", "a", "--title", "b", "--out", page).err())
                .contains("--title is given 2 times for 1 rollouts");
        assertThat(merpo("replay", rollout, "--size", "big", "--out", page).status()).isEqualTo(2);
        assertThat(merpo("replay", rollout, "--episode", -1, "--out", page).status()).isEqualTo(2);
        assertThat(page).doesNotExist();
    }
}
