package merpo.agents.portable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import merpo.datagen.run.Refusal;
import merpo.envs.task.Task;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a policy's file says of itself is read, or refused with file and remedy. */
final class PortablePolicyTest {
    private static final Path FILE = Path.of("policy.onnx");
    private static final String TASK = "{\"index\": 3, \"parameters\": {\"wind\": [0.5]}}";

    private static List<PortablePolicy.Member> members(String tasks) {
        return PortablePolicy.members(FILE, Map.of(PortablePolicy.TASKS, tasks));
    }

    @Test
    void tasksAndTheirEmbeddingsAreRead() {
        assertThat(members("[{\"task\": " + TASK + ", \"z\": [1.5]}]"))
                .containsExactly(new PortablePolicy.Member(Task.of(3, "wind", 0.5), List.of(1.5f)));
        assertThat(PortablePolicy.members(FILE, Map.of())).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> tasksThatAreNoneAreRefused() {
        return Stream.of(
                        "",
                        "nothing",
                        "[",
                        "null",
                        "[null]",
                        "{}",
                        "[{}]",
                        "[{\"task\": " + TASK + "}]",
                        "[{\"task\": " + TASK + ", \"z\": [null]}]",
                        "[{\"task\": {\"index\": -1, \"parameters\": {}}, \"z\": []}]",
                        "[{\"task\": "
                                + TASK
                                + ", \"z\": []}, {\"task\": "
                                + TASK
                                + ", \"z\": [1]}]")
                .map(
                        text ->
                                DynamicTest.dynamicTest(
                                        '"' + text + '"',
                                        () ->
                                                assertThatThrownBy(() -> members(text))
                                                        .isInstanceOf(Refusal.class)
                                                        .hasMessageStartingWith(
                                                                "policy.onnx: its \"tasks\"")
                                                        .hasMessageEndingWith(
                                                                ". Export it again: ./merpo export")));
    }

    @TestFactory
    Stream<DynamicTest> metadataThatAreNoTextsByNameAreRefused() {
        return Stream.of("", "null", "[]", "{\"environment\": null}", "{\"environment\": {}}")
                .map(
                        text ->
                                DynamicTest.dynamicTest(
                                        '"' + text + '"',
                                        () ->
                                                assertThatThrownBy(
                                                                () ->
                                                                        PortablePolicy.metadata(
                                                                                FILE,
                                                                                text.getBytes(
                                                                                        StandardCharsets
                                                                                                .UTF_8)))
                                                        .isInstanceOf(Refusal.class)
                                                        .hasMessage(
                                                                "policy.onnx: its metadata are no texts by name, in JSON. Export it again: ./merpo export")));
    }
}
