package merpo.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class DoctorTest {
    private final StringWriter out = new StringWriter();

    private int doctor(String result) {
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
                .execute();
    }

    @Test
    void doctorFailsWhenALibraryDoesNotLoad() {
        assertThat(doctor("1.14.3")).isZero();
        assertThat(out.toString()).containsPattern("ok +HDF5 library +1.14.3");
        assertThat(doctor("no jnihdf5 in java.library.path")).isEqualTo(1);
        assertThat(out.toString()).containsPattern("MISSING +HDF5 library +no jnihdf5");
    }
}
