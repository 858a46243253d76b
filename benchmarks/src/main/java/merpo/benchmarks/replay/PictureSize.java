package merpo.benchmarks.replay;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large a picture is.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record PictureSize(int width, int height) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})x(\\d{1,5})");
    private static final int LEAST = 200;
    private static final int MOST = 4096;

    public PictureSize {
        if (Math.min(width, height) < LEAST || Math.max(width, height) > MOST) {
            throw new IllegalArgumentException(
                    "--size is %dx%d pixels, must be from %d to %d each way"
                            .formatted(width, height, LEAST, MOST));
        }
    }

    /** Reads "960x540". */
    public static PictureSize of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "--size is \"" + text + "\", must be WIDTHxHEIGHT in pixels, such as 960x540");
        }
        return new PictureSize(
                Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }
}
