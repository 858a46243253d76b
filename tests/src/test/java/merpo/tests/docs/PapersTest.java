package merpo.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** agents/PAPERS.md says where things are; they are there. Classes are found wherever they live. */
final class PapersTest {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** {@code RacLosses.critic}, or {@code .target} of the class named before it. */
    private static final Pattern CLASS_OR_MEMBER =
            Pattern.compile("([A-Z]\\w*[a-z]\\w*)?((?:\\.\\w+)*)(?:\\(\\))?");

    private static final Pattern EQUATIONS =
            Pattern.compile("\\bEqs?\\. ((?:\\(?\\d+\\)?(?:, | and )?)+)");

    private static final Pattern DEVIATION = Pattern.compile("\\bA(\\d{1,2})\\b(?!\\.\\d)");

    private static final Repository REPOSITORY = Repository.whole();
    private static final String PAPERS = REPOSITORY.page("agents/PAPERS.md");

    /** What a code span names: words that stand in the source of a class. */
    private record Named(String type, List<String> members) {
        /** All that a line names, in order. */
        static List<Named> in(String line) {
            List<Named> all = new ArrayList<>();
            String type = "";
            for (String span : spans(line)) {
                var named = CLASS_OR_MEMBER.matcher(span);
                if (!named.matches()) {
                    continue;
                }
                type = named.group(1) == null ? type : named.group(1);
                if (!type.isEmpty()) {
                    List<String> members = List.of(named.group(2).split("\\."));
                    all.add(new Named(type, members.stream().filter(m -> !m.isEmpty()).toList()));
                }
            }
            return all;
        }

        List<String> sources() {
            return REPOSITORY.sources(type);
        }
    }

    @Test
    void everyClassThatIsNamedExistsAndHasTheMember() {
        List<Named> all = PAPERS.lines().flatMap(line -> Named.in(line).stream()).toList();
        assertThat(all).hasSizeGreaterThan(100);
        for (Named named : all) {
            assertThat(named.sources().stream().anyMatch(source -> hasAll(source, named.members())))
                    .as("agents/PAPERS.md names %s", named)
                    .isTrue();
        }
    }

    /** A switch, {@code merpo.inner.polyak}, ends with a component of some configuration. */
    @Test
    void everySettingThatIsNamedExists() {
        Pattern setting =
                Pattern.compile("(?:merpo|dynamics|learning|evaluation)(?:\\.\\w+)*\\.(\\w+)");
        List<String> main = sources("/src/main/");
        Set<String> seen = new TreeSet<>();
        for (String span : spans(PAPERS)) {
            var named = setting.matcher(span);
            if (named.matches() && !span.matches("merpo\\.(agents|datagen|envs)\\b.*")) {
                seen.add(named.group(1));
            }
        }
        assertThat(seen).contains("polyak", "taskInit");
        assertThat(seen)
                .allSatisfy(
                        word ->
                                assertThat(
                                                main.stream()
                                                        .anyMatch(
                                                                source ->
                                                                        isComponent(source, word)))
                                        .as("a record with the component " + word)
                                        .isTrue());
    }

    /** Settings are components of records. */
    private static boolean isComponent(String source, String word) {
        return Pattern.compile("\\brecord \\w+\\s*\\([^{]*\\b" + word + "\\b[^{]*\\{")
                .matcher(source)
                .find();
    }

    @Test
    void everySymbolStandsInTheClassOfItsRow() {
        List<List<String>> rows = rows("## Symbols");
        assertThat(rows).hasSizeGreaterThan(15);
        for (List<String> row : rows) {
            List<String> types = spans(row.get(2));
            assertThat(types).as(row.get(0)).isNotEmpty();
            types.forEach(type -> assertThat(REPOSITORY.sources(type)).as(type).isNotEmpty());
            List<String> sources =
                    types.stream().flatMap(type -> REPOSITORY.sources(type).stream()).toList();
            for (String symbol : spans(row.get(1))) {
                String word = symbol.substring(symbol.lastIndexOf('.') + 1);
                assertThat(sources.stream().anyMatch(source -> hasAll(source, List.of(word))))
                        .as("%s is `%s` in %s", row.get(0), symbol, types)
                        .isTrue();
            }
        }
    }

