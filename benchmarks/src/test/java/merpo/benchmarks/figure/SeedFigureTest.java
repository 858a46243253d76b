package merpo.benchmarks.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.junit.jupiter.api.Test;

final class SeedFigureTest {
    private static final Map<String, Color> COLORS = Map.of("COMBO", Color.RED, "RAC", Color.BLUE);

    private static Band point(double x, double... seeds) {
        return Band.ofDeviation(
                new Curve.Point(x, Spread.of(Arrays.stream(seeds).boxed().toList())));
    }

    private static Figure panel(SeedLine... lines) {
        return SeedFigure.of("panel", "hopper", "steps", "score", List.of(lines), COLORS, 520, 380);
    }

    private static XYPlot plot(Figure panel) {
        return panel.chart().getXYPlot();
    }

    private static YIntervalSeriesCollection data(Figure panel) {
        return (YIntervalSeriesCollection) plot(panel).getDataset();
    }

    /** 0.2 and 0.4: mean 0.3, deviation sqrt(2 * 0.1^2 / 2) = 0.1. */
    @Test
    void aBandIsOneDeviationOverSeeds() {
        YIntervalSeriesCollection data =
                data(panel(new SeedLine("RAC", false, List.of(point(1, 0.2, 0.4), point(2, 1)))));
        assertThat(data.getYValue(0, 0)).isEqualTo(0.3, within(1e-9));
        assertThat(data.getStartYValue(0, 0)).isEqualTo(0.2, within(1e-9));
        assertThat(data.getEndYValue(0, 1)).isEqualTo(1);
    }

    @Test
    void aLevelGoesFromEdgeToEdgeWithoutABand() {
        YIntervalSeriesCollection data =
                data(
                        panel(
                                new SeedLine("RAC", false, List.of(point(1, 0), point(9, 1))),
                                new SeedLine("behavior", true, List.of(point(0, 0.4, 0.6)))));
        assertThat(data.getXValue(1, 0)).isEqualTo(0);
        assertThat(data.getXValue(1, 1)).isEqualTo(9);
        assertThat(data.getStartYValue(1, 0)).isEqualTo(0.5);
        assertThat(data.getEndYValue(1, 1)).isEqualTo(0.5);
    }

    @Test
    void aLabelHasOneColourInEveryPanel() {
        SeedLine combo = new SeedLine("COMBO", false, List.of(point(1, 0)));
        SeedLine rac = new SeedLine("RAC", false, List.of(point(1, 1)));
        assertThat(plot(panel(rac)).getRenderer().getSeriesPaint(0))
                .isEqualTo(plot(panel(combo, rac)).getRenderer().getSeriesPaint(1))
                .isNotEqualTo(plot(panel(combo, rac)).getRenderer().getSeriesPaint(0));
    }

    @Test
    void panelsShareTheirUprightScale() {
        Figure low = panel(new SeedLine("RAC", false, List.of(point(1, 0), point(2, 1))));
        Figure high = panel(new SeedLine("RAC", false, List.of(point(1, -1), point(2, 5))));
        SeedFigure.shareScale(List.of(low, high));
        assertThat(plot(low).getRangeAxis().getRange())
                .isEqualTo(plot(high).getRangeAxis().getRange());
        assertThat(plot(low).getRangeAxis().getLowerBound()).isLessThanOrEqualTo(-1);
        assertThat(plot(low).getRangeAxis().getUpperBound()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void aSheetGrowsWithItsCaption() throws Exception {
        Figure panel = panel(new SeedLine("RAC", false, List.of(point(1, 0), point(2, 1))));
        String caption = "words ".repeat(300).strip();
        Sheet one = new Sheet("sheet", "Title", List.of(panel, panel, panel), 2, List.of("short"));
        Sheet other =
                new Sheet("sheet", "Title", List.of(panel, panel, panel), 2, List.of(caption));
        assertThat(height(other)).isGreaterThan(height(one) + 100);
        assertThat(height(one)).isGreaterThan(2 * 380);
        assertThat(drawn(other).split("words", -1)).hasSize(301);
        assertThatThrownBy(() -> new Sheet("sheet", "Title", List.of(), 2, List.of()))
                .hasMessage("Sheet sheet has 0 panels in 2 columns, needs at least one of each");
    }

    @Test
    void aLongTitleTakesMoreLines() throws Exception {
        Figure panel = panel(new SeedLine("RAC", false, List.of(point(1, 0), point(2, 1))));
        String title = "a title that goes on ".repeat(6).strip();
        Sheet one = new Sheet("sheet", "Title", List.of(panel), 1, List.of("short"));
        Sheet other = new Sheet("sheet", title, List.of(panel), 1, List.of("short"));
        assertThat(height(other)).isGreaterThan(height(one) + 30);
        assertThat(drawn(other)).doesNotContain(title);
    }

    /** A dot is 6 pixels wide; at 0, the usual first step, it was cut in half. */
    @Test
    void marksAtTheEdgesAreWhole() {
        XYPlot plot = plot(panel(new SeedLine("RAC", false, List.of(point(0, 0), point(100, 1)))));
        double perUnit = 440 / plot.getDomainAxis().getRange().getLength(); // pixels
        assertThat(-plot.getDomainAxis().getLowerBound() * perUnit).isGreaterThan(4);
        assertThat((plot.getDomainAxis().getUpperBound() - 100) * perUnit).isGreaterThan(4);
        assertThat(plot.getRangeAxis().getLowerBound()).isLessThan(-0.02);
    }

    @Test
    void whoHearsADrawingIsToldItsTitleAndCaption() {
        Figure panel = panel(new SeedLine("RAC", false, List.of(point(1, 0), point(2, 1))));
        Sheet sheet = new Sheet("sheet", "A < B", List.of(panel), 1, List.of("One & all."));
        assertThat(sheet.svg())
                .contains(
                        "role='img' aria-labelledby='sheet-title sheet-desc'><title id='sheet-title'>A &lt; B</title><desc id='sheet-desc'>One &amp; all.</desc>");
        assertThat(Drawing.element(panel))
                .contains("<title id='panel-title'>hopper</title>", "role='img'");
    }

    /** What is seen: without the words for who hears it. */
    private static String drawn(Sheet sheet) {
        return sheet.svg().replaceAll("<(title|desc)[^>]*>[^<]*</", "");
    }

    private static int height(Sheet sheet) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(sheet.png(1040))).getHeight();
    }
}
