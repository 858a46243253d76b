package merpo.datagen.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import merpo.datagen.run.Refusal;

/**
 * An installed Chromium, run without a window: it opens a page and gives back what the page's
 * scripts have left. It draws in software, so that every machine draws the same.
 */
public final class Browser {
    /** Names a browser before any that is found. */
    public static final String VARIABLE = "MERPO_BROWSER";

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final long PATIENCE = 10; // minutes

    private final Path program;

    private Browser(Path program) {
        this.program = program;
    }

    /** The one that is named, or the first on the path. */
    public static Browser find() {
        return find(System.getenv(VARIABLE), System.getenv("PATH"));
    }

    static Browser find(String named, String path) {
        if (named != null && !named.isBlank()) {
            return executable(Path.of(named))
                    .map(Browser::new)
                    .orElseThrow(
                            () ->
                                    new Refusal(
                                            "%s is %s, which is no program: name a Chromium or Chrome, or unset it"
                                                    .formatted(VARIABLE, named)));
        }
        for (String name : NAMES) {
            for (String folder : (path == null ? "" : path).split(File.pathSeparator, -1)) {
                Optional<Path> found = executable(Path.of(folder, name));
                if (found.isPresent()) {
                    return new Browser(found.get());
                }
            }
        }
        throw new Refusal(
                "no browser on the PATH, looked for %s; pictures are drawn by one. Install it: apt-get install chromium, or name one: %s=/path/to/chrome"
                        .formatted(String.join(", ", NAMES), VARIABLE));
    }

    private static Optional<Path> executable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file)
                ? Optional.of(file)
                : Optional.empty();
    }

    /**
     * Opens a page and waits until it has loaded.
     *
     * @param fragment of the address, without #
     * @return the document as the page's scripts left it
     */
    public String document(Path page, String fragment) throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.create("merpo-browser")) {
            return Program.run(
                    command(folder.path(), page, fragment),
                    "draws " + page + " (in time only if its --size is not too large)",
                    PATIENCE);
        } catch (ProgramException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private List<String> command(Path folder, Path page, String fragment) {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(flags());
        command.add("--user-data-dir=" + folder.resolve("profile"));
        command.add("--dump-dom");
        command.add(page.toUri() + "#" + fragment);
        return command;
    }

    /** How a browser runs here: unseen, drawing in software, calling nobody. */
    public static List<String> flags() {
        List<String> flags =
                new ArrayList<>(
                        List.of(
                                "--headless=new",
                                "--use-angle=swiftshader",
                                "--enable-unsafe-swiftshader",
                                "--force-device-scale-factor=1",
                                "--disable-dev-shm-usage",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--disable-extensions"));
        if (System.getProperty("user.name").equals("root")) {
            flags.add("--no-sandbox"); // Chromium refuses its sandbox to root
        }
        return List.copyOf(flags);
    }
}
