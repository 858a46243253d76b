package merpo.benchmarks.jobs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Jobs in an order in which each comes after those that it needs; every name once. */
public final class JobList {
    private final Map<String, Job> jobs;

    private JobList(Map<String, Job> jobs) {
        this.jobs = jobs;
    }

    /**
     * Orders jobs. One that is given several times, because several figures share it, is kept once.
     *
     * @throws IllegalArgumentException when two different jobs have one name, a needed one is
     *     missing, or jobs need each other in a circle
     */
    public static JobList of(Collection<Job> given) {
        Map<String, Job> byName = new LinkedHashMap<>();
        for (Job job : given) {
            Job other = byName.putIfAbsent(job.name(), job);
            if (other != null && !other.equals(job)) {
                throw new IllegalArgumentException(
                        "two different jobs are called \"%s\": %s and %s"
                                .formatted(job.name(), other.command(), job.command()));
            }
        }
        Map<String, Job> ordered = new LinkedHashMap<>();
        byName.values().forEach(job -> add(job, byName, ordered, new ArrayList<>()));
        return new JobList(ordered);
    }

    private static void add(
            Job job, Map<String, Job> all, Map<String, Job> ordered, List<String> path) {
        if (ordered.containsKey(job.name())) {
            return;
        }
        if (path.contains(job.name())) {
            throw new IllegalArgumentException(
                    "jobs need each other in a circle: %s needs %s"
                            .formatted(String.join(" needs ", path), job.name()));
        }
        path.add(job.name());
        for (String need : job.needs()) {
            if (!all.containsKey(need)) {
                throw new IllegalArgumentException(
                        "job \"%s\" needs \"%s\", which is not in the list"
                                .formatted(job.name(), need));
            }
            add(all.get(need), all, ordered, path);
        }
        path.remove(path.size() - 1);
        ordered.put(job.name(), job);
    }

    public List<Job> jobs() {
        return List.copyOf(jobs.values());
    }
}
