package merpo.envs.mujoco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SimulationBatchTest {
    private static final Offset<Double> PRINTED = within(6e-10);

    /** Mass, then principal inertias: transverse, transverse, axial. */
    @Test
    void bodiesHaveUpstreamsMassesAndInertias() throws IOException {
        double[] torso = {3.665191429, 0.069245938, 0.069245938, 0.004450590};
        double[] thigh = {4.057890511, 0.093298757, 0.093298757, 0.004941463};
        double[] leg = {2.781356696, 0.072302540, 0.072302540, 0.002182192};
        double[] foot = {3.166725395, 0.023997747, 0.023997747, 0.005374385};
        assertBodies(
                "half_cheetah",
                14,
                Map.of(
                        "torso", new double[] {6.250209205, 0.897117688, 0.885655452, 0.017960923},
                        "bthigh", new double[] {1.543514644, 0.016844340, 0.016844340, 0.001576022},
                        "bshin", new double[] {1.587447699, 0.018267419, 0.018267419, 0.001622503},
                        "bfoot", new double[] {1.095397490, 0.006352423, 0.006352423, 0.001101914},
                        "fthigh", new double[] {1.438075314, 0.013739643, 0.013739643, 0.001464467},
                        "fshin", new double[] {1.200836820, 0.008222109, 0.008222109, 0.001213468},
                        "ffoot",
                                new double[] {0.884518828, 0.003529109, 0.003529109, 0.000878804}));
        assertBodies(
                "walker2d",
                23.677136633,
                Map.of(
                        "torso",
                        torso,
                        "thigh",
                        thigh,
                        "leg",
                        leg,
                        "foot",
                        foot,
                        "thigh_left",
                        thigh,
                        "leg_left",
                        leg,
                        "foot_left",
                        foot));
        double[] longFoot = {5.315574770, 0.103523081, 0.103523081, 0.009242314};
        assertBodies(
                "hopper",
                15.820013406,
                Map.of("torso", torso, "thigh", thigh, "leg", leg, "foot", longFoot));
        double[] limb = {0.039157754, 0.000567966, 0.000567966, 0.000118442};
        double[] shank = {0.067592205, 0.002674791, 0.002674791, 0.000209432};
        assertBodies(
                "ant",
                0.910880083,
                Map.of(
                        "torso",
                        new double[] {0.327249235, 0.008181231, 0.008181231, 0.008181231},
                        "front_left_leg",
                        limb,
                        "aux_1",
                        limb,
                        "foot_1",
                        shank,
                        "foot_4",
                        shank));
    }

    private static void assertBodies(String name, double total, Map<String, double[]> expected)
            throws IOException {
        ModelSummary model = source(name).summary();
        assertThat(model.masses().stream().mapToDouble(m -> m).sum()).isCloseTo(total, PRINTED);
        expected.forEach(
                (body, numbers) -> {
                    int i = model.bodies().get(body);
                    assertThat(model.masses().get(i)).isCloseTo(numbers[0], PRINTED);
                    for (int axis = 0; axis < 3; axis++) {
                        assertThat(model.inertias().get(3 * i + axis))
                                .as("inertia %d of %s of %s", axis, body, name)
                                .isCloseTo(numbers[1 + axis], PRINTED);
                    }
                });
    }

    @Test
    void modelsHaveUpstreamsSizes() throws IOException {
        Map<String, List<Integer>> expected =
                Map.of(
                        "half_cheetah", List.of(9, 9, 6, 8),
                        "hopper", List.of(6, 6, 3, 5),
                        "walker2d", List.of(9, 9, 6, 8),
                        "ant", List.of(15, 14, 8, 14));
        for (Map.Entry<String, List<Integer>> sizes : expected.entrySet()) {
            ModelSummary model = source(sizes.getKey()).summary();
            assertThat(
                            List.of(
                                    model.positionSize(),
                                    model.velocitySize(),
                                    model.controlSize(),
                                    model.bodySize()))
                    .as(sizes.getKey())
                    .isEqualTo(sizes.getValue());
        }
    }

    @Test
    void editsChangeTheModelAndWrongOnesAreNamed() throws IOException {
        ModelSource walker = source("walker2d");
        ModelSource edited =
                new ModelSource(
                        walker.name(),
                        walker.mjcf(),
                        List.of(
                                new ModelEdit.Timestep(0.004),
                                new ModelEdit.Friction("foot", 1.9)));
        assertThat(walker.summary().timestep()).isEqualTo(0.002);
        assertThat(edited.summary().timestep()).isEqualTo(0.004);
        assertThat(walker.summary().frictions().get(3 * 4)).isEqualTo(0.9); // geoms: floor first
        assertThat(edited.summary().frictions().get(3 * 4)).isEqualTo(1.9);
        ModelSource wrong =
                new ModelSource("w", walker.mjcf(), List.of(new ModelEdit.Margin("tail", 0.01)));
        assertThatThrownBy(wrong::summary).hasMessageContaining("no geom \"tail\"");
    }

    @Test
    void modelFieldsAreCheckedBeforeTheyReachTheEngine() throws IOException {
        try (SimulationBatch batch = cheetah(2)) {
            assertThatThrownBy(() -> batch.setModelField(0, "body_weight", List.of(1.0)))
                    .hasMessageContaining("\"body_weight\" is not a field");
            assertThatThrownBy(() -> batch.setModelField(0, "body_mass", List.of(1.0)))
                    .hasMessageContaining("1 numbers given for body_mass, the model has 8");
            assertThatThrownBy(() -> batch.readContactForces(new double[96]))
                    .hasMessageContaining("contactForces = true");
        }
    }

    @Test
    void brokenModelsAreNamed() {
        assertThatThrownBy(() -> open("broken.xml", "<mujoco><worldbody>", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("broken.xml");
        String massless =
                "<mujoco><worldbody><body><joint type='hinge'/></body></worldbody></mujoco>";
        assertThatThrownBy(() -> open("massless.xml", massless, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("massless.xml")
                .hasMessageContaining("mass");
    }

    @Test
    void divergenceIsReportedAndOthersGoOn() throws IOException {
        try (SimulationBatch batch = cheetah(2)) {
            double[] velocities = new double[18];
            velocities[9 + 2] = 1e30;
            batch.place(new int[] {0, 1}, 2, new double[18], velocities);
            batch.step(new double[12], 5);
            assertThat(batch.failure(0)).isNull();
            assertThat(batch.failure(1)).contains("qvel[2]");
            batch.place(new int[] {1}, 1, new double[18], new double[18]);
            assertThat(batch.failure(1)).isNull();
        }
    }

    @Test
    void closingTwiceIsSafeAndUseAfterwardsIsRefused() throws IOException {
        SimulationBatch batch = cheetah(1);
        batch.close();
        batch.close();
        assertThatThrownBy(() -> batch.step(new double[6], 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void theEngineWritesNoLogFile() throws IOException {
        divergenceIsReportedAndOthersGoOn();
        assertThat(Files.exists(Path.of("MUJOCO_LOG.TXT"))).isFalse();
    }

    /** 300 batches of 32 would hold some 90 MB if they stayed. */
    @Test
    void closedBatchesLeaveNoMemoryBehind() throws IOException {
        for (int i = 0; i < 50; i++) {
            cheetah(32).close();
        }
        long before = residentKilobytes();
        for (int i = 0; i < 300; i++) {
            cheetah(32).close();
        }
        assertThat(residentKilobytes() - before).isLessThan(30_000);
    }

    @Test
    void steppingAndPlacingLeaveMemoryFlat() throws IOException {
        try (SimulationBatch batch = cheetah(32)) {
            int[] all = IntStream.range(0, 32).toArray();
            double[] state = new double[32 * 9];
            double[] controls = new double[32 * 6];
            Arrays.fill(controls, 0.3);
            long before = 0;
            for (int t = 0; t < 6000; t++) {
                if (t % 20 == 0) {
                    batch.place(all, 32, new double[32 * 9], new double[32 * 9]);
                }
                batch.step(controls, 1);
                batch.read(state, state);
                if (t == 2000) {
                    before = residentKilobytes();
                }
            }
            assertThat(residentKilobytes() - before).isLessThan(20_000);
        }
    }

    private static SimulationBatch cheetah(int simulations) throws IOException {
        return SimulationBatch.open(source("half_cheetah"), false, simulations, 1);
    }

    private static ModelSource source(String model) throws IOException {
        String path = "/merpo/models/" + model + ".xml";
        try (InputStream stream = SimulationBatch.class.getResourceAsStream(path)) {
            String mjcf = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return new ModelSource(path, mjcf, List.of());
        }
    }

    private static SimulationBatch open(String name, String mjcf, int simulations) {
        return SimulationBatch.open(new ModelSource(name, mjcf, List.of()), false, simulations, 1);
    }

    private static long residentKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theEngineIsThePinnedOne() {
        assertThat(SimulationBatch.engineVersion()).isEqualTo("3.17.0");
    }
}
