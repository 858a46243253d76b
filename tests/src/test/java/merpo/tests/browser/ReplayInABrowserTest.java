package merpo.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import merpo.benchmarks.cli.Merpo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.Select;

/** The replay page, used by hand: seen, scrubbed, played, turned. */
final class ReplayInABrowserTest {
    private static final Path GOLDEN = Path.of("../envs/suite/src/test/resources/golden");

    @TempDir static Path folder;
    private static Path cheetahs; // 100 steps of 0.05 s, and 60
    private static Path points;
    private static Window window;

    @BeforeAll
    static void drawPagesAndOpenABrowser() throws IOException {
        cheetahs = folder.resolve("cheetahs.html");
        points = folder.resolve("points.html");
        Path shorter = folder.resolve("shorter.json");
        String text = Files.readString(GOLDEN.resolve("Half-Cheetah-Fwd-Back-1.json"));
        Files.writeString(shorter, Rollouts.shortened(text, 60));
        replay(cheetahs, GOLDEN.resolve("Half-Cheetah-Fwd-Back-0.json"), shorter);
        replay(points, GOLDEN.resolve("Point-Robot-Wind-0.json"));
        window = new Window(1280, 900);
    }

    @AfterAll
    static void closeTheBrowser() {
        if (window != null) {
            window.close();
        }
    }

    @AfterEach
    void theConsoleSawNoError() {
        assertThat(window.errors()).isEmpty();
    }

    private static void replay(Path page, Path... rollouts) {
        StringWriter err = new StringWriter();
        String[] words =
                Stream.concat(
                                Stream.of("replay", "--out", page.toString()),
                                Stream.of(rollouts).map(Path::toString))
                        .toArray(String[]::new);
        int status =
                Merpo.execute(
                        new PrintWriter(new StringWriter()), new PrintWriter(err, true), words);
        assertThat(status).as(err.toString()).isZero();
    }

    @Test
    void bothRobotsAreDrawnSideBySide() throws IOException {
        window.open(cheetahs);
        assertThat(window.elements(".view")).hasSize(2);
        BufferedImage both = window.picture("#views");
        assertThat(Pixels.colours(both)).isGreaterThan(500);
        int middle = both.getWidth() / 2;
        BufferedImage left = both.getSubimage(0, 0, middle, both.getHeight());
        BufferedImage right = both.getSubimage(middle, 0, middle, both.getHeight());
        assertThat(Pixels.blue(left)).isGreaterThan(2000);
        assertThat(Pixels.red(right)).isGreaterThan(2000);
        assertThat(Pixels.red(left)).isLessThan(100);
        assertThat(Pixels.blue(right)).isLessThan(100);
    }

    @Test
    void whoseSystemIsDarkSeesADarkPage() throws IOException {
        window.open(cheetahs);
        double day = Pixels.brightness(window.picture("body"));
        window.prefer("dark");
        try {
            window.open(cheetahs);
            BufferedImage night = window.picture("body");
            assertThat(day).isGreaterThan(0.75);
            assertThat(Pixels.brightness(night)).isLessThan(0.35);
            assertThat(Pixels.blue(night)).as("the robot is still seen").isGreaterThan(1000);
        } finally {
            window.prefer("light");
        }
    }

    @Test
    void aPhoneShowsAllOfThePageOneBelowTheOther() {
        window.phone(390, 844);
        try {
            window.open(cheetahs);
            assertThat(window.script("return document.documentElement.scrollWidth"))
                    .isEqualTo("390");
            List<WebElement> views = window.elements(".view");
            assertThat(views.get(1).getLocation().y)
                    .isGreaterThanOrEqualTo(
                            views.get(0).getLocation().y + views.get(0).getSize().getHeight());
            WebElement clock = window.element("#clock");
            assertThat(clock.getLocation().x + clock.getSize().getWidth()).isLessThan(391);
        } finally {
            window.noPhone();
        }
    }

    @Test
    void thePageSaysWhatItShows() {
        window.open(cheetahs);
        assertThat(window.element("h1").getText()).isEqualTo("half-cheetah-fwd-back");
        assertThat(window.elements(".view").get(0).getText())
                .contains("Half-Cheetah-Fwd-Back-0", "direction −1", "return 28.76 in 100 steps");
        assertThat(window.element("#clock").getText()).isEqualTo("0.00 / 5.00 s");
    }

    /** The camera stands still, so whatever changes in the picture is a robot. */
    @Test
    void theScrubberMovesTheRobotThereAndBack() throws IOException {
        window.open(cheetahs);
        window.element("#follow").click();
        BufferedImage first = window.picture("#views");
        WebElement slider = window.element("#time");
        new Actions(window.driver())
                .moveToElement(slider, slider.getSize().getWidth() / 10, 0)
                .click()
                .perform();
        window.until(
                () -> window.shown() > 2.7 && window.shown() < 3.3); // a tenth beyond the middle
        BufferedImage later = window.picture("#views");
        assertThat(Pixels.different(first, later)).isGreaterThan(5000);
        slider.sendKeys(Keys.HOME);
        window.until(() -> window.shown() == 0);
        assertThat(Pixels.different(first, window.picture("#views"))).isLessThan(50);
    }

    @Test
    void theArrowsGoStepByStep() {
        window.open(cheetahs);
        WebElement page = window.element("body");
        page.sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
        window.until(() -> Math.abs(window.shown() - 0.1) < 1e-9);
        page.sendKeys(Keys.chord(Keys.SHIFT, Keys.ARROW_RIGHT));
        window.until(() -> Math.abs(window.shown() - 0.6) < 1e-9);
        page.sendKeys(Keys.ARROW_LEFT);
        window.until(() -> Math.abs(window.shown() - 0.55) < 1e-9);
        assertThat(window.element("#clock").getText()).isEqualTo("0.55 / 5.00 s");
    }

