package merpo.benchmarks.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import merpo.benchmarks.report.Html;
import merpo.datagen.run.Refusal;
import merpo.envs.mujoco.Kinematics;

/** Tracks side by side as one page that needs nothing beside itself. */
public final class ReplayPage {
    /** After Okabe and Ito, so that they differ for every eye. */
    private static final List<String> COLORS =
            List.of("#0067B1", "#D55E00", "#009E73", "#B85C9E", "#E0A100", "#3FA7E0");

    private static final List<Float> UNCOLORED = List.of(0.5f, 0.5f, 0.5f, 1f); // MuJoCo's default

    private static final JsonMapper JSON = new JsonMapper();

    private final List<Track> tracks;

    public ReplayPage(List<Track> tracks) {
        if (tracks.stream().map(Track::clocked).distinct().count() > 1) {
            throw new Refusal(
                    "Point robots count steps, other robots have a clock: they share no time slider."
                            + " Make a page of each");
        }
        List<Track> colored = new ArrayList<>();
        for (Track track : tracks) {
            String free = COLORS.get(colored.size() % COLORS.size());
            String own = tracks.size() == 1 ? modelColor(track) : "";
            colored.add(
                    track.color().isEmpty() ? track.colored(own.isEmpty() ? free : own) : track);
        }
        this.tracks = List.copyOf(colored);
    }

    /** The colour of a robot's first part; empty where its model has none, and for points. */
    private static String modelColor(Track track) {
        if (track.body() instanceof Body.Robot robot) {
            return robot.geoms().stream()
                    .filter(geom -> geom.body() > 0)
                    .map(Kinematics.Geom::rgba)
                    .findFirst()
                    .filter(rgba -> !rgba.equals(UNCOLORED))
                    .map(ReplayPage::hex)
                    .orElse("");
        }
        return "";
    }

    private static String hex(List<Float> rgba) {
        return String.format(
                "#%02X%02X%02X",
                Math.round(255 * rgba.get(0)),
                Math.round(255 * rgba.get(1)),
                Math.round(255 * rgba.get(2)));
    }

    public String html() {
        Map<String, String> parts = new LinkedHashMap<>();
        String environments =
                tracks.stream()
                        .map(track -> track.definition().id())
                        .distinct()
                        .collect(Collectors.joining(", "));
        parts.put("@title@", Html.escape(environments + ": replay"));
        parts.put("@heading@", Html.escape(environments));
        parts.put("@subtitle@", Html.escape(subtitle()));
        parts.put("@style@", PageSource.style());
        parts.put("@imports@", json(Map.of("imports", PageSource.modules())));
        parts.put("@replay@", json(replay()));
        String page = PageSource.template();
        for (Map.Entry<String, String> part : parts.entrySet()) {
            page = page.replace(part.getKey(), part.getValue());
        }
        return page;
    }

    /** Length of the longest track, in seconds or steps. */
    public double duration() {
        return tracks.stream().mapToDouble(Track::duration).max().orElseThrow();
    }

    /** The moments of a film: at most so many, at least so many seconds or steps apart. */
    public double[] moments(double apart, int most) {
        double step =
                tracks.stream().mapToDouble(t -> t.definition().stepDuration()).min().orElseThrow();
        long steps = Math.round(duration() / step);
        long every = Math.max((long) Math.ceil(apart / step - 1e-9), (steps + most) / most);
        double[] moments = new double[(int) (steps / every) + 1];
        for (int k = 0; k < moments.length; k++) {
            moments[k] = k * every * step;
        }
        return moments;
    }

    /** Whether time is in seconds. */
    public boolean clocked() {
        return tracks.get(0).clocked();
    }

    /** The first summary line that all tracks share. */
    private String subtitle() {
        return tracks.size() == 1
                ? tracks.get(0).definition().summary()
                : tracks.size() + " rollouts side by side";
    }

    private Map<String, Object> replay() {
        Map<String, Object> replay = new LinkedHashMap<>();
        replay.put("clocked", clocked());
        replay.put("tracks", tracks.stream().map(this::fields).toList());
        return replay;
    }

    private Map<String, Object> fields(Track track) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("title", track.title());
        fields.put("color", track.color());
        fields.put("tinted", tracks.size() > 1 || modelColor(track).isEmpty());
        fields.put("environment", track.definition().id());
        fields.put("task", track.task());
        fields.put("step", track.definition().stepDuration());
        fields.put("steps", track.steps());
        fields.put("total", track.total());
        fields.put("ending", track.ending());
        fields.put("ended", ended(track));
        fields.put("series", track.series().stream().map(Line::of).toList());
        fields.put("width", track.body().width());
        fields.put("frames", track.body().frames().base64());
        if (track.body() instanceof Body.Robot robot) {
            fields.put("kind", "robot");
            fields.put("geoms", robot.geoms().stream().map(Solid::of).toList());
        } else if (track.body() instanceof Body.Point point) {
            fields.put("kind", "point");
            point.goal().ifPresent(goal -> fields.put("goal", goal));
            point.wind().ifPresent(wind -> fields.put("wind", wind));
        }
        return fields;
    }

    /** What a page says beside a track that others outlast. */
    private static String ended(Track track) {
        String how = track.ending().isEmpty() ? "no more actions" : track.ending();
        return "%s after %d steps; last frame held".formatted(how, track.steps());
    }

    /** As the page's script reads it. */
    private record Line(String name, String unit, String values) {
        static Line of(Track.Series series) {
            return new Line(series.name(), series.unit(), series.values().base64());
        }
    }

    /** As the page's script reads it. */
    private record Solid(String name, int body, String shape, List<Double> size, List<Float> rgba) {
        static Solid of(Kinematics.Geom geom) {
            return new Solid(
                    geom.name(),
                    geom.body(),
                    geom.shape().name().toLowerCase(Locale.ROOT),
                    geom.size(),
                    geom.rgba());
        }
    }

    /** JSON that cannot end the element it stands in. */
    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
