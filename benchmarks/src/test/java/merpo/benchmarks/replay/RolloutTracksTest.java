package merpo.benchmarks.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import merpo.datagen.run.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolloutTracksTest {
    @TempDir Path temp;

    /** 0.1 + 0.01 m per step; the reward is minus the distance to (1, 0). */
    @Test
    void aPointIsPlayedStepByStep() throws IOException {
        Track track = RolloutTracks.read(RolloutFiles.point(temp, "right.json", 2));
        assertThat(track.title()).isEqualTo("right");
        assertThat(track.task()).isEqualTo("goal (1, 0), wind (0.01, 0)");
        assertThat(track.steps()).isEqualTo(2);
        assertThat(track.ending()).isEmpty();
        assertThat(track.total()).isCloseTo(-0.89 - 0.78, within(1e-12));
        assertThat(numbers(track.body().frames())).containsExactly(0, 0, 0.11f, 0, 0.22f, 0);
        assertThat(numbers(series(track, "reward"))).containsExactly(-0.89f, -0.78f);
        assertThat(numbers(series(track, "return so far"))).containsExactly(-0.89f, -1.67f);
        assertThat(numbers(series(track, "speed"))).containsExactly(0.11f, 0.11f);
        Body.Point point = (Body.Point) track.body();
        assertThat(point.goal()).contains(List.of(1.0, 0.0));
        assertThat(point.wind()).contains(List.of(0.01, 0.0));
    }

    /** After 25 steps time runs out; the point's last place is known, that of the next is not. */
    @Test
    void anEpisodeEndsAtItsFirstFlag() throws IOException {
        Track track = RolloutTracks.read(RolloutFiles.point(temp, "long.json", 40));
        assertThat(track.steps()).isEqualTo(25);
        assertThat(track.ending()).isEqualTo("truncated");
        assertThat(track.body().frames().size()).isEqualTo(26 * 2);
        assertThat(track.body().frames().at(50)).isCloseTo(25 * 0.11f, within(1e-5f));
    }

    /** It starts with its torso at 0.7 m and falls; a state more than steps, as none ended it. */
    @Test
    void aRobotIsPosedByItsModel() throws IOException {
        Track track = RolloutTracks.read(RolloutFiles.cheetah(temp, "drop.json", 4));
        Body.Robot robot = (Body.Robot) track.body();
        assertThat(robot.geoms()).hasSize(9);
        assertThat(robot.geoms().get(1).name()).isEqualTo("torso");
        assertThat(robot.frames().size()).isEqualTo(5 * 9 * 7);
        assertThat(robot.frames().at(7 + 2)).isEqualTo(0.7f);
        assertThat(robot.frames().at(4 * 63 + 7 + 2)).isLessThan(0.68f);
        assertThat(track.duration()).isCloseTo(0.2, within(1e-12));
    }

    /** Also the state in which time ran out, from which a new episode has begun since. */
    @Test
    void theLastStateOfAnEpisodeIsDrawn() throws IOException {
        Track track = RolloutTracks.read(RolloutFiles.cheetah(temp, "all.json", 300));
        assertThat(track.steps()).isEqualTo(200);
        assertThat(track.body().frames().size()).isEqualTo(201 * 63);
        assertThat(series(track, "forward speed").at(199)).isFinite();
    }

    @Test
    void aBrokenFileIsNamedWithWhatIsWrong() throws IOException {
        Path file =
                Files.writeString(
                        temp.resolve("rollout.json"),
                        "{\"id\": \"Point-Robot-Wind\", \"task\": {\"wind\": [0, 0]}, \"qpos\": [0, 0, 0],"
                                + " \"qvel\": [], \"actions\": [[0, 0]]}");
        assertThatThrownBy(() -> RolloutTracks.read(file))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("3 positions")
                .hasMessageContaining("expected 2");
    }

    private static Floats series(Track track, String name) {
        Optional<Track.Series> found =
                track.series().stream().filter(series -> series.name().equals(name)).findFirst();
        return found.orElseThrow().values();
    }

    private static float[] numbers(Floats floats) {
        float[] copy = new float[floats.size()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = floats.at(i);
        }
        return copy;
    }
}
