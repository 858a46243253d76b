package merpo.datagen.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a program said last, since that is where its reason stands. */
public final class LastLine {
    private LastLine() {}

    /** The last line of a file that is not blank; empty where there is none. */
    public static String of(Path printed) {
        try {
            return new String(Files.readAllBytes(printed), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .reduce("", (first, second) -> second)
                    .strip();
        } catch (IOException unreadable) {
            return "";
        }
    }
}
