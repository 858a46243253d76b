package merpo.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LaunchTest {
    private static final String TEXT = "Make one: ./merpo generate --out DIR; or ./merpo zoo pack";

    @Test
    void whoStartedTheJarIsToldOfTheJar() {
        String name = Launch.name(null, "lib/merpo.jar");
        assertThat(Launch.words(TEXT, name))
                .isEqualTo(
                        "Make one: java -jar lib/merpo.jar generate --out DIR; or java -jar lib/merpo.jar zoo pack");
        assertThat(Launch.words("Give it more: MERPO_HEAP=8g ./merpo ...; all is kept", name))
                .isEqualTo("Give it more: java -Xmx8g -jar ...; all is kept");
    }

    @Test
    void whoStartedTheScriptIsToldOfItAsItWasCalled() {
        assertThat(Launch.words(TEXT, Launch.name("../merpo", "merpo.jar")))
                .isEqualTo("Make one: ../merpo generate --out DIR; or ../merpo zoo pack");
        assertThat(Launch.words(TEXT, Launch.name(null, "a.jar:b/classes"))).isEqualTo(TEXT);
    }
}