    @Test
    void everyEquationIsCitedByTheClassesInWhichItLives() {
        List<List<String>> rows = rows("## Equations");
        assertThat(rows).hasSize(11 + 3); // Eq. 1 to 11, A.2.2 and two algorithms
        for (List<String> row : rows) {
            List<Named> homes = Named.in(row.get(2));
            assertThat(homes).as(row.get(0)).isNotEmpty();
            for (Named home : homes) {
                assertThat(home.sources().stream().anyMatch(source -> cites(source, row.get(0))))
                        .as("%s lives in %s and is cited there", row.get(0), home.type())
                        .isTrue();
            }
        }
    }

    /** "(3)" is cited as "Eq. 3", "Eq. (3)" and in "Eq. 3 and 4", "Alg. 1" as "Algorithm 1" too. */
    private static boolean cites(String source, String key) {
        String comments = Repository.comments(source);
        if (!key.startsWith("(")) {
            String wanted = Pattern.quote(key).replace("Alg. ", "\\E(Alg\\.|Algorithm) \\Q");
            return Pattern.compile(wanted + "(?!\\d)").matcher(comments).find();
        }
        return EQUATIONS
                .matcher(comments)
                .results()
                .flatMap(found -> Arrays.stream(found.group(1).split("\\D+")))
                .anyMatch(key.replaceAll("\\D", "")::equals);
    }

    @Test
    void everyDeviationThatIsCitedIsExplained() {
        Set<Integer> explained = deviations();
        for (String end : List.of(".java", ".py", ".yaml", ".md")) {
            for (String path : REPOSITORY.paths(end)) {
                assertThat(explained)
                        .as("rows of agents/PAPERS.md for what %s cites", path)
                        .containsAll(numbers(REPOSITORY.page(path)));
            }
        }
    }

    @Test
    void noDeviationIsLeftOut() {
        int last = Collections.max(deviations());
        assertThat(deviations())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, last).boxed().toList());
        for (List<String> row : deviationRows()) {
            assertThat(row.subList(0, 3)).as("the text and what we do").doesNotContain("");
        }
    }

    /** Those that have a row, and those that are said not to be done yet. */
    private static Set<Integer> deviations() {
        Stream<String> notYet = PAPERS.lines().filter(line -> line.startsWith("Not yet:"));
        return Stream.concat(deviationRows().stream().map(row -> row.get(0)), notYet)
                .flatMap(text -> numbers(text).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<List<String>> deviationRows() {
        return Stream.concat(
                        rows("## Two readings").stream(),
                        rows("## Readings of the text, and deviations").stream())
                .toList();
    }

    private static Set<Integer> numbers(String text) {
        return DEVIATION
                .matcher(text)
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyTestThatIsNamedExists() {
        List<Named> all =
                rows("## Easy mistakes").stream()
                        .flatMap(row -> Named.in(row.get(2)).stream())
                        .toList();
        assertThat(all).hasSizeGreaterThan(25);
        for (Named named : all) {
            assertThat(named.type()).endsWith("Test");
            String method = "void " + named.members().get(0) + "(";
            assertThat(named.sources().stream().anyMatch(source -> source.contains(method)))
                    .as("%s", named)
                    .isTrue();
        }
    }

    private static List<String> spans(String markdown) {
        return CODE.matcher(markdown).results().map(found -> found.group(1)).toList();
    }

    private static boolean hasAll(String source, List<String> words) {
        return words.stream()
                .allMatch(word -> Pattern.compile("\\b" + word + "\\b").matcher(source).find());
    }

    private static List<String> sources(String folder) {
        return REPOSITORY.paths(".java").stream()
                .filter(path -> path.contains(folder))
                .map(REPOSITORY::page)
                .toList();
    }

    /** Cells of the first table below a heading, without its head. */
    private static List<List<String>> rows(String heading) {
        MatchResult section =
                Pattern.compile("(?m)^" + heading + ".*\\n([\\s\\S]*?)(?=^## |\\z)")
                        .matcher(PAPERS)
                        .results()
                        .findFirst()
                        .orElseThrow(
                                () -> new AssertionError("agents/PAPERS.md has no " + heading));
        return section.group(1)
                .lines()
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> line.replaceAll("^\\||\\|\\s*$", ""))
                .map(
                        line ->
                                Arrays.stream(line.split("(?<!\\\\)\\|", -1))
                                        .map(String::strip)
                                        .toList())
                .toList();
    }
}
