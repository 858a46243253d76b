package merpo.benchmarks.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JobListTest {
    private static Job job(String name, String... needs) {
        return TinyJob.job(name, "well", Path.of("runs"), needs);
    }

    @Test
    void eachJobComesAfterThoseThatItNeeds() {
        assertThat(JobList.of(List.of(job("c", "b"), job("b", "a"), job("a"))).jobs())
                .extracting(Job::name)
                .containsExactly("a", "b", "c");
    }

    @Test
    void aSharedJobIsKeptOnce() {
        assertThat(JobList.of(List.of(job("a"), job("b", "a"), job("a"))).jobs()).hasSize(2);
    }

    @Test
    void twoDifferentJobsOfOneNameAreRefused() {
        assertThatThrownBy(() -> JobList.of(List.of(job("a"), job("a", "b"), job("b"))))
                .hasMessageContaining("two different jobs are called \"a\"");
    }

    @Test
    void aMissingNeedAndACircleAreRefused() {
        assertThatThrownBy(() -> JobList.of(List.of(job("a", "b"))))
                .hasMessage("job \"a\" needs \"b\", which is not in the list");
        assertThatThrownBy(() -> JobList.of(List.of(job("a", "b"), job("b", "a"))))
                .hasMessage("jobs need each other in a circle: a needs b needs a");
    }

    @Test
    void aCommandCanBePastedIntoAShell() {
        Job job =
                new Job(
                        "a",
                        List.of("train", "--out", "my runs/it's"),
                        List.of(),
                        Path.of("does-not-exist"),
                        new Evidence.Training("learn"),
                        List.of(),
                        "1g",
                        1);
        assertThat(job.command()).isEqualTo("./merpo train --out 'my runs/it'\\''s'");
        assertThatThrownBy(
                        () ->
                                new Job(
                                        "a",
                                        List.of(),
                                        List.of(),
                                        Path.of("a"),
                                        job.evidence(),
                                        List.of(),
                                        "2 GB",
                                        1))
                .hasMessageContaining("Job.heap of a is \"2 GB\"");
    }
}
