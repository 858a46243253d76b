package merpo.benchmarks.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Model.CommandSpec;

/** Help in 80 columns, broken between words alone; what is meant to be copied can be. */
final class HelpPage extends Help {
    static final int WIDTH = 80;
    private static final Pattern HANGING = Pattern.compile("^(?:\\w+: +| +\\S+ {2,}| +)");

    HelpPage(CommandSpec spec, ColorScheme colors) {
        super(spec, colors);
    }

    /** Whole paragraphs; a list of commands shows the first. */
    @Override
    public String description(Object... unused) {
        return lines(commandSpec().usageMessage().description());
    }

    @Override
    public String footer(Object... unused) {
        return lines(commandSpec().usageMessage().footer());
    }

    @Override
    public String commandList(Map<String, Help> commands) {
        List<CommandSpec> all = commands.values().stream().map(Help::commandSpec).toList();
        int names = all.stream().mapToInt(spec -> spec.name().length()).max().orElse(0);
        return all.stream()
                .map(
                        spec ->
                                "  %%-%ds  %%s"
                                        .formatted(names)
                                        .formatted(
                                                spec.name(), spec.usageMessage().description()[0]))
                .map(HelpPage::broken)
                .collect(Collectors.joining());
    }

    @Override
    public IOptionRenderer createDefaultOptionRenderer() {
        IOptionRenderer unbroken = super.createDefaultOptionRenderer();
        return (option, labels, colors) -> rows(unbroken.render(option, labels, colors));
    }

    @Override
    public IParameterRenderer createDefaultParameterRenderer() {
        IParameterRenderer unbroken = super.createDefaultParameterRenderer();
        return (parameter, labels, colors) -> rows(unbroken.render(parameter, labels, colors));
    }

    /** Each line of a description, the last cell, in a row of its own. */
    private Text[][] rows(Text[][] rows) {
        CommandSpec spec = commandSpec();
        int names =
                new Help(spec, colorScheme()) // whose lines are not broken yet
                        .calcLongOptionColumnWidth(
                                spec.options(), spec.positionalParameters(), colorScheme());
        TextTable table = TextTable.forDefaultColumns(colorScheme(), names, WIDTH);
        Column last = table.columns()[table.columns().length - 1];
        int width = last.width - last.indent;
        List<Text[]> all = new ArrayList<>();
        for (Text[] row : rows) {
            Text[] next = row.clone();
            for (Text line : wrapped(row[row.length - 1], width)) {
                next[row.length - 1] = line;
                all.add(next);
                next = new Text[row.length];
                Arrays.fill(next, colorScheme().text(""));
            }
        }
        return all.toArray(Text[][]::new);
    }

    /** Pieces no wider than this, as far as words allow. */
    private static List<Text> wrapped(Text text, int width) {
        String plain = text.plainString();
        List<Text> lines = new ArrayList<>();
        int from = 0;
        while (plain.length() - from > width) {
            int blank = plain.lastIndexOf(' ', from + width);
            if (blank <= from) {
                break; // a word that is longer
            }
            lines.add(text.substring(from, blank));
            from = blank + 1;
        }
        lines.add(text.substring(from));
        return lines;
    }

    private static String lines(String... paragraphs) {
        return Stream.of(paragraphs).map(HelpPage::broken).collect(Collectors.joining());
    }

    /** Later lines begin below the first one's text; those of a command can be pasted together. */
    private static String broken(String line) {
        Matcher hanging = HANGING.matcher(line);
        String indent = hanging.lookingAt() ? " ".repeat(hanging.end()) : "";
        String end = line.startsWith("Example") ? " \\" : "";
        StringBuilder text = new StringBuilder();
        String rest = line;
        while (rest.length() > WIDTH) {
            int blank = rest.lastIndexOf(' ', WIDTH - end.length());
            if (blank <= indent.length()) {
                break;
            }
            text.append(rest, 0, blank).append(end).append(System.lineSeparator());
            rest = indent + rest.substring(blank + 1);
        }
        return text.append(rest).append(System.lineSeparator()).toString();
    }
}
