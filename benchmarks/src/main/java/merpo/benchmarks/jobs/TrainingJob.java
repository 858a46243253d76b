package merpo.benchmarks.jobs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import merpo.agents.Trainable;
import merpo.agents.training.Trainables;

/** A training on its way to a job: words of {@code ./merpo train}, which goes on with its run. */
public final class TrainingJob {
    private final Trainable<?> trainable;
    private final Path run;
    private final List<String> words;

    /**
     * With one thread.
     *
     * @param data directory of datasets
     * @param scale as {@code --scale} knows it
     * @param run its directory
     */
    public TrainingJob(Trainable<?> trainable, Path data, String scale, SeedRange seeds, Path run) {
        this.trainable = trainable;
        this.run = run;
        words = new ArrayList<>(List.of("train", trainable.name()));
        option("--data", data);
        option("--scale", scale);
        option("--seed", seeds.first());
        option("--seeds", seeds.count());
        option("--threads", 1);
        option("--out", run);
    }

    /** One more option. */
    public void option(String name, Object value) {
        words.addAll(List.of(name, value.toString()));
    }

    /** Settings that replace those of the scale. */
    public void set(Map<String, String> settings) {
        settings.forEach((key, value) -> option("--set", key + "=" + value));
    }

    /**
     * The job.
     *
     * @param needs names of the jobs that must be finished before
     * @param heap how far its Java heap may grow
     * @param seconds that it is expected to take
     */
    public Job named(String name, List<String> needs, String heap, double seconds) {
        return new Job(
                name,
                words,
                List.of("--resume"),
                run,
                new Evidence.Training(Trainables.lastStage(trainable)),
                needs,
                heap,
                seconds);
    }
}
