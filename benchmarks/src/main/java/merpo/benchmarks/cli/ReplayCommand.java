package merpo.benchmarks.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import merpo.benchmarks.replay.PictureSize;
import merpo.benchmarks.replay.Replay;
import merpo.benchmarks.replay.Track;
import merpo.benchmarks.replay.TrackSources;
import merpo.datagen.dataset.DatasetFiles;
import merpo.datagen.process.Browser;
import merpo.datagen.run.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Rollouts as one page to look at, and as pictures. */
@Command(
        name = "replay",
        description =
                "Show rollouts side by side in 3-D: one self-contained HTML page, with pictures if wanted.",
        footer = {
            "",
            "Example: ./merpo replay runs/first --out replay.html --gif replay.gif",
            "Pictures need Chromium or Chrome; MERPO_BROWSER names one that is not on the PATH."
        })
final class ReplayCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            description =
                    "Rollout files (.json), datasets (.h5), policies (.onnx, .pt), directories of trainings or adaptations.")
    List<Path> paths;

    @Option(
            names = "--title",
            paramLabel = "NAME",
            description = "Name of a rollout, in their order; may be repeated.")
    List<String> titles = new ArrayList<>();

    @Option(
            names = "--episode",
            paramLabel = "K",
            description = "Episode of a dataset, from 0 (default: 0).")
    Integer episode;

    @Option(
            names = "--task",
            paramLabel = "K",
            description = "Test task of a run, by its index (default: its first).")
    Integer task;

    @Option(
            names = "--env",
            paramLabel = "ID",
            defaultValue = "",
            description = "Where a policy acts whose file does not say it.")
    String environment;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description =
                    "Seed of the start state of a run's policies (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "The page; an older one is replaced.")
    Path out;

    @Option(names = "--png", paramLabel = "FILE", description = "A picture of one moment.")
    Path png;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "Moment of that picture in seconds, of point robots in steps (default: the middle).")
    Double at;

    @Option(names = "--gif", paramLabel = "FILE", description = "The whole replay as a film.")
    Path gif;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            defaultValue = "960x540",
            description = "Pixels of the pictures (default: ${DEFAULT-VALUE}).")
    String size;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PictureSize pixels = Usage.require(spec, () -> PictureSize.of(size));
        requireApplicable();
        requireOutputs();
        TrackSources sources =
                new TrackSources(
                        episode == null ? 0 : episode,
                        task == null ? OptionalInt.empty() : OptionalInt.of(task),
                        environment,
                        seed);
        List<Track> tracks = new ArrayList<>();
        for (Path path : paths) {
            tracks.addAll(sources.read(path));
        }
        Replay replay = Replay.write(tracks, titles, out);
        PrintWriter print = spec.commandLine().getOut();
        for (Track track : replay.tracks()) {
            print.printf(
                    Locale.ROOT,
                    "  %-32s %s, %d steps, return %.2f%s%n",
                    track.title(),
                    track.definition().id(),
                    track.steps(),
                    track.total(),
                    track.ending().isEmpty() ? "" : ", " + track.ending());
        }
        print.println("Replay: " + out);
        if (png != null || gif != null) {
            pictures(replay, pixels, print);
        }
        return 0;
    }

    /** An option that would be ignored was meant for something. */
    private void requireApplicable() {
        Usage.requireAtLeast(spec, "--episode", episode, 0);
        Usage.requireAtLeast(spec, "--at", at, 0);
        if (episode != null && paths.stream().noneMatch(DatasetFiles::named)) {
            throw Usage.wrong(spec, "--episode is one of a dataset (.h5), and none is given");
        }
        if (at != null && png == null) {
            throw Usage.wrong(spec, "--at is the moment of --png FILE, which is not given");
        }
    }

    private void requireOutputs() {
        List<Path> taken = new ArrayList<>(paths);
        Outputs.require(spec, "--out", out, taken, Outputs.Kind.HTML);
        taken.add(out);
        Outputs.require(spec, "--png", png, taken, Outputs.Kind.PNG);
        if (png != null) {
            taken.add(png);
        }
        Outputs.require(spec, "--gif", gif, taken, Outputs.Kind.GIF);
    }

    private void pictures(Replay replay, PictureSize pixels, PrintWriter print) throws Exception {
        Browser browser;
        try {
            browser = Browser.find();
        } catch (Refusal e) {
            throw new Refusal(out + " is written, its pictures are not: " + e.getMessage(), e);
        }
        if (png != null) {
            OptionalDouble moment = at == null ? OptionalDouble.empty() : OptionalDouble.of(at);
            replay.png(browser, pixels, moment, png);
            print.println("Picture: " + png);
        }
        if (gif != null) {
            double pace = replay.gif(browser, pixels, gif, Terminal.passing());
            print.printf(
                    Locale.ROOT,
                    "Film: %s%s%n",
                    gif,
                    pace > 1.05 ? String.format(Locale.ROOT, ", %.1f times real time", pace) : "");
        }
    }
}