    @Test
    void playRunsInRealTimeUntilItIsPaused() {
        window.open(cheetahs);
        long begin = System.nanoTime();
        window.element("#play").click();
        window.until(() -> window.shown() > 0.5);
        double shown = window.shown();
        assertThat(shown).isLessThan((System.nanoTime() - begin) / 1e9 + 0.05);
        window.element("body").sendKeys(Keys.SPACE);
        window.until(() -> window.element("#play").getAttribute("aria-label").equals("Play"));
        window.until(ReplayInABrowserTest::theClockIsShown); // the last picture may be on its way
        double stopped = window.shown();
        Window.pause(500);
        assertThat(window.shown()).isEqualTo(stopped).isLessThan(4.9);
        assertThat(Double.parseDouble(window.element("#time").getDomProperty("value")))
                .isCloseTo(stopped, within(0.05));
    }

    /** Whether the picture is that of the clock's time, which has two decimals. */
    private static boolean theClockIsShown() {
        String clock = window.element("#clock").getText();
        double time = Double.parseDouble(clock.substring(0, clock.indexOf(' ')));
        return Math.abs(window.shown() - time) < 0.0051;
    }

    @Test
    void fourTimesTheSpeedReachesTheEndAndStops() {
        window.open(cheetahs);
        new Select(window.element("#speed")).selectByValue("4");
        window.element("#play").click();
        window.until(() -> window.shown() == 5);
        window.until(() -> window.element("#play").getAttribute("aria-label").equals("Play"));
    }

    @Test
    void aTrackThatEndsEarlierHoldsItsLastFrameAndSaysSo() throws IOException {
        window.open(cheetahs);
        WebElement notice = window.elements(".ended").get(1);
        go(2.9);
        assertThat(notice.isDisplayed()).isFalse();
        go(3.5);
        assertThat(notice.getText()).contains("60 steps", "last frame held");
        assertThat(window.elements(".ended").get(0).isDisplayed()).isFalse();
        BufferedImage held = half(window.picture("#views"));
        go(4.5);
        assertThat(Pixels.different(held, half(window.picture("#views")))).isLessThan(50);
    }

    @Test
    void aClickOnACurveGoesThere() {
        window.open(cheetahs);
        WebElement plot = window.element("#plot");
        new Actions(window.driver()).moveToElement(plot).click().perform();
        window.until(() -> window.shown() > 2 && window.shown() < 3); // the middle one's middle
    }

    @Test
    void draggingTurnsOnlyTheViewUnderTheMouse() throws IOException {
        window.open(cheetahs);
        BufferedImage before = window.picture("#views");
        new Actions(window.driver())
                .moveToElement(window.elements(".view").get(0))
                .clickAndHold()
                .moveByOffset(120, 20)
                .release()
                .perform();
        Window.pause(500);
        BufferedImage after = window.picture("#views");
        assertThat(Pixels.different(before, after)).isGreaterThan(5000);
        assertThat(Pixels.different(half(before), half(after))).isLessThan(50);
    }

    /** Without following, the picture keeps its ground and the robot leaves its place. */
    @Test
    void theCameraFollowsUnlessItIsToldNotTo() throws IOException {
        window.open(cheetahs);
        long following = Pixels.blue(at(4.0));
        assertThat(following).isGreaterThan(2000);
        go(0);
        window.element("#follow").click();
        BufferedImage left = at(4.0);
        window.element("#follow").click();
        BufferedImage back = at(4.0);
        assertThat(Pixels.different(left, back)).isGreaterThan(5000);
    }

    @Test
    void aPointShowsItsGoalItsTrailAndCountsSteps() throws IOException {
        window.open(points);
        BufferedImage start = window.picture("#views");
        assertThat(Pixels.red(start)).as("goal").isGreaterThan(200);
        long dot = Pixels.blue(start);
        assertThat(dot).as("robot").isGreaterThan(100);
        assertThat(window.element("#clock").getText()).isEqualTo("step 0 / 25");
        go(25);
        assertThat(Pixels.blue(window.picture("#views"))).as("trail").isGreaterThan(2 * dot);
        assertThat(window.element(".view").getText()).contains("wind (", "truncated");
    }

    @Test
    void nothingComesFromTheNetwork() {
        window.open(cheetahs);
        assertThat(
                        window.script(
                                "return performance.getEntriesByType('resource').map(r => r.name).filter(n => !n.startsWith('data:')).join()"))
                .isEmpty();
    }

    @Test
    void aNarrowScreenStacksTheViews() {
        try (Window phone = new Window(500, 900)) {
            phone.open(cheetahs);
            int first = phone.elements(".view").get(0).getLocation().getY();
            assertThat(phone.elements(".view").get(1).getLocation().getY()).isGreaterThan(first);
            assertThat(phone.errors()).isEmpty();
        }
    }

    private static BufferedImage at(double time) throws IOException {
        go(time);
        return window.picture("#views");
    }

    /** Drags the slider there, as its own event says. */
    private static void go(double time) {
        window.script(
                "const t = document.getElementById('time'); t.value = "
                        + time
                        + "; t.dispatchEvent(new Event('input'))");
        window.until(() -> Math.abs(window.shown() - time) < 1e-6);
    }

    /** The right view. */
    private static BufferedImage half(BufferedImage views) {
        int middle = views.getWidth() / 2;
        return views.getSubimage(middle, 40, middle, views.getHeight() - 80);
    }
}
