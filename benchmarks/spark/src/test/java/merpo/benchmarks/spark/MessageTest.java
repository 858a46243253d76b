package merpo.benchmarks.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MessageTest {
    @Test
    void aLineIsReadAsItWasWritten() {
        String line = new Message("ended").with("job", "a/b").with("last", "").line();
        assertThat(line).isEqualTo("ended job=a%2Fb last=");
        List<String> odd = List.of("", " ", "two\nlines", "a=b c=d", "%41+", "ä €");
        Message read = Message.of(new Message("start").with("word", odd).line());
        assertThat(read.verb()).isEqualTo("start");
        assertThat(read.all("word")).isEqualTo(odd);
        assertThat(read.all("none")).isEmpty();
    }

    @Test
    void whatIsMissingOrTooMuchIsNamed() {
        Message message = Message.of("ended job=a job=b");
        assertThatThrownBy(() -> message.one("job"))
                .hasMessage("\"ended job=a job=b\" has 2 values \"job\", must have one");
        assertThatThrownBy(() -> Message.of("ended well"))
                .hasMessageContaining("\"well\" must be NAME=VALUE");
    }
}
