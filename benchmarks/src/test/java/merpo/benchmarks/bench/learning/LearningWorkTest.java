package merpo.benchmarks.bench.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.stream.Stream;
import merpo.benchmarks.bench.learning.LearningTarget.AtMost;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class LearningWorkTest {
    private static Stream<LearningWork> everything() {
        return Stream.concat(LearningWork.all().stream(), BaselineWorks.soaks().stream());
    }

    /**
     * The code's networks of contextual BCQ take seconds and gigabytes; smaller ones do the same.
     */
    @TestFactory
    Stream<DynamicTest> anUpdateLeavesNothingBehind() {
        return everything()
                .filter(work -> !work.name().equals("cbcq-1024"))
                .map(work -> DynamicTest.dynamicTest(work.name(), () -> leavesNothing(work)));
    }

    private static void leavesNothing(LearningWork work) {
        try (NDManager manager = NDManager.newBaseManager()) {
            int before = manager.getManagedArrays().size();
            try (LearningCase learning = work.opening().apply(manager)) {
                learning.update();
                int after = manager.getManagedArrays().size();
                assertThat(after).isGreaterThan(before);
                learning.update();
                learning.update();
                assertThat(manager.getManagedArrays()).hasSize(after);
            }
            assertThat(manager.getManagedArrays()).hasSize(before);
        }
    }

    @Test
    void namesAreDifferentAndFound() {
        List<String> names = everything().map(LearningWork::name).toList();
        assertThat(names).doesNotHaveDuplicates().contains("sac", "sac-8", "dynamics", "rollout");
        assertThat(names).allMatch(name -> LearningWork.named(name).name().equals(name));
        assertThatThrownBy(() -> LearningWork.named("dynamic"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "The learning case \"dynamic\" does not exist. Did you mean \"dynamics\"?"
                                + " Known: matmul-1024, ");
    }

    /** One method at a time. */
    @Test
    void memoryIsWatchedOfRacOrOfTheMethodThatIsNamed() {
        assertThat(BaselineWorks.soak(List.of()).name()).isEqualTo("rac-soak");
        assertThat(BaselineWorks.soak(List.of("focal")).name()).isEqualTo("focal-soak");
        assertThatThrownBy(() -> BaselineWorks.soak(List.of("sac", "focal")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "Memory is watched of one of rac, focal, .*; --only has sac and focal");
    }

    /** What plain PyTorch does is held against it, and nothing else is. */
    @Test
    void baselinesAreComparedWithPlainPyTorch() {
        assertThat(everything().filter(LearningContender.PYTORCH::does))
                .isNotEmpty()
                .allSatisfy(
                        work ->
                                assertThat(work.targets())
                                        .contains(new AtMost(0.7, "pytorch", work.name())));
        assertThat(everything().filter(work -> work.targets().toString().contains("pytorch")))
                .allMatch(LearningContender.PYTORCH::does);
    }

    @Test
    void aStackCountsAllItsTasks() {
        LearningWork one = LearningWork.named("sac");
        LearningWork eight = LearningWork.named("sac-8");
        assertThat(eight.tasks()).isEqualTo(8);
        assertThat(eight.flops()).isEqualTo(8 * one.flops());
    }

    /** 10.5 ms where the other takes 8.9. */
    @Test
    void targetsInMillisecondsScaleWithTheOther() {
        AtMost target = (AtMost) LearningWork.named("dynamics").targets().get(0);
        assertThat(target.factor() * 8.9).isEqualTo(10.5);
        assertThat(target.contender()).isEqualTo("stable-baselines3");
        assertThat(target.work()).isEqualTo("sac");
    }
}
