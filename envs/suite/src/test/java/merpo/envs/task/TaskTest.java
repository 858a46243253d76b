package merpo.envs.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskTest {
    @Test
    void numbersAreReadByName() {
        Task task = new Task(0, Map.of("wind", List.of(1.0, 2.0), "direction", List.of(-1.0)));
        assertThat(task.vector("wind")).containsExactly(1.0, 2.0);
        assertThat(task.scalar("direction")).isEqualTo(-1.0);
        assertThat(task.component("wind", 1)).isEqualTo(2.0);
    }

    @Test
    void missingNamesAndVectorsForScalarsAreExplained() {
        Task task = Task.of(4, "wind", 1, 2);
        assertThatThrownBy(() -> task.vector("goal"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Task 4 has no parameter \"goal\"; it has [wind]");
        assertThatThrownBy(() -> task.scalar("wind"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has 2 numbers, expected 1");
    }

    @Test
    void badNumbersAreRefused() {
        assertThatThrownBy(() -> Task.of(0, "wind", 0, Double.NaN))
                .hasMessageContaining("\"wind\"[1] is NaN");
        assertThatThrownBy(() -> new Task(-1, Map.of())).hasMessageContaining("-1");
        assertThatThrownBy(() -> new Task(0, Map.of(" ", List.of())))
                .hasMessageContaining("without a name");
    }

    @Test
    void aTaskDoesNotChangeWithTheMapThatMadeIt() {
        List<Double> values = new ArrayList<>(List.of(1.0));
        Map<String, List<Double>> parameters = new HashMap<>(Map.of("direction", values));
        Task task = new Task(0, parameters);
        values.set(0, 2.0);
        parameters.clear();
        assertThat(task.scalar("direction")).isEqualTo(1.0);
    }
}
