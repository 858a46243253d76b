package merpo.tests.browser;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.stream.IntStream;

/** What a test asks of a picture. */
final class Pixels {
    private Pixels() {}

    /** How many colours there are; a blank picture has one. */
    static long colours(BufferedImage image) {
        return all(image).distinct().count();
    }

    /** How many pixels of two pictures of one size differ visibly. */
    static long different(BufferedImage one, BufferedImage other) {
        int[] a = all(one).toArray();
        int[] b = all(other).toArray();
        if (a.length != b.length) {
            throw new IllegalArgumentException(a.length + " pixels against " + b.length);
        }
        return IntStream.range(0, a.length)
                .filter(i -> distance(new Color(a[i]), new Color(b[i])) > 60)
                .count();
    }

    /** Pixels that are clearly more blue than red: the first robot. */
    static long blue(BufferedImage image) {
        return all(image)
                .mapToObj(Color::new)
                .filter(color -> color.getBlue() - color.getRed() > 70)
                .count();
    }

    /** Pixels that are clearly more red than blue: the second robot, or a goal. */
    static long red(BufferedImage image) {
        return all(image)
                .mapToObj(Color::new)
                .filter(color -> color.getRed() - color.getBlue() > 70)
                .count();
    }

    /** The mean of all parts of all pixels: 0 black, 1 white. */
    static double brightness(BufferedImage image) {
        return all(image)
                        .mapToObj(Color::new)
                        .mapToInt(color -> color.getRed() + color.getGreen() + color.getBlue())
                        .average()
                        .orElseThrow()
                / (3 * 255);
    }

    private static int distance(Color a, Color b) {
        return Math.abs(a.getRed() - b.getRed())
                + Math.abs(a.getGreen() - b.getGreen())
                + Math.abs(a.getBlue() - b.getBlue());
    }

    private static IntStream all(BufferedImage image) {
        return IntStream.of(
                image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()));
    }
}
