package merpo.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import merpo.datagen.dataset.BehaviorSource;
import merpo.datagen.dataset.Build;
import merpo.datagen.dataset.Columns;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetReader;
import merpo.datagen.dataset.DatasetWriter;
import merpo.datagen.dataset.Provenance;
import merpo.datagen.dataset.Quality;
import merpo.datagen.dataset.QualitySource;
import merpo.datagen.dataset.SeedSource;
import merpo.datagen.dataset.TaskSource;
import merpo.datagen.nn.Actor;
import merpo.datagen.nn.Streams;
import merpo.datagen.rollout.Collector;
import merpo.datagen.rollout.PolicyRollout;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.task.Task;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dataset of the real environment is inspected, converted, and told from a broken one. */
final class InspectAndConvertTest {
    private static final EnvironmentDefinition CHEETAH =
            Environments.named("half-cheetah-fwd-back");

    private static Dataset rows;

    @TempDir Path folder;
    private String out = "";
    private String err = "";

    @BeforeAll
    static void collect() {
        RandomGenerator random = Streams.of(5, "uniform actions", 0);
        try (PolicyRollout rollout =
                new PolicyRollout(CHEETAH, List.of(Task.of(0, "direction", 1)), 3, 1)) {
            rows =
                    Collector.collect(
                                    rollout,
                                    new Actor.Uniform(
                                            CHEETAH.observationSize(),
                                            CHEETAH.actionSize(),
                                            List.of(random)),
                                    5,
                                    new long[] {-1})
                            .get(0);
        }
    }

    private static Provenance provenance() {
        return new Provenance(
                Build.environment(CHEETAH),
                new TaskSource(
                        CHEETAH.id(),
                        0,
                        2,
                        TaskSource.Split.TRAIN,
                        7,
                        "both",
                        Map.of("direction", 1.0),
                        Optional.empty()),
                new QualitySource(Quality.RANDOM, Optional.empty(), Optional.empty()),
                new BehaviorSource(
                        "uniform",
                        BehaviorSource.Mode.UNIFORM,
                        List.of(-1L),
                        Optional.empty(),
                        Optional.empty()),
                new SeedSource(5, 5, 0, Streams.ALGORITHM),
                Build.software());
    }

    private Path written(Dataset dataset) {
        Path file = folder.resolve("task-000.h5");
        DatasetWriter.write(file, dataset, provenance());
        return file;
    }

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

    private static Dataset with(double[] positions, float[] rewards) {
        return new Dataset(
                rows.shape(),
                new Columns(
                        rows.observations(),
                        rows.actions(),
                        rewards,
                        rows.nextObservations(),
                        rows.terminals(),
                        rows.timeouts(),
                        positions,
                        rows.velocities(),
                        rows.actionLogProbs(),
                        rows.episodeIds(),
                        rows.checkpointSteps()));
    }

    @Test
    void whatTheEnvironmentMadePassesEveryCheck() {
        assertThat(merpo("inspect", written(rows), "--untrusted")).as(out + err).isZero();
        assertThat(out)
                .containsPattern("rows +600 in 3 episodes, 0 ended by the task, 3 by time")
                .containsPattern("pass +plain Java and libhdf5 read the same rows")
                .containsPattern("pass +set_state gives the observations +0 of 600 rows differ")
                .contains("17 of 20 entries")
                .containsPattern("pass +a step from there gives successor and reward")
                .doesNotContain("fail ", "skipped");
    }

    /** The bug that D4RL's version 2 repaired: states are those of the row before. */
    @Test
    void statesShiftedByOneRowAreFound() {
        double[] shifted = rows.positions().clone();
        int nq = rows.shape().positions();
        System.arraycopy(rows.positions(), 0, shifted, nq, shifted.length - nq);
        assertThat(merpo("inspect", written(with(shifted, rows.rewards())))).isEqualTo(1);
        assertThat(out).containsPattern("fail +set_state gives the observations +599 of 600");
    }

    @Test
    void rewardsOfAnotherTaskAreFound() {
        float[] rewards = rows.rewards().clone();
        for (int i = 0; i < rewards.length; i++) {
            rewards[i] = -rewards[i];
        }
        assertThat(merpo("inspect", written(with(rows.positions(), rewards)))).isEqualTo(1);
        assertThat(out)
                .containsPattern("pass +set_state gives the observations")
                .containsPattern("fail +a step from there gives successor and reward +600 of 600");
    }

