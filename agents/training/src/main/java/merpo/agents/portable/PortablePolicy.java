package merpo.agents.portable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import merpo.agents.ActingNetwork;
import merpo.agents.KeepableActor;
import merpo.agents.training.ActorFile;
import merpo.datagen.dataset.Build;
import merpo.datagen.run.Refusal;
import merpo.datagen.settings.Misread;
import merpo.envs.task.Task;

/**
 * A policy as other programs can run it: observation, and z where it asks for one, to action.
 *
 * @param network that acts
 * @param asksForZ whether z is a second input, of which {@code metadata} has each task's
 * @param metadata where it comes from, by name
 */
record PortablePolicy(ActingNetwork network, boolean asksForZ, Map<String, String> metadata) {
    static final String ENVIRONMENT = "environment";
    static final String TASKS = "tasks";
    static final String OBSERVATION = "observation";
    static final String EMBEDDING = "z";
    static final String ACTION = "action";

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * A task that the policy acts in.
     *
     * @param z its embedding, empty where the policy asks for none
     */
    record Member(Task task, List<Float> z) {
        Member {
            if (task == null || z == null || z.stream().anyMatch(Objects::isNull)) {
                throw new IllegalArgumentException(
                        "a task without parameters or without all numbers of its z");
            }
        }
    }

    /**
     * Of the policies in a file the one for a task; without a task the only one that there is.
     *
     * @param task its index
     * @throws Refusal where it is no function of the observation, there is no such task, or each
     *     task has a policy of its own and none is named
     */
    static PortablePolicy of(String place, ActorFile file, OptionalInt task) {
        KeepableActor actor = file.actor();
        List<Integer> rows = distinct(file.tasks());
        if (task.isPresent()) {
            rows.removeIf(row -> file.tasks().get(row).index() != task.getAsInt());
        }
        if (rows.isEmpty() || (rows.size() > 1 && !actor.shared())) {
            throw new Refusal(
                    "%s: %s has %s for the tasks %s, and a file holds one. Choose it: --task N"
                            .formatted(
                                    task.isPresent() ? "--task is " + task.getAsInt() : "no --task",
                                    place,
                                    actor.shared() ? "one policy" : "a policy each",
                                    distinct(file.tasks()).stream()
                                            .map(row -> "" + file.tasks().get(row).index())
                                            .collect(Collectors.joining(", "))));
        }
        ActingNetwork network = network(file, rows.get(0));
        boolean asks = task.isEmpty() && network.z().length > 0;
        List<Member> members = new ArrayList<>();
        for (int row : rows) {
            members.add(
                    new Member(
                            file.tasks().get(row),
                            asks ? floats(actor.network(row).z()) : List.of()));
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("producer", "merpo " + Build.software().version());
        metadata.put(ENVIRONMENT, file.environment());
        metadata.put("algorithm", file.algorithm());
        metadata.put("policy", file.name());
        metadata.put(TASKS, json(members));
        return new PortablePolicy(asks ? network : network.settled(), asks, metadata);
    }

    private static ActingNetwork network(ActorFile file, int row) {
        try {
            return file.actor().network(row);
        } catch (UnsupportedOperationException e) {
            throw new Refusal(
                    "\"%s\" of %s cannot be exported: %s. Play it here: ./merpo evaluate, ./merpo replay"
                            .formatted(file.name(), file.algorithm(), e.getMessage()),
                    e);
        }
    }

    /** The first row of each task; a stack of several seeds has more. */
    private static List<Integer> distinct(List<Task> tasks) {
        List<Integer> rows = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (int row = 0; row < tasks.size(); row++) {
            if (seen.add(tasks.get(row).index())) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static List<Float> floats(float[] values) {
        List<Float> list = new ArrayList<>();
        for (float value : values) {
            list.add(value);
        }
        return list;
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers that cannot be written", e);
        }
    }

    /**
     * What {@link #metadata} says of the tasks; none where it says nothing.
     *
     * @param file for messages
     * @throws Refusal where they are none
     */
    static List<Member> members(Path file, Map<String, String> metadata) {
        String tasks = metadata.get(TASKS);
        if (tasks == null) {
            return List.of();
        }
        String place = file + ": its \"" + TASKS + "\"";
        try {
            List<Member> members = Arrays.asList(Misread.read(place, tasks, JSON, Member[].class));
            if (members.contains(null)
                    || members.stream().mapToInt(one -> one.z().size()).distinct().count() > 1) {
                throw new IllegalArgumentException(
                        place + ": must be tasks whose z are of one length");
            }
            return members;
        } catch (IllegalArgumentException e) {
            throw new Refusal(e.getMessage() + ". Export it again: ./merpo export", e);
        }
    }

    /** All of {@link #metadata} as one text. */
    String json() {
        return json(metadata);
    }

    /**
     * The inverse of {@link #json}.
     *
     * @param file for messages
     * @throws Refusal where these are not such texts by name
     */
    static Map<String, String> metadata(Path file, byte[] json) {
        try {
            Map<String, String> texts =
                    JSON.readValue(json, new TypeReference<Map<String, String>>() {});
            if (texts == null || texts.containsValue(null)) {
                throw new IOException("one is null");
            }
            return texts;
        } catch (IOException e) {
            throw new Refusal(
                    "%s: its metadata are no texts by name, in JSON. Export it again: ./merpo export"
                            .formatted(file),
                    e);
        }
    }

    /** Widths of the inputs by name, in their order. */
    Map<String, Integer> inputs() {
        Map<String, Integer> inputs = new LinkedHashMap<>();
        inputs.put(OBSERVATION, network.observationSize());
        if (asksForZ) {
            inputs.put(EMBEDDING, network.z().length);
        }
        return inputs;
    }
}
