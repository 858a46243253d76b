package merpo.tests.browser;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Rollout files for tests. */
final class Rollouts {
    private Rollouts() {}

    /** Its first actions only, and nothing of what came of them. */
    static String shortened(String json, int steps) throws IOException {
        ObjectNode rollout = (ObjectNode) new ObjectMapper().readTree(json);
        rollout.retain("id", "task", "qpos", "qvel", "actions");
        ArrayNode actions = (ArrayNode) rollout.get("actions");
        while (actions.size() > steps) {
            actions.remove(actions.size() - 1);
        }
        return rollout.toString();
    }
}
