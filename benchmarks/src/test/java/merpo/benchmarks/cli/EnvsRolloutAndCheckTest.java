package merpo.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvsRolloutAndCheckTest {
    private static final String CASE =
            """
            {"id": "Point-Robot-Wind", "task": {"wind": [0.025, -0.05]}, "qpos": [0, 0], "qvel": [],
            "actions": [[1, 0.5], [-1, 0.5]]}
            """;

    @TempDir Path folder;
    private String out = "";
    private String err = "";

    private int merpo(Object... words) {
        StringWriter outText = new StringWriter();
        StringWriter errText = new StringWriter();
        String[] args = Stream.of(words).map(Object::toString).toArray(String[]::new);
        int status =
                Merpo.execute(new PrintWriter(outText, true), new PrintWriter(errText, true), args);
        out = outText.toString();
        err = errText.toString();
        return status;
    }

    private Path play() throws IOException {
        Path in = Files.writeString(folder.resolve("case.txt"), CASE);
        Path ours = folder.resolve("ours.json");
        assertThat(merpo("envs", "rollout", "--in", in, "--out", ours)).isZero();
        return ours;
    }

    /** x: 0.125, then 0.05; y stays 0; the goal is at (1, 0): -0.875 - 0.95. */
    @Test
    void rolloutWritesWhatCameOfIt() throws IOException {
        Path ours = play();
        assertThat(out)
                .isEqualTo(ours + ": 2 steps, return -1.825000, no flag: the actions ended\n");
        assertThat(Files.readString(ours))
                .contains("\"horizon\": 25", "\"terminated\": [false, false]");
    }

    @Test
    void checkFindsWhatWasPlayedHereEqual() throws IOException {
        play();
        Path csv = folder.resolve("parity.csv");
        assertThat(merpo("envs", "check", folder, "--within", 0, "--csv", csv)).isZero();
        assertThat(out).containsPattern("point-robot-wind +1 +2 +0 +0 +0 +0 +equal");
        assertThat(Files.readAllLines(csv))
                .hasSize(2)
                .last()
                .asString()
                .endsWith(",2,0.0,0.0,0.0,0.0,true");
    }

    @Test
    void checkFailsBeyondTheToleranceAndWhereFlagsDiffer() throws IOException {
        Path ours = play();
        String text = Files.readString(ours);
        Path nudged =
                Files.writeString(
                        folder.resolve("a.json"), text.replace("[[0.0, 0.0]", "[[0.5, 0.0]"));
        assertThat(merpo("envs", "check", nudged)).isZero();
        assertThat(merpo("envs", "check", nudged, "--within", 0.4)).isEqualTo(1);
        assertThat(err)
                .contains(
                        "1 of 1 cases lie apart", "a.json differs by 5.0e-01, allowed is 4.0e-01");
        Path other =
                Files.writeString(
                        folder.resolve("b.json"),
                        text.replace("[false, false]}", "[false, true]}"));
        assertThat(merpo("envs", "check", other)).isEqualTo(1);
        assertThat(out).contains("DIFFER");
        assertThat(err).contains("b.json ends otherwise");
    }

    @Test
    void whatCannotBeCheckedIsNamed() throws IOException {
        assertThat(merpo("envs", "check")).isEqualTo(2);
        assertThat(merpo("envs", "check", folder)).isEqualTo(1);
        assertThat(err).contains("holds no .json file");
        Path silent = Files.writeString(folder.resolve("case.json"), CASE);
        assertThat(merpo("envs", "check", silent)).isEqualTo(1);
        assertThat(err).contains("case.json, no observations and rewards");
        assertThat(merpo("envs", "check", silent, "--within", -1)).isEqualTo(2);
        assertThat(err).contains("--within is -1.0, must be at least 0");
    }
}
