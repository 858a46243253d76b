package merpo.benchmarks.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import merpo.agents.Needs;
import merpo.agents.Tasks;
import merpo.agents.Trainable;
import merpo.agents.training.DatasetDirectory;
import merpo.agents.training.Trainables;
import merpo.agents.training.TrainingConfig;
import merpo.agents.training.Trainings;
import merpo.datagen.dataset.Manifest;
import merpo.datagen.run.ShortPaths;
import merpo.datagen.settings.ConfigYaml;
import merpo.datagen.settings.Reading;
import merpo.datagen.settings.Scale;

/**
 * What is trained: every combination of learners, data, policies to stay near and settings. A
 * setting holds for those learners that know it.
 *
 * @param test data of the test tasks, where they do not lie beside the others
 * @param metaPolicies for the learners that are held near one
 * @param settings values by key
 * @param seeds how many, from 0
 */
public record Grid(
        List<Trainable<?>> learners,
        List<Path> data,
        Optional<Path> test,
        List<String> metaPolicies,
        Map<String, List<String>> settings,
        Scale scale,
        Reading reading,
        int seeds) {
    /** Combinations of one sweep. */
    public static final int MOST = 10_000;

    /** Settings that the options decide. */
    private static final Set<String> ANOTHERS =
            Set.of(
                    "algorithm",
                    "environment",
                    "scale",
                    "reading",
                    "seed",
                    "seeds",
                    "data.directory",
                    "data.test",
                    "metaPolicy",
                    "model");

    /**
     * From the words of a command line, each a list with commas.
     *
     * @param settings {@code KEY=VALUE,VALUE}
     * @throws IllegalArgumentException for what makes no list
     */
    public static Grid of(
            List<String> learners,
            String data,
            Path test,
            String metaPolicies,
            List<String> settings,
            Scale scale,
            Reading reading,
            int seeds) {
        List<Trainable<?>> trainables = new ArrayList<>();
        for (String name : Values.of("ALGORITHM", String.join(",", learners))) {
            trainables.add(Trainables.named(name));
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "--set is \"%s\", must be KEY=VALUE, or KEY=VALUE,VALUE for several"
                                .formatted(setting));
            }
            String key = setting.substring(0, equals);
            String option = "--set " + key;
            if (ANOTHERS.contains(key)) {
                throw new IllegalArgumentException(
                        option + ": a sweep has options for learners, data, policies and seeds");
            }
            if (values.put(key, Values.of(option, setting.substring(equals + 1))) != null) {
                throw new IllegalArgumentException(
                        option
                                + " is there twice. Name all its values in one list: KEY=VALUE,VALUE");
            }
        }
        return new Grid(
                trainables,
                Values.of("--data", data).stream().map(Path::of).toList(),
                Optional.ofNullable(test),
                metaPolicies.isEmpty() ? List.of() : Values.of("--meta-policy", metaPolicies),
                values,
                scale,
                reading,
                seeds);
    }

    /** Learner, data and policy to stay near: what decides which settings there are. */
    private record Case(
            Trainable<?> learner, Path data, String name, String environment, String near) {}

    /**
     * Every combination, checked as far as that goes without reading the rows.
     *
     * @throws IllegalArgumentException for too many, and for what fits no learner
     */
    public List<Point> points() {
        requireFew();
        List<Case> cases = cases();
        Map<Case, Map<String, List<String>>> own = new LinkedHashMap<>();
        for (Case one : cases) {
            JsonNode tree = tree(one, one.learner());
            Map<String, List<String>> known = new LinkedHashMap<>(settings);
            known.keySet().removeIf(key -> !has(tree, key));
            own.put(one, known);
        }
        requireKnown(own);
        List<Point> points = new ArrayList<>();
        own.forEach(
                (one, known) ->
                        combinations(known).forEach(values -> points.add(point(one, values))));
        return points;
    }

    private List<Case> cases() {
        if (!metaPolicies.isEmpty() && learners.stream().noneMatch(Trainable::nearPolicy)) {
            throw new IllegalArgumentException(
                    "--meta-policy names what combo-3 and rac are held near, and none of them is trained. Leave it out");
        }
        List<Case> cases = new ArrayList<>();
        for (Map.Entry<Path, String> named : dataNames().entrySet()) {
            Path directory = named.getKey();
            String environment =
                    Files.exists(directory.resolve(Manifest.FILE_NAME))
                            ? Manifest.load(directory).envId()
                            : DatasetDirectory.read(directory).environment().id();
            for (Trainable<?> learner : learners) {
                List<String> near =
                        learner.nearPolicy() && !metaPolicies.isEmpty()
                                ? metaPolicies
                                : List.of("");
                near.forEach(
                        policy ->
                                cases.add(
                                        new Case(
                                                learner,
                                                directory,
                                                named.getValue(),
                                                environment,
                                                policy)));
            }
        }
        return cases;
    }

    /** Each directory by as many of its last names as tell all of them apart, at least two. */
    private Map<Path, String> dataNames() {
        Map<Path, String> names =
                ShortPaths.of(
                        data.stream().map(Grid::whole).toList(),
                        2,
                        name -> name.replaceAll("[^\\w.-]+", "-"));
        Map<Path, String> given = new LinkedHashMap<>();
        data.forEach(directory -> given.put(directory, names.get(whole(directory))));
        return given; // the same directory twice: two equal names, refused as jobs
    }

    private static Path whole(Path directory) {
        return directory.toAbsolutePath().normalize();
    }

    private void requireFew() {
        double size = (double) learners.size() * data.size() * Math.max(1, metaPolicies.size());
        StringBuilder product = new StringBuilder();
        for (Map.Entry<String, List<String>> setting : settings.entrySet()) {
            size *= setting.getValue().size();
            product.append(", ").append(setting.getValue().size()).append(" of ");
            product.append(setting.getKey());
        }
        if (size * seeds > MOST) {
            throw new IllegalArgumentException(
                    "The grid has %.0f trainings (learners %d, data %d, policies %d, seeds %d%s), must be at most %d. Look at fewer values, or sweep in parts"
                            .formatted(
                                    size * seeds,
                                    learners.size(),
                                    data.size(),
                                    Math.max(1, metaPolicies.size()),
                                    seeds,
                                    product,
                                    MOST));
        }
    }

    private void requireKnown(Map<Case, Map<String, List<String>>> own) {
        for (Map.Entry<String, List<String>> setting : settings.entrySet()) {
            String key = setting.getKey();
            if (own.values().stream().noneMatch(known -> known.containsKey(key))) {
                Case first = own.keySet().iterator().next(); // its refusal names the nearest
                var unused = config(first, first.learner(), Map.of(key, setting.getValue().get(0)));
            }
        }
    }

    /** Every choice of one value for each key. */
    private static List<Map<String, String>> combinations(Map<String, List<String>> values) {
        List<Map<String, String>> all = List.of(Map.of());
        for (Map.Entry<String, List<String>> setting : values.entrySet()) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> chosen : all) {
                for (String value : setting.getValue()) {
                    Map<String, String> more = new LinkedHashMap<>(chosen);
                    more.put(setting.getKey(), value);
                    longer.add(more);
                }
            }
            all = longer;
        }
        return all;
    }

    private Point point(Case one, Map<String, String> values) {
        TrainingConfig config = config(one, one.learner(), values);
        Optional<Trainable<?>> trainable = models(config.needs().dynamics());
        Optional<Point.Models> models =
                trainable.map(alone -> new Point.Models(alone, shared(one, alone, values)));
        return new Point(one.learner(), one.data(), one.name(), one.near(), values, models);
    }

    private static Optional<Trainable<?>> models(Needs.Dynamics dynamics) {
        return !dynamics.any()
                ? Optional.empty()
                : Optional.of(
                        dynamics instanceof Needs.MetaDynamics
                                ? Trainables.META_MODEL
                                : Trainables.ENSEMBLE);
    }

    /** The settings that models depend on: of themselves, and of the rows. */
    private Map<String, String> shared(
            Case one, Trainable<?> models, Map<String, String> settings) {
        JsonNode tree = tree(one, models);
        Map<String, String> shared = new LinkedHashMap<>(settings);
        shared.keySet()
                .removeIf(key -> !key.matches("(learning|data)\\..*|precision") || !has(tree, key));
        return shared;
    }

    private JsonNode tree(Case one, Trainable<?> trainable) {
        return ConfigYaml.tree(config(one, trainable, Map.of()));
    }

    private static boolean has(JsonNode tree, String key) {
        return !tree.at("/" + key.replace('.', '/')).isMissingNode();
    }

    private TrainingConfig config(Case one, Trainable<?> trainable, Map<String, String> values) {
        Trainings.Order order =
                new Trainings.Order(
                        trainable,
                        one.data(),
                        "",
                        scale,
                        reading,
                        0,
                        trainable.tasks() == Tasks.TOGETHER ? 1 : seeds,
                        trainable.nearPolicy() ? one.near() : "",
                        "",
                        values);
        return Trainings.check(order, one.environment());
    }
}
