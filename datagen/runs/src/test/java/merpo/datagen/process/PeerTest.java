package merpo.datagen.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol, spoken by shell scripts. */
final class PeerTest {
    @TempDir Path temp;

    private Peer start(String script) throws ProgramException {
        return Peer.start("shell", List.of("sh", "-c", script), temp);
    }

    @Test
    void aGreetingNamesVersions() throws ProgramException {
        assertThat(Peer.versions("c", "ready mujoco=3.17.0; compiler=Debian clang 14"))
                .isEqualTo(Map.of("mujoco", "3.17.0", "compiler", "Debian clang 14"));
        assertThatThrownBy(() -> Peer.versions("c", "failed model: no such file"))
                .isInstanceOf(ProgramException.class)
                .hasMessage("c: model: no such file");
    }

    @Test
    void itAnswersLineByLineAndEndsWithItsInput() throws ProgramException {
        try (Peer peer =
                start("echo ready a=1; while read word s; do echo 10 $s; done; touch ended")) {
            assertThat(peer.versions()).containsEntry("a", "1");
            assertThat(peer.ask("round 0.5", 0.5)).isEqualTo("10 0.5");
            assertThat(peer.ask("round 2", 2)).isEqualTo("10 2");
        }
        assertThat(temp.resolve("ended")).exists();
        assertThat(temp).isDirectoryNotContaining("glob:**peer*.txt");
    }

    @Test
    void oneThatDiesSaysWhatItComplainedOf() throws ProgramException {
        assertThatThrownBy(() -> start("echo 'libfoo.so: not found' >&2; exit 3"))
                .isInstanceOf(ProgramException.class)
                .hasMessage("shell ended before it answered: libfoo.so: not found");
        try (Peer peer = start("echo ready; read line; echo too much >&2")) {
            assertThatThrownBy(() -> peer.ask("round 0.1", 0.1))
                    .isInstanceOf(ProgramException.class)
                    .hasMessage("shell ended before it answered: too much");
        }
        assertThatThrownBy(() -> Peer.start("C", List.of("/no/such/program"), temp))
                .isInstanceOf(ProgramException.class)
                .hasMessageContaining("C cannot be started");
    }

    @Test
    void everyPeerHasOneThreadOfItsOwnArithmetic() throws ProgramException {
        try (Peer peer = start("echo \"ready omp=$OMP_NUM_THREADS; mkl=$MKL_NUM_THREADS\"")) {
            assertThat(peer.versions()).isEqualTo(Map.of("omp", "1", "mkl", "1"));
        }
    }

    /** The launcher has set some for our tensors. */
    @Test
    void aPeerHasNoSettingsOfAnAllocatorButItsOwn() {
        Map<String, String> allocator =
                Map.of("MALLOC_ARENA_MAX", "1", "MALLOC_TRIM_THRESHOLD_", "268435456");
        Map<String, String> environment = new HashMap<>(allocator);
        environment.put("HOME", "/home/somebody");
        Peer.prepare(environment, 2, Map.of());
        assertThat(environment).containsEntry("HOME", "/home/somebody");
        assertThat(environment).doesNotContainKeys(allocator.keySet().toArray(String[]::new));
        Peer.prepare(environment, 2, allocator);
        assertThat(environment).containsAllEntriesOf(allocator);
    }
}
