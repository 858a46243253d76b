package merpo.benchmarks.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import org.junit.jupiter.api.Test;

class FilmTest {
    @Test
    void aFilmHasItsFramesItsPaceAndNoEnd() throws IOException {
        byte[] gif = Film.gif(List.of(plain(Color.RED), plain(Color.BLUE)), 10);
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(gif)));
        assertThat(reader.getNumImages(true)).isEqualTo(2);
        assertThat(new Color(reader.read(0).getRGB(4, 4))).isEqualTo(Color.RED);
        assertThat(new Color(reader.read(1).getRGB(4, 4))).isEqualTo(Color.BLUE);
        IIOMetadataNode root =
                (IIOMetadataNode)
                        reader.getImageMetadata(1).getAsTree("javax_imageio_gif_image_1.0");
        IIOMetadataNode control =
                (IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension").item(0);
        assertThat(control.getAttribute("delayTime")).isEqualTo("10");
        assertThat(new String(gif, StandardCharsets.ISO_8859_1)).contains("NETSCAPE2.0");
    }

    @Test
    void sizesAreReadAndBounded() {
        assertThat(PictureSize.of("960x540")).isEqualTo(new PictureSize(960, 540));
        assertThatThrownBy(() -> PictureSize.of("960")).hasMessageContaining("such as 960x540");
        assertThatThrownBy(() -> PictureSize.of("9600x540")).hasMessageContaining("200 to 4096");
        assertThatThrownBy(() -> PictureSize.of("100x540")).hasMessageContaining("200 to 4096");
    }

    private static BufferedImage plain(Color color) {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB);
        Graphics2D ink = image.createGraphics();
        ink.setColor(color);
        ink.fillRect(0, 0, 8, 8);
        ink.dispose();
        return image;
    }
}
