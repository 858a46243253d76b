package merpo.benchmarks.jobs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Jobs for SLURM: each waits for those that it needs. Sites limit how many may be submitted; of a
 * long list a level of jobs that need no other of it becomes one array, which waits for the whole
 * level before.
 *
 * @param jobs by the name of their script
 * @param scripts by the name of their job
 */
record Submission(Map<String, Job> jobs, Map<String, String> scripts) {
    /** The lists of arrays. */
    static final String LEVELS = "levels";

    private static final int MOST_ALONE = 900; // a usual limit is 1000
    private static final String ARRAY = "array.sh";

    private static final String HEAD =
            """
            #!/bin/sh
            # sh submit.sh [OPTION OF sbatch]...: submits all, such as sh submit.sh --partition=long --time=1-0
            set -eu
            cd "$(dirname "$0")"

            # submit MEMORY LOG NEEDS SCRIPT [ARGUMENT] -- [OPTION OF sbatch]...: prints its number.
            submit() {
                memory=$1 log=$2 needs=$3 script=$4
                shift 4
                list=
                if [ "$1" != -- ]; then list=$1 && shift; fi
                shift
                set -- --parsable --requeue --open-mode=append --ntasks=1 --cpus-per-task=1 \\
                    "--mem=$memory" "--output=$log" "$@"
                if [ -n "$needs" ]; then set -- "$@" --kill-on-invalid-dep=yes "--dependency=afterok:$needs"; fi
                id=$(sbatch "$@" "$script" ${list:+"$list"})
                printf '%s\\n' "${id%%;*}"
            }

            """;

    /** The files by their names. */
    Map<String, String> files() {
        return jobs.size() <= MOST_ALONE ? Map.of("submit.sh", alone()) : arrays();
    }

    private String alone() {
        Set<String> needed = new HashSet<>();
        jobs.values().forEach(job -> needed.addAll(job.needs()));
        StringBuilder text = new StringBuilder(HEAD);
        jobs.forEach(
                (script, job) -> {
                    String call =
                            "submit %s %s \"%s\" jobs/%s.sh -- --job-name=%s \"$@\""
                                    .formatted(
                                            ExportedScript.memory(job),
                                            Job.quoted(job.log().toAbsolutePath().toString()),
                                            job.needs().stream()
                                                    .map(need -> "$" + variable(scripts.get(need)))
                                                    .collect(Collectors.joining(":")),
                                            script,
                                            script);
                    text.append(
                            needed.contains(job.name())
                                    ? "%s=$(%s)%n".formatted(variable(script), call)
                                    : call + "\n");
                });
        return text.toString();
    }

    private static String variable(String script) {
        return "job" + script.substring(0, script.indexOf('-'));
    }

    private Map<String, String> arrays() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                ARRAY,
                """
                #!/bin/sh
                # array.sh LIST: runs the script that the array's number names in it
                set -eu
                exec sh "$(sed -n "${SLURM_ARRAY_TASK_ID}p" "$1")"
                """);
        StringBuilder text = new StringBuilder(HEAD);
        String before = "";
        int arrays = 0;
        for (List<String> level : levels().values()) {
            List<String> own = new ArrayList<>();
            for (int from = 0; from < level.size(); from += MOST_ALONE) {
                List<String> part = level.subList(from, Math.min(level.size(), from + MOST_ALONE));
                arrays++;
                String list = String.format(Locale.ROOT, "%s/%03d.txt", LEVELS, arrays);
                files.put(
                        list,
                        part.stream()
                                .map(script -> "jobs/" + script + ".sh\n")
                                .collect(Collectors.joining()));
                String memory =
                        part.stream()
                                .map(script -> ExportedScript.memory(jobs.get(script)))
                                .max(Comparator.comparingLong(Submission::number))
                                .orElseThrow();
                text.append(
                        "array%d=$(submit %s %s/%%A_%%a.log \"%s\" %s %s -- --array=1-%d \"$@\")%n"
                                .formatted(
                                        arrays, memory, LEVELS, before, ARRAY, list, part.size()));
                own.add("$array" + arrays);
            }
            before = String.join(":", own);
        }
        text.append("printf '%s\\n' \"").append(before).append("\"\n");
        files.put("submit.sh", text.toString());
        return files;
    }

    private static long number(String memory) {
        return Long.parseLong(memory.substring(0, memory.length() - 1));
    }

    /** Scripts by how many steps their needs go back; the list has needs first. */
    private Map<Integer, List<String>> levels() {
        Map<String, Integer> depth = new HashMap<>();
        Map<Integer, List<String>> levels = new TreeMap<>();
        jobs.forEach(
                (script, job) -> {
                    int own = job.needs().stream().mapToInt(depth::get).max().orElse(-1) + 1;
                    depth.put(job.name(), own);
                    levels.computeIfAbsent(own, level -> new ArrayList<>()).add(script);
                });
        return levels;
    }
}
