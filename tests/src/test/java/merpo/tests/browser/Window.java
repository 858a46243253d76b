package merpo.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import merpo.datagen.process.Browser;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * One page in Chromium. The driver is the installed one, so that Selenium looks for none in the
 * network; a proxy that leads nowhere keeps the page from it too. Close it.
 */
final class Window implements AutoCloseable {
    private static final long PATIENCE = 20_000; // ms

    private final ChromeDriver driver;

    Window(int width, int height) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("chromium").toFile());
        options.addArguments(Browser.flags());
        options.addArguments("--proxy-server=127.0.0.1:9");
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(program("chromedriver").toFile())
                        .usingAnyFreePort()
                        .build();
        driver = new ChromeDriver(service, options);
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /** The first of that name on the PATH; without it the test fails, it is never skipped. */
    private static Path program(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () ->
                                new AssertionError(
                                        "no "
                                                + name
                                                + " on the PATH. Install it: apt-get install chromium chromium-driver"));
    }

    /** Opens a file and waits until it has drawn its first picture. */
    void open(Path page) {
        driver.get(page.toUri().toString());
        until(() -> script("return document.documentElement.dataset.shown ?? ''").equals("0"));
    }

    String script(String text) {
        return String.valueOf(driver.executeScript(text));
    }

    WebElement element(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> elements(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    ChromeDriver driver() {
        return driver;
    }

    /** What the reader's system prefers: {@code dark} or {@code light}. */
    void prefer(String scheme) {
        emulate(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** A phone's screen, in pixels of a page. */
    void phone(int width, int height) {
        emulate(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", true));
    }

    /** The window as it was. */
    void noPhone() {
        emulate("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    private void emulate(String command, Map<String, Object> values) {
        var unused = driver.executeCdpCommand(command, values);
    }

    /** The moment whose picture is on the screen [s or steps]. */
    double shown() {
        return Double.parseDouble(script("return document.documentElement.dataset.shown"));
    }

    void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofMillis(PATIENCE).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("waited; the console says %s", console())
                    .isLessThan(end);
            pause(50);
        }
    }

    static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What is seen of an element, as pixels. */
    BufferedImage picture(String selector) throws IOException {
        byte[] png = element(selector).getScreenshotAs(OutputType.BYTES);
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    /** Errors in the console, each read once. */
    List<String> errors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    private String console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().toString();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
