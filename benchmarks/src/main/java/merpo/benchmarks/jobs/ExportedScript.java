package merpo.benchmarks.jobs;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import merpo.datagen.run.RunDirectory;

/** A job as a script of the shell: the same start as a child of this program has. */
final class ExportedScript {
    /** A machine that is gone holds a lock of a network file system for so many seconds. */
    static final String PATIENCE = "-D" + RunDirectory.PATIENCE + "=180";

    private ExportedScript() {}

    static String of(Job job, Start start) {
        Path directory = start.folder().resolve(job.directory()).normalize();
        Path log = start.folder().resolve(job.log()).normalize();
        String exports =
                start.environment().entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + Job.quoted(entry.getValue()))
                        .collect(Collectors.joining(" "));
        List<String> command = start.command(PATIENCE);
        String words =
                command.subList(1, command.size()).stream()
                        .map(Job::quoted)
                        .collect(Collectors.joining(" \\\n    "));
        return """
                #!/bin/sh
                # %s
                # Goes on with what is there; where all is there it ends at once.
                set -eu
                cd %s
                directory=%s
                log=%s
                %smkdir -p "$(dirname "$directory")"
                export %s
                java=%s
                [ -x "$java" ] || java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
                printf '%%s: %%s\\n' "$(uname -n)" "$log" >&2
                exec "$java" %s >>"$log" 2>&1
                """
                .formatted(
                        job.name(),
                        Job.quoted(start.folder().toString()),
                        Job.quoted(directory.toString()),
                        Job.quoted(log.toString()),
                        job.evidence().trace().map(ExportedScript::finished).orElse(""),
                        exports,
                        Job.quoted(start.java()),
                        words);
    }

    private static String finished(Evidence.Trace trace) {
        String seen =
                trace.line().isEmpty()
                        ? "[ -f \"$directory\"/%s ]".formatted(Job.quoted(trace.file()))
                        : "grep -q %s \"$directory\"/%s 2>/dev/null"
                                .formatted(
                                        Job.quoted("^" + trace.line()), Job.quoted(trace.file()));
        return "if " + seen + "; then exit 0; fi\n";
    }

    /** {@link #mebibytes} as SLURM says it. */
    static String memory(Job job) {
        return mebibytes(job) + "M";
    }

    /** What its process needs: its heap, and a gibibyte for tensors and the virtual machine. */
    static long mebibytes(Job job) {
        String heap = job.heap();
        long number = Long.parseLong(heap.substring(0, heap.length() - 1));
        long mebibytes =
                switch (heap.toLowerCase(Locale.ROOT).charAt(heap.length() - 1)) {
                    case 'g' -> number << 10;
                    case 'm' -> number;
                    default -> number >> 10;
                };
        return mebibytes + 1024;
    }
}
