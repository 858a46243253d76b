package merpo.datagen.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AtExitTest {
    /** A signal may come between a child's start and the promise to end it: it would outlive us. */
    @Test
    void whatIsAskedForWhileTheProcessEndsIsDoneAtOnce() throws Exception {
        Process java =
                new ProcessBuilder(JavaProgram.command(List.of(), Late.class.getName(), List.of()))
                        .redirectErrorStream(true)
                        .start();
        String printed = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(printed.strip()).isEqualTo("in time, late");
        assertThat(java.waitFor()).isZero();
    }

    /** A program that ends, and then starts something. */
    static final class Late {
        private Late() {}

        public static void main(String[] args) {
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(
                                    () -> {
                                        System.out.print("in time, ");
                                        new AtExit("late", () -> System.out.print("late")).close();
                                        System.out.flush();
                                    }));
        }
    }
}
