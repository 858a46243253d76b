package merpo.envs.catalog;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import merpo.envs.Dynamics;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.Measure;
import merpo.envs.ObservationTable;
import merpo.envs.Switch;
import merpo.envs.mujoco.ModelEdit;

/**
 * All that is to be known of an environment, as Markdown that reads well on a terminal. Everything
 * comes from its definition.
 */
public final class EnvironmentPage {
    private static final String BEGIN =
            "<!-- Written by ./merpo envs show --readme envs/README.md from the definitions; edit those. -->";
    private static final String END = "<!-- End of what is generated. -->";

    private final EnvironmentDefinition definition;
    private final StringBuilder text = new StringBuilder();

    private EnvironmentPage(EnvironmentDefinition definition) {
        this.definition = definition;
    }

    /** The page of one environment. */
    public static String of(EnvironmentDefinition definition) {
        return new EnvironmentPage(definition).write();
    }

    /**
     * A document with its generated part replaced by a table of all environments and their pages.
     */
    public static String inside(String document) {
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(
                    "The document has no place for the pages: it needs the two lines\n"
                            + BEGIN
                            + "\n"
                            + END);
        }
        return document.substring(0, begin + BEGIN.length())
                + "\n\n"
                + overview()
                + Environments.all().stream()
                        .map(EnvironmentPage::of)
                        .collect(Collectors.joining("\n"))
                + "\n"
                + document.substring(end);
    }

    private static String overview() {
        StringBuilder table = new StringBuilder();
        table.append("| id | observation | action | horizon | tasks (train / test) | |\n");
        table.append("|---|---|---|---|---|---|\n");
        for (EnvironmentDefinition each : Environments.all()) {
            table.append(
                    "| [%s](#%s) | %d | %d | %d | %s | %s |%n"
                            .formatted(
                                    each.id(),
                                    each.id(),
                                    each.observationSize(),
                                    each.actionSize(),
                                    each.horizon(),
                                    each.tasks().training() == 1
                                            ? "1"
                                            : each.tasks().training() + " / " + each.tasks().test(),
                                    each.summary()));
        }
        return table.append('\n').toString();
    }

    private String write() {
        line("### " + definition.id());
        line("");
        line(definition.summary() + ".");
        line("");
        time();
        item("Start", definition.notes().start());
        item("Ends early", definition.notes().termination());
        item("Tasks", definition.tasks().description());
        item(
                "Action",
                "[-1, 1]^%d, clipped before use: %s"
                        .formatted(
                                definition.actionSize(), String.join(", ", definition.actions())));
        reward();
        info();
        switches();
        item("Neighbours", "");
        definition.notes().neighbours().forEach(each -> line("  - " + each));
        line("");
        observation();
        return text.toString();
    }

    private void time() {
        if (definition.dynamics() instanceof Dynamics.Mujoco mujoco) {
            item(
                    "Time",
                    "%d steps of %s s (%d physics steps each), discount %s"
                            .formatted(
                                    definition.horizon(),
                                    number(definition.stepDuration()),
                                    mujoco.frameSkip(),
                                    number(definition.discount())));
            item("Model", model(mujoco));
        } else {
            item(
                    "Time",
                    "%d steps, discount %s"
                            .formatted(definition.horizon(), number(definition.discount())));
        }
    }

    private static String model(Dynamics.Mujoco mujoco) {
        StringBuilder words = new StringBuilder(mujoco.model().replaceFirst(".*/", ""));
        for (ModelEdit edit : mujoco.edits()) {
            String said = words(edit);
            words.append(said.isEmpty() ? "" : ", ").append(said);
        }
        if (mujoco.contactForces()) {
            words.append(", contact forces computed after each step");
        }
        if (!mujoco.taskFields().isEmpty()) {
            words.append("; a task replaces ").append(String.join(", ", mujoco.taskFields()));
        }
        return words.toString();
    }

    private static String words(ModelEdit edit) {
        if (edit instanceof ModelEdit.Timestep timestep) {
            return "physics steps of " + number(timestep.seconds()) + " s";
        }
        if (edit instanceof ModelEdit.Margin margin) {
            return "contact margin of the %s %s m"
                    .formatted(margin.geom(), number(margin.metres()));
        }
        if (edit instanceof ModelEdit.Friction friction) {
            return "friction of the %s %s"
                    .formatted(friction.geom(), number(friction.coefficient()));
        }
        return ""; // the others change no number of a trajectory
    }

    private void reward() {
        List<Measure> terms = definition.rewardTerms();
        if (terms.size() == 1) {
            item("Reward r", terms.get(0).formula());
            return;
        }
        item("Reward", "the sum of");
        terms.forEach(term -> line("  - `%s` = %s".formatted(term.name(), term.formula())));
    }

    private void info() {
        if (!definition.info().isEmpty()) {
            item(
                    "Also reported",
                    definition.info().stream()
                            .map(each -> "`%s` = %s".formatted(each.name(), each.formula()))
                            .collect(Collectors.joining("; ")));
        }
    }

    private void switches() {
        List<Switch> switches = definition.choices().switches();
        if (!switches.isEmpty()) {
            item("Switches", "the first value is the default");
            for (Switch each : switches) {
                line(
                        "  - `+%s=%s`: %s"
                                .formatted(
                                        each.name(),
                                        String.join("|", each.values()),
                                        each.meaning()));
            }
        }
    }

    /** One row per number, but one for all numbers of the same body's wrench. */
    private void observation() {
        line("| observation | name | unit | what | clipped to |");
        line("|---|---|---|---|---|");
        List<ObservationTable.Entry> entries = definition.observation().entries();
        int at = 0;
        while (at < entries.size()) {
            ObservationTable.Entry entry = entries.get(at);
            boolean wrench = entry.quantity() == ObservationTable.Quantity.CONTACT_WRENCH;
            int last = wrench ? at + 5 : at;
            line(
                    "| %s | %s | %s | %s | %s |"
                            .formatted(
                                    wrench ? at + "–" + last : at,
                                    wrench ? entry.element() : entry.name(),
                                    wrench ? "N m, N" : entry.unit(),
                                    what(entry),
                                    Double.isInfinite(entry.limit())
                                            ? ""
                                            : "±" + number(entry.limit())));
            at = last + 1;
        }
    }

    private static String what(ObservationTable.Entry entry) {
        return switch (entry.quantity()) {
            case POSITION -> "position";
            case VELOCITY -> "velocity";
            case BODY_POSITION -> "position in the world";
            case CONTACT_WRENCH -> "external torque x, y, z, then force x, y, z";
        };
    }

    private void item(String name, String words) {
        line("- **%s**: %s".formatted(name, words).stripTrailing());
    }

    private void line(String words) {
        text.append(words).append('\n');
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : Double.toString(value);
    }
}