    @Test
    void programsGetJson() throws IOException {
        assertThat(merpo("inspect", written(rows), "--json")).isZero();
        JsonNode json = new ObjectMapper().readTree(out);
        assertThat(json).hasSize(1);
        assertThat(json.path(0).path("rows").asInt()).isEqualTo(600);
        assertThat(json.path(0).path("sound").asBoolean()).isTrue();
        assertThat(json.path(0).path("checks")).hasSizeGreaterThan(10);
        int counted = 0;
        for (JsonNode count : json.path(0).path("returns").path("counts")) {
            counted += count.asInt();
        }
        assertThat(counted).isEqualTo(3);
    }

    @Test
    void theCardIsOneFileThatNeedsNoNetwork() throws IOException {
        Path card = folder.resolve("card.html");
        assertThat(merpo("inspect", written(rows), "--html", card)).isZero();
        assertThat(Files.readString(card))
                .contains("<svg", "1 of 1 datasets pass every check", "half-cheetah-fwd-back")
                .doesNotContain("<script", "src=\"http", "href=\"http", "@import");
        assertThat(merpo("inspect", folder, "--html", card)).isZero();
        assertThat(out).contains("1 files, all verified");
    }

    @Test
    void rowsSurviveAJourneyThroughTheFormats() throws IOException {
        Path file = written(rows);
        Path plain = folder.resolve("plain.hdf5");
        Path back = folder.resolve("back.h5");
        assertThat(merpo("convert", file, "--to", "minari", "--out", folder.resolve("sets")))
                .isZero();
        String digest = out.lines().filter(line -> line.startsWith("rows ")).findFirst().get();
        Path set = folder.resolve("sets/merpo/half-cheetah-fwd-back/random-task-0-v0");
        assertThat(out).contains("minari.load_dataset(\"merpo/half-cheetah-fwd-back/");
        assertThat(merpo("convert", set, "--to", "d4rl", "--out", plain)).isZero();
        assertThat(out).contains(digest);
        assertThat(
                        merpo(
                                "convert",
                                plain,
                                "--to",
                                "merpo",
                                "--out",
                                back,
                                "--env",
                                CHEETAH.id(),
                                "--task",
                                0))
                .isZero();
        assertThat(out).contains(digest);
        assertThat(DatasetReader.read(back).dataset()).isEqualTo(rows);
        assertThat(merpo("inspect", set)).as(out).isZero();
        assertThat(out).contains("minari").contains(digest.substring(digest.length() - 64));
    }

    @Test
    void refusalsAreOneMessage() {
        Path file = written(rows);
        Path plain = folder.resolve("plain.hdf5");
        assertThat(merpo("convert", file, "--to", "d4rl", "--out", plain)).isZero();
        assertThat(merpo("convert", file, "--to", "d4rl", "--out", plain)).isEqualTo(1);
        assertThat(err).contains("plain.hdf5 exists", "--overwrite").doesNotContain("\tat ");
        assertThat(merpo("convert", file, "--to", "d4rl", "--out", plain, "--overwrite")).isZero();
        assertThat(
                        merpo(
                                "convert",
                                plain,
                                "--to",
                                "merpo",
                                "--out",
                                folder.resolve("x.h5"),
                                "--env",
                                "point-robot-wind"))
                .isEqualTo(1);
        assertThat(err)
                .contains("20 numbers and its actions 6, point-robot-wind has 2 and 2")
                .doesNotContain("\tat ");
        assertThat(merpo("convert", plain, "--to", "hdf", "--out", plain)).isEqualTo(2);
        assertThat(
                        merpo(
                                "convert",
                                plain,
                                "--to",
                                "d4rl",
                                "--out",
                                folder.resolve("x.h5"),
                                "--from",
                                "x"))
                .isEqualTo(2);
        assertThat(err).contains("format \"x\" is not known, must be one of merpo, d4rl");
        assertThat(merpo("convert", file, "--to", "minari", "--name", "x-v0/..", "--out", folder))
                .isEqualTo(1);
        assertThat(err).contains("must be like namespace/name-v0");
        assertThat(folder.resolve("x.h5")).doesNotExist();
    }
}
