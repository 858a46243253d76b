package merpo.benchmarks.paper;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import merpo.agents.Trainable;
import merpo.agents.training.Trainables;
import merpo.benchmarks.bench.offline.PeerTraining;
import merpo.benchmarks.jobs.Evidence;
import merpo.benchmarks.jobs.Job;
import merpo.benchmarks.jobs.SeedRange;
import merpo.benchmarks.jobs.TrainingJob;

/**
 * Turns trainings into jobs: their datasets, their dynamics ensembles, themselves.
 *
 * @param out below which data, runs and figures lie
 */
record Recipe(Path out, Budget budget) {
    /** Where a job's directory lies. */
    Path run(String name) {
        return out.resolve("runs").resolve(name);
    }

    /** All jobs of one run of a training, those that it needs first. */
    List<Job> jobs(Training training, SeedRange seeds) {
        return training.newTasks()
                .map(tasks -> adapted(training, tasks, seeds))
                .orElseGet(() -> trained(training, seeds));
    }

    /** The training, the new tasks' data, then the adaptation. */
    private List<Job> adapted(Training training, NewTasks tasks, SeedRange seeds) {
        List<Job> jobs = new ArrayList<>(trained(training.before(), seeds));
        Job learned = jobs.get(jobs.size() - 1);
        Job fresh = data(tasks.data());
        String name = training.name(seeds);
        List<String> words =
                new ArrayList<>(List.of("adapt", learned.directory().toString(), "--data"));
        words.add(place(tasks.data()).resolve(tasks.data().quality()).toString());
        words.addAll(tasks.words());
        words.addAll(List.of("--seed", Integer.toString(seeds.first()), "--threads", "1"));
        words.addAll(List.of("--out", run(name).toString()));
        jobs.add(fresh);
        jobs.add(
                new Job(
                        name,
                        words,
                        List.of("--overwrite"),
                        run(name),
                        new Evidence.LastFile("policy.safetensors"),
                        List.of(learned.name(), fresh.name()),
                        budget.meta().heap(),
                        budget.adaptation().seconds()));
        return jobs;
    }

    private List<Job> trained(Training training, SeedRange seeds) {
        List<Job> jobs = new ArrayList<>(data(training));
        if (training.peer().isPresent()) {
            jobs.add(peer(training, seeds));
            return jobs;
        }
        List<String> needs = new ArrayList<>(jobs.stream().map(Job::name).toList());
        String name = training.name(seeds);
        TrainingJob job = train(training.trainable(), training, seeds, name);
        Budget.Effort effort = training.together() ? budget.meta() : budget.single();
        job.set(all(effort.settings(), training.dataSettings(), training.settings()));
        training.metaPolicy().ifPresent(policy -> job.option("--meta-policy", policy));
        if (Trainables.usesModels(
                training.trainable(), training.data().environment(), budget.scaleOfTrainings())) {
            Job ensemble = ensemble(training, seeds);
            jobs.add(ensemble);
            needs.add(ensemble.name());
            job.option("--model", ensemble.directory());
        }
        jobs.add(job.named(name, needs, effort.heap(), budget.seconds(training)));
        return jobs;
    }

    /** Another library's training, which begins again where it was interrupted. */
    private Job peer(Training training, SeedRange seeds) {
        DatasetSpec data = training.data();
        String name = training.name(seeds);
        List<String> words = new ArrayList<>(List.of("bench", "offline", training.algorithm()));
        words.addAll(List.of("--data", place(data).resolve(data.quality()).toString()));
        training.settings().forEach((key, value) -> words.addAll(List.of("--" + key, value)));
        words.addAll(List.of("--seed", Integer.toString(seeds.first())));
        words.addAll(List.of("--out", run(name).toString()));
        return new Job(
                name,
                words,
                List.of("--overwrite"),
                run(name),
                new Evidence.Stage(PeerTraining.STAGE),
                List.of("data/" + data.name()),
                budget.data().heap(),
                budget.seconds(training));
    }

    private Path place(DatasetSpec data) {
        return out.resolve("data").resolve(data.name());
    }

    private Job data(DatasetSpec data) {
        List<String> words = new ArrayList<>(data.words());
        words.addAll(List.of("--out", place(data).toString()));
        return new Job(
                "data/" + data.name(),
                words,
                List.of(),
                place(data),
                new Evidence.Dataset(data.quality()),
                List.of(),
                budget.data().heap(),
                budget.data().seconds());
    }

    /** The data of a training, those that it is tried on among them. */
    private List<Job> data(Training training) {
        return Stream.concat(Stream.of(training.data()), training.test().stream())
                .map(this::data)
                .toList();
    }

    private Job ensemble(Training training, SeedRange seeds) {
        boolean meta = training.together();
        Budget.Effort effort = meta ? budget.metaEnsemble() : budget.ensemble();
        String name = training.ensembleName(seeds);
        TrainingJob job =
                train(meta ? Trainables.META_MODEL : Trainables.ENSEMBLE, training, seeds, name);
        job.set(all(effort.settings(), training.dataSettings()));
        return job.named(
                name,
                data(training).stream().map(Job::name).toList(),
                effort.heap(),
                budget.ensembleSeconds(training));
    }

    private TrainingJob train(
            Trainable<?> trainable, Training training, SeedRange seeds, String name) {
        DatasetSpec data = training.data();
        TrainingJob job =
                new TrainingJob(
                        trainable,
                        place(data).resolve(data.quality()),
                        budget.scale(),
                        seeds,
                        run(name));
        training.test()
                .ifPresent(test -> job.option("--test-data", place(test).resolve(test.quality())));
        return job;
    }

    /** Later settings replace earlier ones. */
    @SafeVarargs
    private static Map<String, String> all(Map<String, String>... settings) {
        Map<String, String> all = new TreeMap<>();
        for (Map<String, String> some : settings) {
            all.putAll(some);
        }
        return all;
    }
}
