package merpo.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import merpo.datagen.nn.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class DoctorTest {
    private final StringWriter out = new StringWriter();

    @TempDir Path temp;

    private int doctor(String result, String... words) {
        Check check =
                new Check(
                        "HDF5 library",
                        () -> {
                            if (result.startsWith("no ")) {
                                throw new UnsatisfiedLinkError(result);
                            }
                            return result;
                        });
        return new CommandLine(new DoctorCommand(List.of(check)))
                .setOut(new PrintWriter(out, true))
                .execute(words);
    }

    @Test
    void aDirectoryIsTriedForWhatMachinesNeedOfOneThatTheyShare() throws IOException {
        assertThat(doctor("1.14.3", "--out", temp.toString())).as(out.toString()).isZero();
        assertThat(out.toString())
                .containsPattern("ok +space +\\w+, [\\d.]+ GiB free")
                .containsPattern("ok +lock +a second process is refused, and let in afterwards")
                .containsPattern("ok +rename +a file is replaced whole")
                .containsPattern("ok +append +50 lines added, all there")
                .containsPattern("ok +sight +another process sees it. Do the same on the other");
        Files.writeString(temp.resolve(".merpo-doctor/host-node7"), "its time");
        assertThat(doctor("1.14.3", "--out", temp.toString())).isZero();
        assertThat(out.toString()).containsPattern("here are marks of node7 \\(\\d+ s ago\\)");
    }

    @Test
    void aProcessorWithoutBfloat16IsNoFault() {
        assertThat(NativeChecks.bfloat16(new Processor(Set.of("amx_bf16", "avx512_bf16"))))
                .isEqualTo("avx512_bf16, amx_bf16: train --precision bf16");
        assertThat(NativeChecks.bfloat16(new Processor(Set.of("avx2"))))
                .contains("not of this processor", "--precision bf16 is refused");
    }

    @Test
    void aDirectoryThatCannotBeMadeIsCalledSo() {
        assertThat(doctor("1.14.3", "--out", "/proc/merpo")).isEqualTo(1);
        assertThat(out.toString()).containsPattern("MISSING +lock");
    }

    @Test
    void doctorFailsWhenALibraryDoesNotLoad() {
        assertThat(doctor("1.14.3")).isZero();
        assertThat(out.toString()).containsPattern("ok +HDF5 library +1.14.3");
        assertThat(doctor("no jnihdf5 in java.library.path")).isEqualTo(1);
        assertThat(out.toString()).containsPattern("MISSING +HDF5 library +no jnihdf5");
    }
}
