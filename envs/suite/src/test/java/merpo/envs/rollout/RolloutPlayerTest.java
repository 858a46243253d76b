package merpo.envs.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import merpo.envs.task.Task;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RolloutPlayerTest {
    private static final Offset<Double> EXACT = within(1e-15);
    private static final Task BREEZE =
            new Task(0, Map.of("wind", List.of(0.025, -0.05), "goal", List.of(1.0, 0.0)));

    private static RolloutCase walk(int steps, double... action) {
        double[][] actions = new double[steps][];
        Arrays.fill(actions, action);
        return new RolloutCase(
                "Point-Robot-Wind", BREEZE, new double[] {0.5, 0}, new double[0], actions);
    }

    private static RolloutCase cheetah(int positions, int velocities, int motors) {
        return new RolloutCase(
                "half-cheetah-fwd-back",
                Task.of(0, "direction", 1),
                new double[positions],
                new double[velocities],
                new double[][] {new double[motors]});
    }

    /** From (0.5, 0), action (3, 0.5) clipped to (1, 0.5), 0.1 m each, wind (0.025, -0.05). */
    @Test
    void aPointMovesByItsClippedActionAndTheWind() {
        Rollout rollout = RolloutPlayer.play(walk(2, 3, 0.5));
        // x: 0.5 + 0.1 + 0.025 = 0.625, then 0.75; y: 0 + 0.05 - 0.05 = 0
        assertThat(rollout.steps()).isEqualTo(2);
        assertThat(rollout.recording().observations()[0]).containsExactly(0.5, 0);
        assertThat(rollout.recording().observations()[1])
                .containsExactly(new double[] {0.625, 0}, EXACT);
        assertThat(rollout.recording().observations()[2])
                .containsExactly(new double[] {0.75, 0}, EXACT);
        assertThat(rollout.recording().rewards())
                .containsExactly(new double[] {-0.375, -0.25}, EXACT);
        assertThat(rollout.recording().totalReward()).isCloseTo(-0.625, EXACT);
        assertThat(rollout.positions()).isDeepEqualTo(rollout.recording().observations());
        assertThat(rollout.recording().truncated()).containsExactly(false, false);
        assertThat(rollout.ending()).isEqualTo("no flag: the actions ended");
    }

    /** 25 steps of (0, 0.5): the wind alone moves x by 0.025 each; 40 actions were given. */
    @Test
    void playingEndsAtTheFirstFlagAndKeepsTheLastState() {
        Rollout rollout = RolloutPlayer.play(walk(40, 0, 0.5));
        assertThat(rollout.steps()).isEqualTo(25);
        assertThat(rollout.recording().truncated()[23]).isFalse();
        assertThat(rollout.recording().truncated()[24]).isTrue();
        assertThat(rollout.ending()).isEqualTo("truncated");
        assertThat(rollout.positions()).hasDimensions(26, 2);
        assertThat(rollout.positions()[25][0]).isCloseTo(0.5 + 25 * 0.025, within(1e-12));
        assertThat(rollout.positions()[25]).isEqualTo(rollout.recording().observations()[25]);
    }

    @Test
    void aCheetahsPositionsHoldWhatItsObservationLeavesOut() {
        RolloutCase still = cheetah(9, 9, 6);
        still.qpos()[0] = 3; // m, forward; not observed by itself
        Rollout rollout = RolloutPlayer.play(still);
        assertThat(rollout.positions()).hasDimensions(2, 9);
        assertThat(rollout.positions()[0][0]).isEqualTo(3);
        assertThat(rollout.positions()[1][0]).isCloseTo(3, within(0.1));
        assertThat(Arrays.copyOfRange(rollout.recording().observations()[1], 0, 8))
                .isEqualTo(Arrays.copyOfRange(rollout.positions()[1], 1, 9));
    }

    @Test
    void divergedPhysicsEndTheRolloutAndSayWhy() {
        RolloutCase torn = cheetah(9, 9, 6);
        torn.qvel()[4] = 1e300;
        Rollout rollout = RolloutPlayer.play(torn);
        assertThat(rollout.recording().terminated()).containsExactly(true);
        assertThat(rollout.failure()).contains("Physics diverged at step 1");
        assertThat(rollout.ending()).startsWith("diverged (Physics diverged");
        assertThat(rollout.positions()[1]).isEqualTo(rollout.positions()[0]);
    }

    @Test
    void whatDoesNotFitTheEnvironmentIsNamedWithItsField() {
        refused(cheetah(8, 9, 6), "\"qpos\": 8 numbers, half-cheetah-fwd-back has 9");
        refused(cheetah(9, 0, 6), "\"qvel\": 0 numbers, half-cheetah-fwd-back has 9");
        refused(cheetah(9, 9, 5), "\"actions\": 5 numbers, half-cheetah-fwd-back has 6");
        refused(walk(0, 0, 0), "\"actions\": 0 rows, must be at least 1");
        refused(walk(1, 0, Double.NaN), "\"actions\"[1] is NaN, must be finite");
        refused(
                new RolloutCase("hoper", BREEZE, new double[0], new double[0], new double[1][1]),
                "\"hoper\" is not registered");
        refused(
                new RolloutCase(
                        "point-robot-wind",
                        new Task(0, Map.of()),
                        new double[2],
                        new double[0],
                        new double[1][2]),
                "has no \"wind\"");
    }

    private static void refused(RolloutCase given, String message) {
        assertThatThrownBy(() -> RolloutPlayer.play(given))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
