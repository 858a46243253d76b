package merpo.benchmarks.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import merpo.datagen.rollout.PlayedSteps;
import merpo.envs.Dynamics;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.mujoco.Kinematics;
import merpo.envs.mujoco.ModelSource;
import merpo.envs.task.Task;

/** Turns recorded episodes into tracks: poses from the environment's own model, curves by step. */
final class Scenes {
    private static final List<Double> WINDY_GOAL =
            List.of(1.0, 0.0); // where a windy task names none
    private static final int SHORT = 4; // numbers of a parameter that are written out

    private Scenes() {}

    static Track track(
            String title,
            String color,
            EnvironmentDefinition definition,
            Task task,
            PlayedSteps recording) {
        double[] rewards = recording.rewards();
        double[] sums = new double[rewards.length];
        double total = 0;
        for (int step = 0; step < rewards.length; step++) {
            total += rewards[step];
            sums[step] = total;
        }
        List<Track.Series> series = new ArrayList<>();
        series.add(new Track.Series("reward", "per step", Floats.of(rewards)));
        series.add(speed(definition, recording));
        series.add(new Track.Series("return so far", "", Floats.of(sums)));
        return new Track(
                title,
                color,
                definition,
                words(task),
                recording.steps(),
                total,
                recording.ending(),
                body(definition, task, recording),
                series);
    }

    /**
     * How fast it goes: a robot along x, which every model here has as its first position; a point
     * along its way.
     */
    private static Track.Series speed(EnvironmentDefinition definition, PlayedSteps recording) {
        boolean point = definition.dynamics() instanceof Dynamics.Planar;
        double[] speeds = new double[recording.steps()];
        for (int step = 0; step < speeds.length; step++) {
            if (step + 1 == recording.frames()) {
                speeds[step] = Double.NaN; // where it led is not known
                continue;
            }
            double[] before = recording.positions(step);
            double[] after = recording.positions(step + 1);
            double x = after[0] - before[0];
            double moved = point ? Math.hypot(x, after[1] - before[1]) : x;
            speeds[step] = moved / definition.stepDuration();
        }
        return point
                ? new Track.Series("speed", "m/step", Floats.of(speeds))
                : new Track.Series("forward speed", "m/s", Floats.of(speeds));
    }

    private static Body body(EnvironmentDefinition definition, Task task, PlayedSteps recording) {
        if (definition.dynamics() instanceof Dynamics.Mujoco mujoco) {
            return robot(mujoco.source(), recording);
        }
        float[] frames = new float[2 * recording.frames()];
        for (int frame = 0; frame < recording.frames(); frame++) {
            frames[2 * frame] = (float) recording.positions(frame)[0];
            frames[2 * frame + 1] = (float) recording.positions(frame)[1];
        }
        Optional<List<Double>> wind = Optional.ofNullable(task.parameters().get("wind"));
        Optional<List<Double>> goal =
                Optional.ofNullable(task.parameters().get("goal"))
                        .or(() -> wind.map(w -> WINDY_GOAL));
        return new Body.Point(goal, wind, new Floats(frames));
    }

    private static Body robot(ModelSource model, PlayedSteps recording) {
        try (Kinematics kinematics = Kinematics.open(model)) {
            int width = kinematics.geoms().size() * Kinematics.POSE;
            float[] pose = new float[width];
            float[] frames = new float[width * recording.frames()];
            for (int frame = 0; frame < recording.frames(); frame++) {
                kinematics.pose(recording.positions(frame), pose);
                System.arraycopy(pose, 0, frames, frame * width, width);
            }
            return new Body.Robot(kinematics.geoms(), new Floats(frames));
        }
    }

    /** A task as a person reads it: "direction -1", "wind (0.012, -0.031)". */
    static String words(Task task) {
        return task.parameters().entrySet().stream()
                .map(entry -> entry.getKey() + " " + numbers(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String numbers(List<Double> values) {
        if (values.size() > SHORT) {
            return "(" + values.size() + " numbers)";
        }
        String joined = values.stream().map(Scenes::number).collect(Collectors.joining(", "));
        return values.size() == 1 ? joined : "(" + joined + ")";
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.replaceFirst("\\.?0+$", "").replace('-', '\u2212');
    }
}
