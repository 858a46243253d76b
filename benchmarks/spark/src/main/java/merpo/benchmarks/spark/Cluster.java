package merpo.benchmarks.spark;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import scala.concurrent.ExecutionContext;
import scala.reflect.ClassTag$;

/** Spark's side of the driver: each order is a job of one task. Owns the context. */
final class Cluster implements AutoCloseable {
    private final JavaSparkContext context;
    private final Consumer<Message> runner;
    private final ExecutorService answers =
            Executors.newSingleThreadExecutor(
                    task -> {
                        Thread thread = new Thread(task, "answers");
                        thread.setDaemon(true);
                        return thread;
                    });

    /**
     * Waits until there is a cluster.
     *
     * @param runner gets what happens, from any thread
     */
    Cluster(Consumer<Message> runner) {
        this.runner = runner;
        context = new JavaSparkContext(new SparkConf());
        context.sc().addSparkListener(new News(runner));
    }

    /** Begins an order and returns at once. */
    void start(Message order) {
        String job = order.one("job");
        context.setLocalProperty(News.JOB, job);
        RDD<String> one = context.parallelize(List.of(order.line()), 1).map(new Work()).rdd();
        RDD.rddToAsyncRDDActions(one, ClassTag$.MODULE$.<String>apply(String.class))
                .collectAsync()
                .<Object>onComplete(
                        outcome -> {
                            runner.accept(
                                    outcome.isSuccess()
                                            ? Message.of(outcome.get().apply(0))
                                            : new Message("lost")
                                                    .with("job", job)
                                                    .with(
                                                            "reason",
                                                            Reasons.of(outcome.failed().get())));
                            return null;
                        },
                        ExecutionContext.fromExecutor(answers));
    }

    @Override
    public void close() {
        context.close();
    }
}
