package merpo.benchmarks.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Messages as Spark 4.1.3 wrote them. */
final class ReasonsTest {
    private static String of(String message) {
        return Reasons.of(new RuntimeException(message));
    }

    @Test
    void theLastAttemptIsTheReason() {
        assertThat(
                        of(
                                "Job aborted due to stage failure: Task 0 in stage 0.0 failed 4 times, most recent failure: Lost task 0.3 in stage 0.0 (TID 3) (127.0.0.1 executor 1): java.lang.IllegalStateException: it was killed by signal 9 on node7\n\tat merpo.benchmarks.spark.Work.call(Work.java:37)\n\nDriver stacktrace:"))
                .isEqualTo("it was killed by signal 9 on node7");
        assertThat(
                        of(
                                "Job aborted due to stage failure: \nAborting TaskSet 0.0 because task 0 (partition 0)\ncannot run anywhere due to node and executor excludeOnFailure.\nMost recent failure:\nLost task 0.1 in stage 0.0 (TID 1) (127.0.0.1 executor 0): java.lang.IllegalStateException: node7 does not see /data\n\tat merpo.benchmarks.spark.Child.requireSight(Child.java:80)\n\n\nExcludeOnFailure behavior can be configured via spark.excludeOnFailure.*.\n"))
                .isEqualTo("node7 does not see /data");
        assertThat(
                        of(
                                "Job aborted due to stage failure: Task 0 in stage 1.0 failed 4 times, most recent failure: Lost task 0.3 in stage 1.0 (TID 7) (127.0.0.1 executor 5): ExecutorLostFailure (executor 5 exited caused by one of the running tasks) Reason: Command exited with code 137\nDriver stacktrace:"))
                .isEqualTo(
                        "ExecutorLostFailure (executor 5 exited caused by one of the running tasks) Reason: Command exited with code 137");
    }

    @Test
    void otherFailuresAreTheirFirstLine() {
        assertThat(of("Job 3 cancelled because SparkContext was shut down\nmore"))
                .isEqualTo("Job 3 cancelled because SparkContext was shut down");
        assertThat(Reasons.of(new IllegalStateException()))
                .isEqualTo("java.lang.IllegalStateException");
    }
}
