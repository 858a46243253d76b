package merpo.benchmarks.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * The policies that figures and tables show: their name in the tables of a run, what a person
 * reads, and one look each in every figure. Colours after Okabe and Ito, so that they differ for
 * every eye.
 */
public enum PolicyLook {
    BEHAVIOR("behavior", "behavior policy", 0x009E73, Dash.DASHED),
    CLONE("clone", "its deterministic clone", 0x9A7FB0, Dash.DOTTED),
    NO_CONTEXT("no-context", "the same at z = 0 (control)", 0x7A7A7A, Dash.DOTTED),
    CONDITIONAL_CLONE(
            "conditional-clone", "its clone of the data under z (control)", 0xC9A66B, Dash.DOTTED),
    META("meta", "meta-policy, before adaptation", 0x3FA7E0, Dash.SOLID),
    BEFORE("before", "policy before its step on the task", 0x3FA7E0, Dash.DASHED),
    ADAPTED("adapted", "policy adapted to the task", Dash.SOLID),
    LEARNED("learned", "learned policy", Dash.SOLID),
    COMBO("combo", "COMBO from scratch", 0xB3263A, Dash.SOLID),
    COMBO_FROM_META(
            "combo-from-meta", "COMBO from the meta-policy (control)", 0xE88C8C, Dash.SOLID);

    /** As tables and legends list them. */
    public static final Comparator<String> BY_ORDER =
            Comparator.comparingInt(PolicyLook::order).thenComparing(Comparator.naturalOrder());

    private enum Dash {
        SOLID(0, 0),
        DASHED(7, 4),
        DOTTED(2, 3);

        private final float on;
        private final float off;

        Dash(float on, float off) {
            this.on = on;
            this.off = off;
        }
    }

    private final String id;
    private final String label;
    private final Color color;
    private final Dash dash;

    PolicyLook(String id, String label, int rgb, Dash dash) {
        this.id = id;
        this.label = label;
        this.color = new Color(rgb);
        this.dash = dash;
    }

    /** A method's own answer. */
    PolicyLook(String id, String label, Dash dash) {
        this.id = id;
        this.label = label;
        this.color = null;
        this.dash = dash;
    }

    /** The policy of that name in the tables of a run; empty for one that is not known here. */
    public static Optional<PolicyLook> of(String id) {
        return Arrays.stream(values()).filter(policy -> policy.id.equals(id)).findFirst();
    }

    /** What a person reads; an unknown policy keeps its name. */
    public static String label(String id) {
        return of(id).map(policy -> policy.label).orElse(id);
    }

    /** The same within a sentence. */
    public static String phrase(String id) {
        return switch (id) {
            case "behavior" -> "the behavior policy";
            case "meta" -> "the meta-policy before adaptation";
            case "before" -> "the policy before its step";
            case "combo-from-meta" -> "COMBO from the meta-policy, the control";
            default -> label(id);
        };
    }

    /** Place in tables and legends; unknown policies come last. */
    public static int order(String id) {
        return of(id).map(Enum::ordinal).orElse(values().length);
    }

    /** Its colour; none for a method's own answer, which has the {@link MethodLook method's}. */
    static Optional<Color> color(String id) {
        return of(id).map(policy -> policy.color);
    }

    static BasicStroke stroke(String id) {
        Dash dash = of(id).map(policy -> policy.dash).orElse(Dash.SOLID);
        return new BasicStroke(
                2f,
                BasicStroke.CAP_ROUND,
                BasicStroke.JOIN_ROUND,
                1f,
                dash.off == 0 ? null : new float[] {dash.on, dash.off},
                0f);
    }
}
