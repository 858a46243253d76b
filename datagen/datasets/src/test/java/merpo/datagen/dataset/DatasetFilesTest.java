package merpo.datagen.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a directory is data: links are followed, hidden names are nobody's. */
final class DatasetFilesTest {
    @TempDir private Path temp;

    private Path file(String name) throws IOException {
        Path file = temp.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, name);
    }

    @Test
    void bothEndingsInAnyCaseAndNothingHidden() throws IOException {
        file("data/b.H5");
        file("data/a.hdf5");
        file("data/._a.h5");
        file("data/.ipynb_checkpoints/a-checkpoint.h5");
        file("data/notes.txt");
        Files.createDirectories(temp.resolve("data/folder.h5"));
        List<Path> both = List.of(temp.resolve("data/a.hdf5"), temp.resolve("data/b.H5"));
        assertThat(DatasetFiles.in(temp.resolve("data"))).isEqualTo(both);
        assertThat(DatasetFiles.below(temp.resolve("data"), DatasetFiles::named)).isEqualTo(both);
    }

    /** Through the link there is one file, below it another by a link; the loop ends. */
    @Test
    void linksAreFollowedAndLoopsEnd() throws IOException {
        file("elsewhere/a.h5");
        file("data/b.h5");
        Files.createSymbolicLink(temp.resolve("link"), temp.resolve("data"));
        Files.createSymbolicLink(temp.resolve("data/more"), temp.resolve("elsewhere"));
        Files.createSymbolicLink(temp.resolve("elsewhere/up"), temp.resolve("data"));
        Files.createSymbolicLink(temp.resolve("data/twice.h5"), temp.resolve("data/b.h5"));
        Path link = temp.resolve("link");
        assertThat(DatasetFiles.below(link, DatasetFiles::named))
                .containsExactly(link.resolve("b.h5"), link.resolve("more/a.h5"));
    }

    @Test
    void aHiddenDirectoryThatWasNamedIsLookedInto() throws IOException {
        Path file = file(".minari/a.h5");
        assertThat(DatasetFiles.below(temp.resolve(".minari"), DatasetFiles::named))
                .containsExactly(file);
    }
}
