package merpo.datagen.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NamesTest {
    @Test
    void namesInARowAreJoinedAsInASentence() {
        assertThat(Names.listed(List.of())).isEmpty();
        assertThat(Names.listed(List.of("walker2d"))).isEqualTo("walker2d");
        assertThat(Names.listed(List.of("walker2d", "ant"))).isEqualTo("walker2d and ant");
        assertThat(Names.listed(List.of("walker2d", "ant", "hopper")))
                .isEqualTo("walker2d, ant and hopper");
    }

    @Test
    void theNearestKnownNameIsSuggested() {
        List<String> known = List.of("walker2d", "ant", "hopper");
        assertThat(Names.suggestion("hoper", known)).isEqualTo(". Did you mean \"hopper\"?");
        assertThat(Names.suggestion("swimmer", known)).isEmpty();
    }
}
