package merpo.agents.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import merpo.agents.Data;
import merpo.agents.TaskData;
import merpo.datagen.replay.ReplayBuffer;
import org.junit.jupiter.api.Test;

/** Rows of state, action, reward, successor. */
class TimeLimitRowsTest {
    /** One row a task, an episode each: its bootstrap is cut, or it is not. */
    @Test
    void timeLimitsCutTheBootstrapWhereFocalsLoaderIsFollowed() {
        TaskData data =
                Data.tasks(
                        List.of(Data.rows(new float[] {0, 0, 0, 0}, new float[] {1, 0, 0, 1})), 0);
        ReplayBuffer kept = TimeLimitRows.of(data, TimeLimits.BOOTSTRAP).get(0);
        ReplayBuffer cut = TimeLimitRows.of(data, TimeLimits.TERMINATE).get(0);
        assertThat(kept.state().terminals()).containsExactly(0, 0);
        assertThat(cut.state().terminals()).containsExactly(0, 1);
        assertThat(cut.state().observations()).containsExactly(0, 1);
        assertThat(data.rows().get(0).terminal(1)).isFalse(); // the data are as they were
    }
}
