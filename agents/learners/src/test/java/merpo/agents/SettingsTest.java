package merpo.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import merpo.datagen.settings.ConfigYaml;
import merpo.datagen.settings.Reading;
import merpo.datagen.settings.Scale;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every number among the settings of the learners under a task embedding, and of MACAW, has a law:
 * one that breaks it is refused by its name when the settings are read, before anything is learned.
 */
class SettingsTest {
    private static final List<String> METHODS = List.of("cbcq", "focal", "macaw", "mbml", "pearl");

    @TestFactory
    Stream<DynamicTest> noNumberMayBeNegative() {
        return everyNumber().map(leaf -> refuses(leaf, "-1"));
    }

    @TestFactory
    Stream<DynamicTest> noFractionMayBeNaN() {
        return everyNumber().filter(Leaf::fraction).map(leaf -> refuses(leaf, "NaN"));
    }

    @TestFactory
    Stream<DynamicTest> noLayerMayHaveNoUnits() {
        return everyNumber()
                .filter(leaf -> leaf.last().matches("(?i).*(width|layers)|latent|members"))
                .map(leaf -> refuses(leaf, "0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[16, 0]", "[-1]"})
    void aListOfLayersHasUnitsInEach(String units) {
        Preset<?> preset = preset(Methods.named("cbcq").orElseThrow(), "point-robot-wind");
        assertThatThrownBy(() -> with(preset.learning(), "bcq.networks.decoder", units))
                .hasMessageContaining("networks.decoder is " + units + ", must be");
    }

    /**
     * @param fraction rather than a whole number
     */
    private record Leaf(String method, Record settings, String path, boolean fraction) {
        String last() {
            return path.substring(path.lastIndexOf('.') + 1);
        }
    }

    private static DynamicTest refuses(Leaf leaf, String value) {
        return dynamicTest(
                "%s, %s=%s".formatted(leaf.method(), leaf.path(), value),
                () ->
                        assertThatThrownBy(() -> with(leaf.settings(), leaf.path(), value))
                                .isInstanceOf(IllegalArgumentException.class)
                                .hasMessageContaining(leaf.last())
                                .hasMessageContaining("must be"));
    }

    private static Record with(Record settings, String path, String value) {
        return with(settings, settings.getClass(), path, value);
    }

    private static <C extends Record> C with(
            Record settings, Class<C> type, String path, String value) {
        return ConfigYaml.override(type.cast(settings), type, "config.yaml", Map.of(path, value));
    }

    private static Stream<Leaf> everyNumber() {
        List<Leaf> all = new ArrayList<>();
        for (String name : METHODS) {
            Method<?> method = Methods.named(name).orElseThrow();
            for (String environment : List.of("point-robot-wind", "ant-fwd-back")) {
                Record settings = preset(method, environment).learning();
                collect(name + " on " + environment, settings, "", tree(settings), all);
            }
        }
        assertThat(all).hasSizeGreaterThan(100);
        return all.stream();
    }

    private static Preset<?> preset(Method<?> method, String environment) {
        return method.preset(environment, Scale.SMALL, Reading.WORKING);
    }

    private static JsonNode tree(Record settings) {
        try {
            return new YAMLMapper().readTree(ConfigYaml.write(settings));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void collect(
            String method, Record settings, String prefix, JsonNode node, List<Leaf> into) {
        if (node.isNumber()) {
            into.add(new Leaf(method, settings, prefix, node.isFloatingPointNumber()));
        } else if (!(node instanceof ArrayNode)) {
            String before = prefix.isEmpty() ? "" : prefix + ".";
            node.properties()
                    .forEach(
                            field ->
                                    collect(
                                            method,
                                            settings,
                                            before + field.getKey(),
                                            field.getValue(),
                                            into));
        }
    }
}
