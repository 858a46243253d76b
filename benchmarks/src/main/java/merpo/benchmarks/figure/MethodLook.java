package merpo.benchmarks.figure;

import java.awt.Color;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The colours of the methods: one each, in every figure, table and replay. */
public final class MethodLook {
    private static final Map<String, Color> COLORS =
            Map.ofEntries(
                    entry("merpo", 0x0067B1),
                    entry("merpo-adp", 0x00A3A3),
                    entry("proximal", 0x6A4FB3),
                    entry("no-model", 0xA0784B),
                    entry("focal", 0xD55E00),
                    entry("pearl", 0xD6478F),
                    entry("cbcq", 0xE0A100),
                    entry("mbml", 0x6B8E23),
                    entry("macaw", 0x7B3F2A),
                    entry("rac", 0x22307E),
                    entry("combo", 0xB3263A),
                    entry("combo-3", 0x9BC53D),
                    entry("cql", 0x4A5A6A));

    /** Of further lines of one method, such as with another setting. */
    private static final List<Color> VARIANTS =
            List.of(
                    new Color(0xD55E00),
                    new Color(0x009E73),
                    new Color(0x0067B1),
                    new Color(0xE0A100),
                    new Color(0xB85C9E),
                    new Color(0x3FA7E0),
                    new Color(0x6A4FB3),
                    new Color(0x7A8450));

    private MethodLook() {}

    private static Map.Entry<String, Color> entry(String method, int rgb) {
        return Map.entry(method, new Color(rgb));
    }

    /** The colour of a method; one that is plugged in from elsewhere has some, always the same. */
    public static Color color(String method) {
        return COLORS.getOrDefault(
                method, VARIANTS.get(Math.floorMod(method.hashCode(), VARIANTS.size())));
    }

    /** The colour of a policy that a method's training measured. */
    public static Color color(String method, String policy) {
        return PolicyLook.color(policy).orElseGet(() -> color(method));
    }

    /** For a page, such as {@code #0067B1}. */
    public static String hex(Color color) {
        return String.format("#%06X", color.getRGB() & 0xFFFFFF);
    }

    /**
     * A colour for each line of a figure: its own, or, where an earlier line of the same method has
     * that, one that no line of the figure has.
     *
     * @param own by label, in the order of the legend
     */
    public static Map<String, Color> distinct(Map<String, Color> own) {
        Map<String, Color> distinct = new LinkedHashMap<>();
        Map<Color, String> first = new HashMap<>();
        own.forEach((label, color) -> first.putIfAbsent(color, label));
        own.forEach(
                (label, color) -> {
                    Color free =
                            VARIANTS.stream()
                                    .filter(
                                            v ->
                                                    !first.containsKey(v)
                                                            && !distinct.containsValue(v))
                                    .findFirst()
                                    .orElse(color);
                    distinct.put(label, first.get(color).equals(label) ? color : free);
                });
        return distinct;
    }
}
