package merpo.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever follows a citation arrives: pages, headings and packages that are named exist. */
final class CitationsTest {
    private static final Pattern PAGE = Pattern.compile("[\\w./-]*\\w\\.md\\b");
    private static final Pattern HEADING =
            Pattern.compile("([\\w./-]*\\w\\.md)[`)\\]]*,? \"([^\"]+)\"");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:\\s]+)(#[^)]*)?\\)");
    private static final Pattern CLASS = Pattern.compile("`((?:[A-Z][a-z0-9]+){2,})`");
    private static final Pattern PACKAGE =
            Pattern.compile("\\bmerpo\\.(?:envs|datagen|agents|benchmarks|tests)(?:\\.[a-z]\\w*)*");

    private static final Repository REPOSITORY = Repository.whole();

    /** What somebody reads: a page, a script, the comments of a source. */
    private static String prose(String path) {
        String text = REPOSITORY.page(path);
        return path.endsWith(".java") ? Repository.comments(text) : text.replaceAll("\\s+", " ");
    }

    private static List<String> readables() {
        return Stream.of(".java", ".py", ".md", ".yaml")
                .flatMap(end -> REPOSITORY.paths(end).stream())
                .toList();
    }

    /** Of a path without folders the name is enough, {@code PAPERS.md}. */
    private static Optional<String> page(String citation) {
        String end = citation.replaceAll("^(\\.{0,2}/)+", "");
        return REPOSITORY.paths(".md").stream()
                .filter(path -> path.equals(end) || path.endsWith("/" + end))
                .findFirst();
    }

    @Test
    void everyPageThatIsCitedIsInTheRepository() {
        assertThat(readables()).hasSizeGreaterThan(500);
        for (String path : readables()) {
            assertThat(PAGE.matcher(prose(path)).results().map(found -> found.group()))
                    .as("pages that %s cites", path)
                    .allMatch(citation -> page(citation).isPresent());
        }
    }

    /** Messages and reports may name files of other folders; what they are called must exist. */
    @Test
    void everyPageThatAMessageNamesIsCalledLikeOneOfOurs() {
        for (String path : REPOSITORY.paths(".java")) {
            String messages = Repository.literals(REPOSITORY.page(path));
            assertThat(PAGE.matcher(messages).results().map(found -> found.group()))
                    .as("pages that texts of %s name", path)
                    .allMatch(name -> page(name.replaceAll(".*/", "")).isPresent());
        }
    }

    /** {@code PAPERS.md, "Two readings"}: the page has that heading. */
    @Test
    void everyHeadingThatIsCitedExists() {
        int seen = 0;
        for (String path : readables()) {
            for (var cited : HEADING.matcher(prose(path)).results().toList()) {
                String page = page(cited.group(1)).orElseThrow();
                assertThat(REPOSITORY.page(page).lines().map(line -> line.replaceAll("^#+ ", "# ")))
                        .as("%s cites %s", path, cited.group())
                        .contains("# " + cited.group(2));
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(10);
    }

    /** The number of a section says nothing without its paper. */
    @Test
    void aSectionIsCitedWithItsPaper() {
        Pattern bare = Pattern.compile("(?<!\\bMerPO )\\b[Ss]ections? \\d+");
        for (String path : readables()) {
            assertThat(bare.matcher(prose(path)).results().map(found -> found.group()))
                    .as("sections that %s cites", path)
                    .isEmpty();
        }
    }

    @Test
    void everyLinkOfAPageLeadsToAFile() {
        for (String path : REPOSITORY.paths(".md")) {
            Path folder = Repository.ROOT.resolve(path).getParent();
            assertThat(LINK.matcher(REPOSITORY.page(path)).results().map(found -> found.group(1)))
                    .as("links of %s", path)
                    .allMatch(link -> Files.exists(folder.resolve(link)));
        }
    }

    /**
     * Names of several words, {@code `PaperFigure`}; others are said of other people's code too.
     */
    @Test
    void everyClassThatAPageNamesExists() {
        for (String path : REPOSITORY.paths(".md")) {
            assertThat(CLASS.matcher(REPOSITORY.page(path)).results().map(found -> found.group(1)))
                    .as("classes that %s names", path)
                    .allMatch(name -> !REPOSITORY.sources(name).isEmpty());
        }
    }

    /** Written here, or generated into a package that a source names ({@code MuJoCoPreset}). */
    @Test
    void everyPackageThatAPageNamesExists() {
        List<String> sources = REPOSITORY.paths(".java").stream().map(REPOSITORY::page).toList();
        for (String path : REPOSITORY.paths(".md")) {
            for (var name : PACKAGE.matcher(REPOSITORY.page(path)).results().toList()) {
                Pattern owned = Pattern.compile("(\\bpackage |\")" + name.group() + "[.;\"]");
                assertThat(sources.stream().anyMatch(source -> owned.matcher(source).find()))
                        .as("%s names %s", path, name.group())
                        .isTrue();
            }
        }
    }
}
