package merpo.envs.mujoco;

import static merpo.envs.mujoco.capi.global.MuJoCo.mjSTAGE_ACC;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjSTAGE_NONE;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjSTATE_CTRL;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjSTATE_QPOS;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjSTATE_QVEL;
import static merpo.envs.mujoco.capi.global.MuJoCo.mj_compile;
import static merpo.envs.mujoco.capi.global.MuJoCo.mj_deleteModel;
import static merpo.envs.mujoco.capi.global.MuJoCo.mj_deleteSpec;
import static merpo.envs.mujoco.capi.global.MuJoCo.mj_parseXMLString;
import static merpo.envs.mujoco.capi.global.MuJoCo.mj_versionString;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjb_deleteBatch;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjb_error;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjb_forward;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjb_makeBatch;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjb_nstate;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjb_output;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjb_reset;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjb_state;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjb_stateComponent;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjb_status;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjb_step;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjb_warning;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjs_getError;
import static merpo.envs.mujoco.capi.global.MuJoCo.mju_getLogConfig;
import static merpo.envs.mujoco.capi.global.MuJoCo.mju_setLogConfig;

import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import merpo.envs.mujoco.capi.mjBatch;
import merpo.envs.mujoco.capi.mjBatchConfig;
import merpo.envs.mujoco.capi.mjLogConfig;
import merpo.envs.mujoco.capi.mjModel;
import merpo.envs.mujoco.capi.mjSpec;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * The one door to native memory: owns a batch of simulations of one model, stepped on MuJoCo's own
 * threads, and frees it once. States are shared with Java as one direct buffer of rows.
 */
public final class SimulationBatch implements AutoCloseable {
    private static final int ERROR_SIZE = 1000; // characters of a compiler's message
    private static final IntPointer ALL = null;

    static {
        // warnings are counted per simulation and read after each step; no log file appears
        try (mjLogConfig quiet = mju_getLogConfig()) {
            mju_setLogConfig(quiet.logto_console(false).logto_file(false));
        }
    }

    private final ModelSummary model;
    private final int size;
    private final mjBatch batch;
    private final DoubleBuffer states; // [n * width]
    private final DoubleBuffer bodies; // [n * nbody * 3]
    private final IntBuffer warnings; // [n * counters * 2]
    private final IntPointer status; // [n]
    private final int width; // numbers in a state row
    private final int positionOffset;
    private final int velocityOffset;
    private final int controlOffset;
    private boolean closed;

    private SimulationBatch(ModelSummary model, mjBatch batch, int size) {
        this.model = model;
        this.batch = batch;
        this.size = size;
        width = mjb_nstate(batch);
        DoublePointer rows = mjb_state(batch);
        states = rows.capacity((long) size * width).asBuffer();
        positionOffset = offset(rows, mjSTATE_QPOS);
        velocityOffset = offset(rows, mjSTATE_QVEL);
        controlOffset = offset(rows, mjSTATE_CTRL);
        bodies =
                new DoublePointer(mjb_output(batch, "xpos", ALL, ALL))
                        .capacity(3L * size * model.bodySize())
                        .asBuffer();
        warnings =
                new IntPointer(mjb_warning(batch))
                        .capacity(2L * size * EngineWarning.COUNTERS)
                        .asBuffer();
        status = new IntPointer(mjb_status(batch)).capacity(size);
    }

    /** Version of the engine that runs, such as "3.17.0". */
    public static String engineVersion() {
        return mj_versionString().getString(StandardCharsets.UTF_8); // static, not ours to free
    }

    /**
     * Compiles a model and opens simulations of it, all in the reference pose.
     *
     * @param name of the model, for messages
     * @param mjcf its XML
     * @param threads including the caller's
     */
    public static SimulationBatch open(String name, String mjcf, int simulations, int threads) {
        mjModel model = compile(name, mjcf);
        try (mjBatchConfig config = new mjBatchConfig().nthread(threads).persistent(false);
                BytePointer error = new BytePointer(ERROR_SIZE)) {
            mjBatch batch = mjb_makeBatch(model, simulations, config, error, ERROR_SIZE);
            if (batch == null) {
                throw new IllegalStateException(
                        "MuJoCo cannot make a batch of %d simulations of %s: %s"
                                .formatted(simulations, name, error.getString()));
            }
            return new SimulationBatch(ModelSummary.of(model), batch, simulations);
        } finally {
            mj_deleteModel(model); // the batch has a copy
        }
    }

    public ModelSummary model() {
        return model;
    }

    public int size() {
        return size;
    }

    /**
     * Puts simulations into a state, everything else as after a reset, and computes what follows
     * from it, up to accelerations.
     *
     * @param simulations which; the first {@code count} entries
     * @param positions [n * nq]
     * @param velocities [n * nv]
     */
    public void place(int[] simulations, int count, double[] positions, double[] velocities) {
        requireOpen();
        mjb_reset(batch, simulations, count, (int[]) null, mjSTAGE_NONE);
        int nq = model.positionSize();
        int nv = model.velocitySize();
        for (int k = 0; k < count; k++) {
            int i = simulations[k];
            states.put(i * width + positionOffset, positions, i * nq, nq);
            states.put(i * width + velocityOffset, velocities, i * nv, nv);
        }
        mjb_forward(batch, simulations, count, mjSTAGE_ACC);
    }

    /**
     * Advances every simulation.
     *
     * @param controls [n * nu], held during all substeps
     * @param substeps physics steps
     */
    public void step(double[] controls, int substeps) {
        requireOpen();
        int nu = model.controlSize();
        for (int i = 0; i < size; i++) {
            states.put(i * width + controlOffset, controls, i * nu, nu);
        }
        mjb_step(batch, ALL, size, substeps, mjSTAGE_NONE);
    }

    /** Copies the states of all simulations: positions [n * nq], velocities [n * nv]. */
    public void read(double[] positions, double[] velocities) {
        requireOpen();
        int nq = model.positionSize();
        int nv = model.velocitySize();
        for (int i = 0; i < size; i++) {
            states.get(i * width + positionOffset, positions, i * nq, nq);
            states.get(i * width + velocityOffset, velocities, i * nv, nv);
        }
    }

    /**
     * Copies the world positions of all bodies' frames [n * nbody * 3]. After a step they are those
     * of its last internal evaluation: with Euler one substep old.
     */
    public void readBodies(double[] positions) {
        requireOpen();
        bodies.get(0, positions);
    }

    /** What went wrong with a simulation since it was placed; null where nothing did. */
    public String failure(int simulation) {
        requireOpen();
        if (status.get(simulation) != 0) {
            return mjb_error(batch, simulation).getString();
        }
        return EngineWarning.read(warnings, simulation);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            mjb_deleteBatch(batch);
        }
    }

    private int offset(DoublePointer rows, int component) {
        DoublePointer first = mjb_stateComponent(batch, component, ALL);
        return Math.toIntExact((first.address() - rows.address()) / Double.BYTES);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The simulation batch is closed; open another one");
        }
    }

    static mjModel compile(String name, String mjcf) {
        try (BytePointer error = new BytePointer(ERROR_SIZE);
                BytePointer text = new BytePointer(mjcf, StandardCharsets.UTF_8)) {
            error.put(0, (byte) 0);
            mjSpec spec = mj_parseXMLString(text, null, error, ERROR_SIZE);
            if (spec == null) {
                throw new IllegalArgumentException(
                        "Model " + name + " is not valid MJCF: " + error.getString());
            }
            try {
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
