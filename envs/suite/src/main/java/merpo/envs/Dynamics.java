package merpo.envs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import merpo.envs.mujoco.ModelEdit;
import merpo.envs.mujoco.ModelSource;
import merpo.envs.storage.Resources;
import merpo.envs.task.Task;

/** How an environment moves. */
public sealed interface Dynamics {
    /**
     * Rigid bodies, by MuJoCo.
     *
     * @param model MJCF on the class path, such as {@code /merpo/models/half_cheetah.xml}
     * @param edits what differs from that file
     * @param frameSkip physics steps per environment step
     * @param contactForces whether the forces of contacts are computed after each step
     * @param taskFields fields of MuJoCo's model that a task replaces, named like its parameters
     * @param refreshConstants whether a task's model gets its derived constants recomputed
     *     (mj_setConst)
     */
    record Mujoco(
            String model,
            List<ModelEdit> edits,
            int frameSkip,
            boolean contactForces,
            List<String> taskFields,
            boolean refreshConstants)
            implements Dynamics {
        public Mujoco {
            edits = List.copyOf(edits);
            taskFields = List.copyOf(taskFields);
        }

        /** One model for every task, without contact forces. */
        public static Mujoco of(String model, int frameSkip, ModelEdit... edits) {
            return new Mujoco(model, List.of(edits), frameSkip, false, List.of(), false);
        }

        /** The same, with the forces of contacts computed or left out. */
        public Mujoco withContactForces(boolean computed) {
            return new Mujoco(model, edits, frameSkip, computed, taskFields, refreshConstants);
        }

        /** The same, whose tasks change these fields of the model. */
        public Mujoco withTaskFields(List<String> fields, boolean refresh) {
            return new Mujoco(model, edits, frameSkip, contactForces, fields, refresh);
        }

        /** The model's text and edits, ready to compile. */
        public ModelSource source() {
            try (InputStream stream = Resources.open(model)) {
                if (stream == null) {
                    throw new IllegalArgumentException(
                            "Model " + model + " is not on the class path; it lies in assets");
                }
                String mjcf = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                return new ModelSource(model, mjcf, edits);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * A point in the plane, in plain Java.
     *
     * @param motion what one step does to it
     */
    record Planar(Motion motion) implements Dynamics {}

    /** One step of a point. */
    @FunctionalInterface
    interface Motion {
        /**
         * Moves the point at {@code positions[at], positions[at + 1]} [m].
         *
         * @param actions agent side, already clipped to [-1, 1]; this point's begin at {@code from}
         */
        void step(double[] positions, int at, double[] actions, int from, Task task);
    }
}
