package merpo.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/** Every page of help: whole sentences, whole words, in a terminal's 80 columns. */
final class HelpPageTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("^Example: \\./merpo ((?:.*\\\\\\n)*.*)$", Pattern.MULTILINE);

    private static CommandLine merpo() {
        PrintWriter nobody = new PrintWriter(new StringWriter());
        return Merpo.line(nobody, nobody);
    }

    private static List<CommandLine> pages(CommandLine line) {
        List<CommandLine> all = new ArrayList<>(List.of(line));
        line.getSubcommands().values().stream()
                .distinct()
                .forEach(below -> all.addAll(pages(below)));
        return all;
    }

    private static Stream<DynamicTest> ofEveryPage(java.util.function.Consumer<CommandLine> law) {
        return pages(merpo()).stream()
                .map(
                        page ->
                                DynamicTest.dynamicTest(
                                        page.getCommandSpec().qualifiedName(),
                                        () -> law.accept(page)));
    }

    @TestFactory
    Stream<DynamicTest> noLineIsWiderThanATerminal() {
        return ofEveryPage(
                page ->
                        assertThat(page.getUsageMessage().lines())
                                .allSatisfy(line -> assertThat(line).hasSizeLessThan(81)));
    }

    @TestFactory
    Stream<DynamicTest> theSummaryIsOneSentence() {
        return ofEveryPage(
                page ->
                        assertThat(page.getCommandSpec().usageMessage().description()[0])
                                .endsWith(".")
                                .doesNotContainPattern("\\. [A-Z]"));
    }

    @Test
    void theListOfCommandsHoldsEverySummaryWhole() {
        String page = merpo().getUsageMessage().replaceAll("\\s+", " ");
        for (CommandLine command : merpo().getSubcommands().values()) {
            assertThat(page)
                    .contains(
                            command.getCommandName()
                                    + " "
                                    + command.getCommandSpec().usageMessage().description()[0]);
        }
    }

    /** Names that an earlier page broke at their dots. */
    @Test
    void namesStayWhole() {
        CommandLine train = merpo().getSubcommands().get("train");
        assertThat(train.getUsageMessage().split("\\s+"))
                .contains("agents/PAPERS.md.", "policy.safetensors", "learning.rac.alpha=0.7;");
    }

    /** Those of {@code bench} take gigabytes: they are parsed here, the others run elsewhere. */
    @TestFactory
    Stream<DynamicTest> everyExampleIsUnderstood() {
        return ofEveryPage(
                page -> {
                    Matcher example = EXAMPLE.matcher(page.getUsageMessage());
                    while (example.find()) {
                        String words = example.group(1).replaceAll("\\s*\\\\\\n\\s*", " ");
                        merpo().parseArgs(words.split(" ", -1));
                    }
                });
    }

    @Test
    void anExampleThatIsBrokenCanBePastedWhole() {
        String page = merpo().getSubcommands().get("generate").getUsageMessage();
        Matcher example = EXAMPLE.matcher(page);
        assertThat(example.find()).isTrue();
        assertThat(example.group()).contains(" \\\n         ").endsWith("--out data/cheetahs");
    }
}
