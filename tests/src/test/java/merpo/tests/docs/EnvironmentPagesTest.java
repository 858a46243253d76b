package merpo.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import merpo.envs.catalog.EnvironmentPage;
import org.junit.jupiter.api.Test;

class EnvironmentPagesTest {
    @Test
    void theReadmeSaysWhatTheDefinitionsSay() throws IOException {
        String readme = Files.readString(Path.of("..", "envs", "README.md"));
        assertThat(readme)
                .as("write it again: ./merpo envs show --readme envs/README.md")
                .isEqualTo(EnvironmentPage.inside(readme));
    }
}
