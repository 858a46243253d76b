package merpo.datagen.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collection;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ShortPathsTest {
    private static Collection<String> names(int least, String... paths) {
        return ShortPaths.of(
                        Stream.of(paths).map(Path::of).toList(), least, UnaryOperator.identity())
                .values();
    }

    @Test
    void pathsAreAsLongAsTellsThemApart() {
        assertThat(names(1, "/a/wind/good", "/a/wind/medium")).containsExactly("good", "medium");
        assertThat(names(1, "/a/wind/good", "/a/walkers/good"))
                .containsExactly("wind/good", "walkers/good");
        assertThat(names(1, "good", "/b/good", "/")).containsExactly("good", "b/good", "/");
    }

    @Test
    void aPathIsOneHoweverOftenItIsNamed() {
        assertThat(names(1, "/a/good", "/a/good")).containsExactly("good");
    }

    @Test
    void atLeastSoManyNamesAreKept() {
        assertThat(names(2, "/a/wind/good", "/a/wind/medium"))
                .containsExactly("wind/good", "wind/medium");
        assertThat(names(2, "/good")).containsExactly("good");
    }

    @Test
    void whatNoNumberOfNamesTellsApartIsWhole() {
        assertThat(names(1, "good", "/good")).containsExactly("good", "/good");
    }

    @Test
    void asTheyAreSpeltTheyAreStillApart() {
        assertThat(
                        ShortPaths.of(
                                        Stream.of("/x/a b", "/y/a-b").map(Path::of).toList(),
                                        1,
                                        name -> name.replaceAll("[^a-z]+", "-"))
                                .values())
                .containsExactly("x-a-b", "y-a-b");
    }
}
