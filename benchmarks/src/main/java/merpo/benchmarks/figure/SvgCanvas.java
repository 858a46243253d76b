package merpo.benchmarks.figure;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What is drawn on it becomes SVG; words stay words. The same drawing gives the same text. */
final class SvgCanvas {
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final int DIGITS = 2; // of coordinates, after the point

    private final int width;
    private final int height;
    private final SVGGraphics2D graphics;

    /**
     * @param name begins every id, so that several drawings have room in one page
     * @param width in pixels, as is {@code height}
     */
    SvgCanvas(String name, int width, int height) {
        this.width = width;
        this.height = height;
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(empty());
        context.setPrecision(DIGITS);
        context.setComment(null);
        context.setIDGenerator(new Ids(name));
        graphics = new SVGGraphics2D(context, false);
        graphics.setSVGCanvasSize(new Dimension(width, height));
    }

    /** Numbers its ids by what they are of. */
    private static final class Ids extends SVGIDGenerator {
        private final String name;

        Ids(String name) {
            this.name = name;
        }

        @Override
        public String generateID(String kind) {
            return name + "-" + super.generateID(kind);
        }
    }

    private static Document empty() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVG, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e); // every JDK has one
        }
    }

    /** Where to draw. */
    Graphics2D graphics() {
        return graphics;
    }

    /** A file's {@code <svg>}, of a size of its own. */
    String document() {
        return text(graphics.getRoot());
    }

    /** A page's {@code <svg>}: as large as there is room, without the names that pages imply. */
    String element() {
        Element root = graphics.getRoot();
        root.removeAttribute("width");
        root.removeAttribute("height");
        root.setAttribute("viewBox", "0 0 %d %d".formatted(width, height));
        return text(root).replaceAll(" xmlns(:\\w+)?=\"[^\"]*\"", "");
    }

    private String text(Element root) {
        StringWriter text = new StringWriter();
        try {
            graphics.stream(root, text, false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.getBuffer()
                .substring(text.getBuffer().indexOf("<svg"))
                .strip(); // less the prolog
    }
}
