package merpo.datagen.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EventLogTest {
    @TempDir Path temp;

    /**
     * Wall time 1.5 is 3ff8000000000000. The version's event has 9 bytes of time and 2 + 13 of
     * text, the scalar's 9 of time, 2 of step 7 and 2 + 2 + 2 + 3 + 5 of summary, value, tag and
     * number 1f = 3f800000. Each record adds 16.
     */
    @Test
    void theBytesAreThoseOfTheFormat() throws IOException {
        Path file;
        try (EventLog log = EventLog.open(temp, () -> Instant.ofEpochMilli(1500))) {
            log.scalar(7, "abc", 1);
            file = log.file();
            assertThat(Files.size(file)).isEqualTo(16 + 9 + 15 + 16 + 9 + 2 + 14);
        }
        byte[] all = Files.readAllBytes(file);
        byte[] event = java.util.Arrays.copyOfRange(all, all.length - 4 - 25, all.length - 4);
        assertThat(event)
                .containsExactly(
                        0x09, 0, 0, 0, 0, 0, 0, 0xf8, 0x3f, // 1: 1.5
                        0x10, 7, // 2: 7
                        0x2a, 12, 0x0a, 10, // 5: a summary, 1: a value
                        0x0a, 3, 'a', 'b', 'c', // 1: the tag
                        0x15, 0, 0, 0x80, 0x3f); // 2: 1f
    }

    @Test
    void aRowLiesInTheFileBeforeTheNextBegins() throws IOException {
        try (EventLog log = EventLog.open(temp)) {
            long before = Files.size(log.file());
            log.scalar(0, "loss", 1);
            long after = Files.size(log.file());
            assertThat(after).isGreaterThan(before);
            log.restart(0);
            assertThat(Files.size(log.file())).isGreaterThan(after);
        }
    }

    /** Also within one second, and after the machine's clock went back. */
    @Test
    void aLaterProcessSortsBehindAFormerOne() throws IOException {
        List<Integer> seconds = List.of(1_800_000_000, 1_800_000_000, 1_700_000_000);
        for (int second : seconds) {
            EventLog.open(temp, () -> Instant.ofEpochSecond(second)).close();
        }
        try (Stream<Path> files = Files.list(temp)) {
            assertThat(files.map(file -> file.getFileName().toString().substring(20, 30)))
                    .containsExactlyInAnyOrder("1800000000", "1800000001", "1800000002");
        }
    }

    @Test
    void oddTagsAreRefusedWithAnotherName() throws IOException {
        try (EventLog log = EventLog.open(temp)) {
            for (String tag :
                    List.of("", "q loss", "/loss", ".hidden", "-x", "λ", "a\nb", "a\\b")) {
                assertThatThrownBy(() -> log.scalar(0, tag, 1))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContainingAll(log.file().toString(), "\"" + tag + "\"");
            }
            assertThatThrownBy(() -> log.scalar(0, "/q loss", 1))
                    .hasMessageContaining("Call it \"q_loss\"");
            for (String tag : List.of("loss", "return/task-03", "D_beta", "0.1")) {
                assertThatCode(() -> log.scalar(0, tag, 1)).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void wrongRowsAreRefusedWhole() throws IOException {
        try (EventLog log = EventLog.open(temp)) {
            long before = Files.size(log.file());
            assertThatThrownBy(() -> log.scalars(0, List.of("a", "b"), 1))
                    .hasMessageContaining("1 values, expected one for each of [a, b]");
            assertThatThrownBy(() -> log.scalar(-1, "a", 1))
                    .hasMessageContaining("step is -1, must be at least 0");
            assertThatThrownBy(() -> log.restart(-1)).hasMessageContaining("step is -1");
            assertThatThrownBy(() -> log.scalars(0, List.of("a", "b c"), 1, 2))
                    .hasMessageContaining("\"b c\"");
            assertThat(Files.size(log.file())).isEqualTo(before);
        }
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> EventLog.open(temp.resolve("no")))
                .hasMessageContaining(temp.resolve("no").toString());
    }
}
