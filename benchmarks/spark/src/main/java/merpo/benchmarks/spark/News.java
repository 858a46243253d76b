package merpo.benchmarks.spark;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/** What Spark tells its listeners, as messages to the runner. */
final class News extends SparkListener {
    /** A property of Spark's jobs: the name of ours. */
    static final String JOB = "merpo.job";

    private final Consumer<Message> runner;
    private final Map<Integer, String> jobs = new HashMap<>(); // by their stage
    private final Map<String, Integer> executors = new HashMap<>(); // their cores

    News(Consumer<Message> runner) {
        this.runner = runner;
    }

    @Override
    public void onExecutorAdded(SparkListenerExecutorAdded event) {
        executors.put(event.executorId(), event.executorInfo().totalCores());
        sayPlace();
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved event) {
        executors.remove(event.executorId());
        sayPlace();
    }

    private void sayPlace() {
        int cores = executors.values().stream().mapToInt(Integer::intValue).sum();
        runner.accept(
                new Message("place").with("executors", executors.size()).with("cores", cores));
    }

    @Override
    public void onJobStart(SparkListenerJobStart event) {
        String job = event.properties().getProperty(JOB);
        event.stageInfos().foreach(stage -> jobs.put(stage.stageId(), job));
    }

    @Override
    public void onTaskStart(SparkListenerTaskStart event) {
        runner.accept(
                new Message("began")
                        .with("job", jobs.get(event.stageId()))
                        .with("where", event.taskInfo().host()));
    }

    /** What is lost is tried again, or told as lost by the job itself. */
    @Override
    public void onTaskEnd(SparkListenerTaskEnd event) {
        if (event.reason() instanceof TaskFailedReason failed) {
            String first = failed.toErrorString().lines().findFirst().orElse("");
            runner.accept(
                    new Message("attempt")
                            .with("job", jobs.get(event.stageId()))
                            .with("where", event.taskInfo().host())
                            .with("reason", Reasons.withoutClass(first)));
        }
    }

    @Override
    public void onStageCompleted(SparkListenerStageCompleted event) {
        jobs.remove(event.stageInfo().stageId());
    }

    @Override
    public void onApplicationEnd(SparkListenerApplicationEnd event) {
        runner.accept(new Message("stopped"));
    }
}
