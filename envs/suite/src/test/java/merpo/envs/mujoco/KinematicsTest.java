package merpo.envs.mujoco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import merpo.envs.mujoco.Kinematics.Geom;
import merpo.envs.mujoco.Kinematics.Shape;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class KinematicsTest {
    private static final Offset<Float> CLOSE = within(1e-6f);

    /** A box hangs 1 m off a hinge about y; the hinge rides on a slide along x. */
    private static final String ARM =
            """
            <mujoco>
              <asset><material name="red" rgba="1 0 0 1"/></asset>
              <worldbody>
                <geom name="floor" type="plane" size="5 5 1"/>
                <body name="cart" pos="0 0 2">
                  <joint type="slide" axis="1 0 0"/>
                  <geom type="sphere" size="0.1" rgba="0 0 1 0.5"/>
                  <body name="arm">
                    <joint type="hinge" axis="0 1 0"/>
                    <geom name="hand" type="box" size="0.1 0.2 0.3" pos="1 0 0" material="red"/>
                    <geom name="bone" type="capsule" fromto="0 0 0 1 0 0" size="0.05"/>
                    <geom name="tube" type="cylinder" size="0.1 0.4"/>
                    <geom name="egg" type="ellipsoid" size="0.1 0.2 0.4"/>
                  </body>
                </body>
              </worldbody>
            </mujoco>
            """;

    @Test
    void geomsAreThoseOfTheModel() {
        try (Kinematics arm = open("arm.xml", ARM)) {
            assertThat(arm.positionSize()).isEqualTo(2);
            assertThat(arm.geoms())
                    .extracting(Geom::name)
                    .containsExactly("floor", "geom-1", "hand", "bone", "tube", "egg");
            assertThat(arm.geoms())
                    .extracting(Geom::shape)
                    .containsExactly(
                            Shape.PLANE,
                            Shape.SPHERE,
                            Shape.BOX,
                            Shape.CAPSULE,
                            Shape.CYLINDER,
                            Shape.ELLIPSOID);
            assertThat(arm.geoms()).extracting(Geom::body).containsExactly(0, 1, 2, 2, 2, 2);
            assertThat(arm.geoms().get(2).size()).containsExactly(0.1, 0.2, 0.3);
            assertThat(arm.geoms().get(2).position()).containsExactly(1.0, 0.0, 0.0);
            assertThat(arm.geoms().get(2).quaternion()).containsExactly(1.0, 0.0, 0.0, 0.0);
            assertThat(arm.geoms().get(3).size()).startsWith(0.05, 0.5);
        }
    }

    @Test
    void aMaterialColoursWhatHasNoColourOfItsOwn() {
        try (Kinematics arm = open("arm.xml", ARM)) {
            assertThat(arm.geoms())
                    .extracting(Geom::rgba)
                    .startsWith(
                            List.of(0.5f, 0.5f, 0.5f, 1f),
                            List.of(0f, 0f, 1f, 0.5f),
                            List.of(1f, 0f, 0f, 1f));
        }
    }

    /**
     * The cart at x = 3; a quarter turn about y takes the hand's (1, 0, 0) to (0, 0, -1). Half the
     * angle: w = y = sqrt(1/2).
     */
    @Test
    void geomsFollowTheJoints() {
        try (Kinematics arm = open("arm.xml", ARM)) {
            float[] pose = new float[6 * Kinematics.POSE];
            arm.pose(new double[] {3, Math.PI / 2}, pose);
            float half = (float) Math.sqrt(0.5);
            assertThat(rows(pose, 0)).containsExactly(new float[] {0, 0, 0, 1, 0, 0, 0}, CLOSE);
            assertThat(rows(pose, 1)).containsExactly(new float[] {3, 0, 2, 1, 0, 0, 0}, CLOSE);
            assertThat(rows(pose, 2))
                    .containsExactly(new float[] {3, 0, 1, half, 0, half, 0}, CLOSE);
            arm.pose(new double[] {-1, 0}, pose);
            assertThat(rows(pose, 2)).containsExactly(new float[] {0, 0, 2, 1, 0, 0, 0}, CLOSE);
        }
    }

    @Test
    void theCheetahStandsAsItsModelSays() throws IOException {
        try (Kinematics cheetah = cheetah()) {
            float[] pose = new float[cheetah.geoms().size() * Kinematics.POSE];
            cheetah.pose(new double[9], pose);
            assertThat(cheetah.geoms())
                    .extracting(Geom::name)
                    .startsWith("floor", "torso", "head")
                    .hasSize(9);
            assertThat(rows(pose, 1)).startsWith(new float[] {0, 0, 0.7f}, CLOSE);
            assertThat(rows(pose, 2)).startsWith(new float[] {0.6f, 0, 0.8f}, CLOSE);
        }
    }

    @Test
    void wrongSizesAndUseAfterClosingAreRefused() {
        Kinematics arm = open("arm.xml", ARM);
        assertThatThrownBy(() -> arm.pose(new double[3], new float[42]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("3 positions given for a pose of arm.xml, expected 2");
        assertThatThrownBy(() -> arm.pose(new double[2], new float[41]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("41 pose numbers");
        arm.close();
        arm.close();
        assertThatThrownBy(() -> arm.pose(new double[2], new float[42]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("arm.xml are closed");
        assertThatThrownBy(() -> open("broken.xml", "<mujoco><worldbody>"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("broken.xml");
    }

    /** 400 that stayed would hold well over 100 MB. */
    @Test
    void closedOnesLeaveNoMemoryBehind() throws IOException {
        for (int i = 0; i < 50; i++) {
            cheetah().close();
        }
        long before = residentKilobytes();
        for (int i = 0; i < 400; i++) {
            cheetah().close();
        }
        assertThat(residentKilobytes() - before).isLessThan(30_000);
    }

    private static float[] rows(float[] pose, int geom) {
        return java.util.Arrays.copyOfRange(
                pose, geom * Kinematics.POSE, (geom + 1) * Kinematics.POSE);
    }

    private static Kinematics cheetah() throws IOException {
        String path = "/merpo/models/half_cheetah.xml";
        try (InputStream model = Kinematics.class.getResourceAsStream(path)) {
            return open(path, new String(model.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static long residentKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static Kinematics open(String name, String mjcf) {
        return Kinematics.open(new ModelSource(name, mjcf, List.of()));
    }
}
