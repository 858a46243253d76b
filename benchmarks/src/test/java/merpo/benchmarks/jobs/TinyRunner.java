package merpo.benchmarks.jobs;

import java.nio.file.Path;
import java.util.List;
import merpo.datagen.run.LineProgress;

/** A program that runs one endless job: a parent to interrupt. */
final class TinyRunner {
    private TinyRunner() {}

    public static void main(String[] words) throws Exception {
        Job job = TinyJob.job("endless", "endlessly", Path.of(words[0]));
        try (Place place = new LocalPlace(new ChildJvm(TinyJob.class.getName()), 1)) {
            new JobRunner(place, new LineProgress(System.out, true)).run(JobList.of(List.of(job)));
        }
    }
}
