package merpo.envs.mujoco;

import static merpo.envs.mujoco.capi.global.MuJoCo.mjSTAGE_ACC;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjSTAGE_NONE;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjSTATE_CTRL;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjSTATE_QPOS;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjSTATE_QVEL;
import static merpo.envs.mujoco.capi.global.MuJoCo.mj_deleteModel;
import static merpo.envs.mujoco.capi.global.MuJoCo.mj_versionString;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjb_contactForces;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjb_deleteBatch;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjb_error;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjb_expand;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjb_forward;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjb_makeBatch;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjb_nstate;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjb_output;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjb_reset;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjb_setConst;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjb_state;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjb_stateComponent;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjb_status;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjb_step;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjb_warning;

import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import merpo.envs.mujoco.capi.mjBatch;
import merpo.envs.mujoco.capi.mjBatchConfig;
import merpo.envs.mujoco.capi.mjModel;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The one door to native memory: owns a batch of simulations of one model, stepped on MuJoCo's own
 * threads, and frees it once. States are shared with Java as one direct buffer of rows.
 */
public final class SimulationBatch implements AutoCloseable {
    private static final IntPointer ALL = null;

    private final ModelSummary model;
    private final int size;
    private final mjBatch batch;
    private final DoubleBuffer states; // [n * width]
    private final DoubleBuffer bodies; // [n * nbody * 3]
    private final IntBuffer warnings; // [n * counters * 2]
    private final IntPointer status; // [n]
    private final DoublePointer wrenches; // [n * nbody * 6], null where they are not computed
    private final DoubleBuffer forces; // the same, for Java
    private final int[] all; // 0 ... n - 1
    private final double[] silence; // [nbody * 6] zeros
    private final Map<String, DoubleBuffer> fields =
            new HashMap<>(); // model fields given per simulation
    private final int width; // numbers in a state row
    private final int positionOffset;
    private final int velocityOffset;
    private final int controlOffset;
    private boolean closed;

    private SimulationBatch(ModelSummary model, mjBatch batch, boolean contactForces, int size) {
        this.model = model;
        this.batch = batch;
        this.size = size;
        width = mjb_nstate(batch);
        DoublePointer rows = mjb_state(batch);
        states = rows.capacity((long) size * width).asBuffer();
        positionOffset = offset(rows, mjSTATE_QPOS);
        velocityOffset = offset(rows, mjSTATE_QVEL);
        controlOffset = offset(rows, mjSTATE_CTRL);
        bodies = output("xpos", 3);
        wrenches = contactForces ? new DoublePointer(6L * size * model.bodySize()) : null;
        forces = contactForces ? wrenches.asBuffer() : null;
        warnings =
                new IntPointer(mjb_warning(batch))
                        .capacity(2L * size * EngineWarning.COUNTERS)
                        .asBuffer();
        all = IntStream.range(0, size).toArray();
        silence = new double[6 * model.bodySize()];
        status = new IntPointer(mjb_status(batch)).capacity(size);
    }

    /** Version of the engine that runs, such as "3.17.0". */
    public static String engineVersion() {
        return mj_versionString().getString(StandardCharsets.UTF_8); // static, not ours to free
    }

    /**
     * Compiles a model and opens simulations of it, all in the reference pose.
     *
     * @param contactForces whether {@link #readContactForces} is to be filled after each step
     * @param threads including the caller's
     */
    public static SimulationBatch open(
            ModelSource source, boolean contactForces, int simulations, int threads) {
        mjModel model = source.compile();
        // contact forces are derived from what a simulation's last step left behind, so it must
        // stay
        try (mjBatchConfig config = new mjBatchConfig().nthread(threads).persistent(contactForces);
                BytePointer error = new BytePointer(ModelSource.ERROR_SIZE)) {
            mjBatch batch =
                    mjb_makeBatch(model, simulations, config, error, ModelSource.ERROR_SIZE);
            if (batch == null) {
                throw new IllegalStateException(
                        "MuJoCo cannot make a batch of %d simulations of %s: %s"
                                .formatted(simulations, source.name(), error.getString()));
            }
            return new SimulationBatch(ModelSummary.of(model), batch, contactForces, simulations);
        } finally {
            mj_deleteModel(model); // the batch has a copy
        }
    }

    /** Sizes and names of its model. */
    public ModelSummary model() {
        return model;
    }

    /** Simulations, n. */
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
            if (forces != null) {
                forces.put(i * silence.length, silence);
            }
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
        step(all, size, controls, substeps);
    }

    /**
     * Advances some simulations; the others stay where they are.
     *
     * @param moving which, none twice; the first {@code count} entries
     * @param controls [n * nu], held during all substeps
     * @param substeps physics steps
     */
    public void step(int[] moving, int count, double[] controls, int substeps) {
        requireOpen();
        if (count == 0) {
            return; // to the engine no list is all of them
        }
        int nu = model.controlSize();
        for (int k = 0; k < count; k++) {
            int i = moving[k];
            states.put(i * width + controlOffset, controls, i * nu, nu);
        }
        if (count == size) {
            mjb_step(batch, ALL, size, substeps, mjSTAGE_NONE);
        } else {
            mjb_step(batch, moving, count, substeps, mjSTAGE_NONE);
        }
        if (forces != null) {
            mjb_contactForces(batch, wrenches);
        }
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

    /**
     * Copies the external wrench on each body [n * nbody * 6], torque [N m] then force [N], as the
     * last step's contacts exerted it; zeros after {@link #place}, as upstream.
     */
    public void readContactForces(double[] wrenches) {
        requireOpen();
        if (forces == null) {
            throw new IllegalStateException(
                    "This batch computes no contact forces; open it with contactForces = true");
        }
        forces.get(0, wrenches);
    }

    /**
     * Gives one simulation's model other numbers; its siblings keep theirs.
     *
     * @param field of mjModel, such as {@code body_mass}
     * @param values as many as the model has
     */
    public void setModelField(int simulation, String field, List<Double> values) {
        requireOpen();
        DoubleBuffer rows = fields.computeIfAbsent(field, this::expand);
        int count = rows.capacity() / size;
        if (values.size() != count) {
            throw new IllegalArgumentException(
                    "%d numbers given for %s, the model has %d"
                            .formatted(values.size(), field, count));
        }
        for (int k = 0; k < count; k++) {
            rows.put(simulation * count + k, values.get(k));
        }
    }

    /** Recomputes what follows from a simulation's masses and inertias. Its state is lost. */
    public void setModelConstants(int[] simulations, int count) {
        requireOpen();
        mjb_setConst(batch, simulations, count);
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
            if (wrenches != null) {
                wrenches.close();
            }
        }
    }

    private DoubleBuffer output(String field, int perBody) {
        return new DoublePointer(mjb_output(batch, field, ALL, ALL))
                .capacity((long) perBody * size * model.bodySize())
                .asBuffer();
    }

    private DoubleBuffer expand(String field) {
        int[] count = new int[1];
        int[] bytes = new int[1];
        Pointer rows = mjb_expand(batch, field, count, bytes);
        if (rows == null || bytes[0] != Double.BYTES) {
            throw new IllegalArgumentException(
                    "\"" + field + "\" is not a field of numbers of MuJoCo's model");
        }
        return new DoublePointer(rows).capacity((long) size * count[0]).asBuffer();
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
}
