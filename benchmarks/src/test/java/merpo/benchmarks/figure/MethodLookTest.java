package merpo.benchmarks.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import merpo.agents.Method;
import org.junit.jupiter.api.Test;

final class MethodLookTest {
    private static List<String> methods() {
        List<String> names = new ArrayList<>();
        ServiceLoader.load(Method.class).forEach(method -> names.add(method.name()));
        return names;
    }

    /** 20 is about four times what an eye just tells apart side by side. */
    @Test
    void everyMethodHasAColourOfItsOwn() {
        List<String> methods = methods();
        assertThat(methods).contains("merpo", "rac", "macaw").doesNotHaveDuplicates();
        for (String one : methods) {
            for (String other : methods) {
                if (!one.equals(other)) {
                    assertThat(apart(MethodLook.color(one), MethodLook.color(other)))
                            .as(one + " and " + other)
                            .isGreaterThan(20);
                }
            }
        }
    }

    @Test
    void aPolicyThatIsNoAnswerOfTheMethodLooksAlikeForAll() {
        for (String method : methods()) {
            assertThat(MethodLook.color(method, "behavior"))
                    .isEqualTo(MethodLook.color("rac", "behavior"));
            assertThat(MethodLook.color(method, "adapted")).isEqualTo(MethodLook.color(method));
            assertThat(MethodLook.color(method, "learned")).isEqualTo(MethodLook.color(method));
        }
        assertThat(MethodLook.color("merpo", "combo")).isEqualTo(MethodLook.color("combo"));
    }

    /** The first line of a method keeps its colour, whatever else is drawn. */
    @Test
    void furtherLinesOfAMethodTakeColoursThatNobodyHas() {
        Map<String, Color> own = new LinkedHashMap<>();
        own.put("alpha 0", MethodLook.color("rac"));
        own.put("alpha 1", MethodLook.color("rac"));
        own.put("alpha 2", MethodLook.color("rac"));
        own.put("FOCAL", MethodLook.color("focal"));
        Map<String, Color> distinct = MethodLook.distinct(own);
        assertThat(distinct)
                .containsEntry("alpha 0", MethodLook.color("rac"))
                .containsEntry("FOCAL", MethodLook.color("focal"));
        assertThat(distinct.values()).doesNotHaveDuplicates().hasSize(4);
    }

    @Test
    void aMethodFromElsewhereHasTheSameColourEverywhere() {
        assertThat(MethodLook.color("theirs")).isEqualTo(MethodLook.color("theirs"));
    }

    /** CIE 1976: distance in L*a*b*, where equal steps look alike. */
    private static double apart(Color one, Color other) {
        double[] a = lab(one);
        double[] b = lab(other);
        return Math.sqrt(
                Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
    }

    private static double[] lab(Color color) {
        float[] xyz =
                ColorSpace.getInstance(ColorSpace.CS_sRGB)
                        .toCIEXYZ(color.getRGBColorComponents(null)); // for the white D50
        double x = f(xyz[0] / 0.9642);
        double y = f(xyz[1]);
        double z = f(xyz[2] / 0.8249);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double f(double t) {
        return t > 216 / 24389.0 ? Math.cbrt(t) : (24389 / 27.0 * t + 16) / 116;
    }
}
