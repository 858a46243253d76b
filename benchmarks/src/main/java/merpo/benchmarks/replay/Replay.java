package merpo.benchmarks.replay;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import merpo.datagen.process.Browser;
import merpo.datagen.run.Progress;
import merpo.datagen.run.Refusal;
import merpo.envs.storage.AtomicFile;
import merpo.envs.storage.AtomicFile.Existing;

/** Tracks as files: the page, a picture of one moment, a film. Older files are replaced. */
public final class Replay {
    private static final int MOST_FRAMES = 150; // of a film
    private static final int TOGETHER = 30; // frames that one browser draws
    private static final double APART = 0.08; // s between the frames of a film, at least
    private static final int STEPS_PER_SECOND = 4; // of a film of points, which have no clock

    private final List<Track> tracks;
    private final ReplayPage page;
    private final Path file;

    private Replay(List<Track> tracks, ReplayPage page, Path file) {
        this.tracks = List.copyOf(tracks);
        this.page = page;
        this.file = file;
    }

    /**
     * Writes the page.
     *
     * @param titles of the first tracks; the others keep their own
     */
    public static Replay write(List<Track> tracks, List<String> titles, Path file)
            throws IOException {
        if (titles.size() > tracks.size()) {
            throw new Refusal(
                    "--title is given %d times for %d rollouts; give at most one each"
                            .formatted(titles.size(), tracks.size()));
        }
        List<Track> titled = new ArrayList<>(tracks);
        for (int i = 0; i < titles.size(); i++) {
            titled.set(i, tracks.get(i).titled(titles.get(i)));
        }
        ReplayPage page = new ReplayPage(titled);
        save(file, page.html().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return new Replay(titled, page, file);
    }

    /** What the page shows, under the titles that it has there. */
    public List<Track> tracks() {
        return tracks;
    }

    /**
     * Writes a picture of one moment.
     *
     * @param moment in seconds or steps; empty for the middle
     */
    public void png(Browser browser, PictureSize size, OptionalDouble moment, Path target)
            throws IOException, InterruptedException {
        double at = moment.orElse(page.duration() / 2);
        if (!(at <= page.duration())) {
            throw new Refusal(
                    "--at is %s, must be at most %s, when the last rollout ends"
                            .formatted(at, page.duration()));
        }
        save(target, Pictures.draw(browser, file, size, new double[] {at}).get(0));
    }

    /**
     * Writes a film of the whole replay.
     *
     * @param progress of the frames
     * @return how much faster than real time it plays; 1 where it does not
     */
    public double gif(Browser browser, PictureSize size, Path target, Progress progress)
            throws IOException, InterruptedException {
        double[] moments = page.moments(page.clocked() ? APART : 1, MOST_FRAMES);
        List<BufferedImage> frames = new ArrayList<>();
        progress.stage("film", moments.length, "frames");
        while (frames.size() < moments.length) {
            int end = Math.min(moments.length, frames.size() + TOGETHER);
            double[] next = Arrays.copyOfRange(moments, frames.size(), end);
            for (byte[] png : Pictures.draw(browser, file, size, next)) {
                frames.add(Pictures.image(png));
            }
            progress.step(frames.size(), "");
        }
        progress.stageDone();
        double seconds = moments.length > 1 ? moments[1] : 1;
        double pace = page.clocked() ? seconds : seconds / STEPS_PER_SECOND;
        int delay = Math.max(2, Math.min(25, (int) Math.round(100 * pace)));
        save(target, Film.gif(frames, delay));
        return Math.max(1, 100 * pace / delay);
    }

    private static void save(Path target, byte[] content) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        AtomicFile.write(target, Existing.REPLACE, content);
    }
}
