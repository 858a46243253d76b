package merpo.benchmarks.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import merpo.datagen.run.AtomicText;
import merpo.datagen.run.Refusal;

/**
 * A list of jobs for other engines: a script of each in {@code jobs/}, a {@code Makefile}, {@code
 * submit.sh} for SLURM, {@code jobs.tsv} for whatever else. All see the same paths.
 */
public final class Export {
    /** Of all jobs: name, needs, script, expected seconds. */
    static final String TABLE = "jobs.tsv";

    private final Map<String, Job> jobs = new LinkedHashMap<>(); // by the name of its script
    private final Map<String, String> scripts = new HashMap<>(); // by the name of its job
    private final Path directory;

    private Export(JobList list, Path directory) {
        this.directory = directory;
        for (Job job : list.jobs()) {
            String script =
                    String.format(
                            Locale.ROOT,
                            "%04d-%s",
                            jobs.size() + 1,
                            job.name().replaceAll("[^\\w.-]+", "-"));
            jobs.put(script, job);
            scripts.put(job.name(), script);
        }
    }

    /**
     * Writes the files, over those of an earlier export.
     *
     * @param starts how each job is started
     * @throws Refusal where the directory holds something else, or a job's directory was made by
     *     another command
     */
    public static void write(JobList list, Function<Job, Start> starts, Path directory)
            throws IOException {
        list.jobs().forEach(CommandFile::requireSame);
        requireOurs(directory);
        Export export = new Export(list, directory);
        for (Map.Entry<String, Job> job : export.jobs.entrySet()) {
            CommandFile.write(job.getValue());
            export.put(
                    "jobs/" + job.getKey() + ".sh",
                    ExportedScript.of(job.getValue(), starts.apply(job.getValue())));
        }
        export.put("Makefile", export.makefile());
        new Submission(export.jobs, export.scripts).files().forEach(export::put);
        export.put(TABLE, export.table());
    }

    private static void requireOurs(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        Set<Path> old = new HashSet<>();
        try (Stream<Path> files = Files.list(directory)) {
            if (files.findAny().isPresent() && !Files.exists(directory.resolve(TABLE))) {
                throw new Refusal(
                        "%s is not empty and holds no export (%s): scripts need a directory of their own. Choose another --export"
                                .formatted(directory, TABLE));
            }
        }
        for (String part : List.of("jobs", Submission.LEVELS)) {
            if (Files.isDirectory(directory.resolve(part))) {
                try (Stream<Path> files = Files.list(directory.resolve(part))) {
                    files.forEach(old::add);
                }
            }
        }
        for (Path file : old) {
            Files.delete(file);
        }
    }

    private void put(String name, String text) {
        Path file = directory.resolve(name);
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(file.getParent() + " cannot be made: " + e, e);
        }
        AtomicText.write(file, text);
    }

    private List<String> needs(Job job) {
        return job.needs().stream().map(scripts::get).toList();
    }

    private String makefile() {
        StringBuilder text =
                new StringBuilder(
                        "# make -j8 -k: eight at a time; a failure leaves out what needs it, and nothing else.\n"
                                + "# RUN='ssh node7 sh' runs them there.\nRUN = sh\n\n.PHONY: all");
        jobs.keySet().forEach(script -> text.append(" \\\n    ").append(script));
        text.append("\nall:");
        jobs.keySet().forEach(script -> text.append(" \\\n    ").append(script));
        text.append('\n');
        jobs.forEach(
                (script, job) -> {
                    text.append('\n').append(script).append(':');
                    needs(job).forEach(need -> text.append(' ').append(need));
                    text.append("\n\t@$(RUN) '$(CURDIR)/jobs/").append(script).append(".sh'\n");
                });
        return text.toString();
    }

    private String table() {
        List<String> lines = new ArrayList<>(List.of("name\tneeds\tscript\tseconds"));
        jobs.forEach(
                (script, job) ->
                        lines.add(
                                String.join(
                                        "\t",
                                        job.name(),
                                        String.join(",", job.needs()),
                                        "jobs/" + script + ".sh",
                                        Long.toString(Math.round(job.seconds())))));
        return String.join("\n", lines) + "\n";
    }
}
