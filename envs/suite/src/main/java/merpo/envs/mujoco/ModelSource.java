package merpo.envs.mujoco;

import static merpo.envs.mujoco.capi.global.MuJoCo.mj_compile;
import static merpo.envs.mujoco.capi.global.MuJoCo.mj_deleteModel;
import static merpo.envs.mujoco.capi.global.MuJoCo.mj_deleteSpec;
import static merpo.envs.mujoco.capi.global.MuJoCo.mj_parseXMLString;
import static merpo.envs.mujoco.capi.global.MuJoCo.mj_saveModel;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjs_getError;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import merpo.envs.mujoco.capi.mjModel;
import merpo.envs.mujoco.capi.mjSpec;
import org.bytedeco.javacpp.BytePointer;

/**
 * What a model is made of.
 *
 * @param name for messages
 * @param mjcf its XML
 * @param edits applied before compiling, in order
 */
public record ModelSource(String name, String mjcf, List<ModelEdit> edits) {
    static final int ERROR_SIZE = 1000; // characters of a compiler's message

    static {
        EngineLog.silence();
    }

    public ModelSource {
        edits = List.copyOf(edits);
    }

    /** Sizes, names and nominal numbers of the compiled model. */
    public ModelSummary summary() {
        mjModel model = compile();
        try {
            return ModelSummary.of(model);
        } finally {
            mj_deleteModel(model);
        }
    }

    /** Writes the compiled model as MuJoCo's own binary file, for other programs to load. */
    public void save(Path file) {
        mjModel model = compile();
        try {
            mj_saveModel(model, file.toString(), null, 0);
        } finally {
            mj_deleteModel(model);
        }
    }

    /** The compiled model; the caller frees it. */
    mjModel compile() {
        try (BytePointer error = new BytePointer(ERROR_SIZE);
                BytePointer text = new BytePointer(mjcf, StandardCharsets.UTF_8)) {
            error.put(0, (byte) 0);
            mjSpec spec = mj_parseXMLString(text, null, error, ERROR_SIZE);
            if (spec == null) {
                throw new IllegalArgumentException(
                        "Model " + name + " is not valid MJCF: " + error.getString());
            }
            try {
                edits.forEach(edit -> edit.apply(spec));
                mjModel model = mj_compile(spec, null);
                if (model == null) {
                    throw new IllegalArgumentException(
                            "Model %s does not compile: %s"
                                    .formatted(name, mjs_getError(spec).getString()));
                }
                return model;
            } finally {
                mj_deleteSpec(spec);
            }
        }
    }
}
