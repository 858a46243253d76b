package merpo.benchmarks.replay;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import merpo.datagen.process.Browser;

/** Moments of a replay as images, drawn by the page itself in a browser. */
final class Pictures {
    private static final String BEGIN = "<pre id=\"pictures\">";
    private static final String END = "</pre>";
    private static final String URL = "data:image/png;base64,";

    private Pictures() {}

    /** PNG files, one per moment. */
    static List<byte[]> draw(Browser browser, Path page, PictureSize size, double[] moments)
            throws IOException, InterruptedException {
        String times =
                Arrays.stream(moments)
                        .mapToObj(moment -> String.format(Locale.ROOT, "%.4f", moment))
                        .collect(Collectors.joining(","));
        String fragment =
                "picture&width=%d&height=%d&times=%s".formatted(size.width(), size.height(), times);
        String document = browser.document(page, fragment);
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END, begin);
        if (begin < 0 || end < 0) {
            throw new IOException(
                    page + ": the browser could not draw it. Open it in a window to see why");
        }
        List<byte[]> pictures = new ArrayList<>();
        for (String line : document.substring(begin + BEGIN.length(), end).split("\n", -1)) {
            pictures.add(Base64.getDecoder().decode(line.substring(URL.length())));
        }
        return pictures;
    }

    static BufferedImage image(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
