package merpo.benchmarks.cli;

import java.util.concurrent.CompletableFuture;
import merpo.benchmarks.jobs.ChildJvm;

/** The process that started this one as a job, and that it does not outlive. */
final class Parent {
    private Parent() {}

    /** Does something when the parent has ended, however it ended; nothing without a parent. */
    static void whenGone(Runnable last) {
        Long id = Long.getLong(ChildJvm.PARENT);
        if (id != null) {
            var unused =
                    ProcessHandle.of(id)
                            .map(ProcessHandle::onExit)
                            .orElseGet(() -> CompletableFuture.completedFuture(null))
                            .thenRun(last);
        }
    }
}
