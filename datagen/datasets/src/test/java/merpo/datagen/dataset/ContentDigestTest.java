package merpo.datagen.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import merpo.datagen.hdf5.AttributeValue;
import org.junit.jupiter.api.Test;

final class ContentDigestTest {
    private static final String ONE = "0100000000000000"; // u64 little-endian
    private static final String TWO = "0200000000000000";

    /** One row: observation (1, -2), action 0.5, reward 3, next (0, 0), a terminal. */
    private static Dataset tiny() {
        DatasetRecorder recorder = new DatasetRecorder(new RowShape(2, 1, 1, 0));
        recorder.episode()
                .add(
                        new Transition(
                                new float[] {1, -2},
                                new float[] {0.5f},
                                3,
                                new float[] {0, 0},
                                true,
                                false,
                                new double[] {1},
                                new double[0],
                                -1,
                                7));
        return recorder.build();
    }

    /** Every byte by hand: 1 = 3f800000, -2 = c0000000, 0.5 = 3f000000, 3 = 40400000. */
    @Test
    void digestsTheBytesOfTheSpecification() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        array(bytes, "actions", "<f4", "02" + ONE + ONE, "0000003f");
        array(bytes, "infos/action_log_probs", "<f4", "01" + ONE, "000080bf");
        array(bytes, "infos/checkpoint_step", "<i8", "01" + ONE, "0700000000000000");
        array(bytes, "infos/episode_id", "<i4", "01" + ONE, "00000000");
        array(bytes, "infos/qpos", "<f8", "02" + ONE + ONE, "000000000000f03f");
        array(bytes, "next_observations", "<f4", "02" + ONE + TWO, "0000000000000000");
        array(bytes, "observations", "<f4", "02" + ONE + TWO, "0000803f000000c0");
        array(bytes, "rewards", "<f4", "01" + ONE, "00004040");
        array(bytes, "terminals", "|b1", "01" + ONE, "01");
        array(bytes, "timeouts", "|b1", "01" + ONE, "00");
        bytes.write("{\"a\":1,\"b\":0.5}".getBytes(StandardCharsets.UTF_8));
        byte[] expected = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());

        Attributes attributes =
                new Attributes(
                        new TreeMap<>(
                                Map.of(
                                        "b", new AttributeValue.Real(0.5),
                                        "a", new AttributeValue.Whole(1),
                                        "content_sha256", new AttributeValue.Text("left out"))));
        assertThat(ContentDigest.of(tiny(), attributes))
                .isEqualTo(HexFormat.of().formatHex(expected));
    }

    private static void array(
            ByteArrayOutputStream to, String path, String tag, String head, String values)
            throws Exception {
        to.write(path.getBytes(StandardCharsets.UTF_8));
        to.write(0);
        to.write(tag.getBytes(StandardCharsets.UTF_8));
        to.write(0);
        to.write(HexFormat.of().parseHex(head + values));
    }

    /** ECMAScript's spelling (RFC 8785, appendix B). */
    @Test
    void numbersHaveOneSpelling() {
        assertThat(CanonicalJson.number(0.0)).isEqualTo("0");
        assertThat(CanonicalJson.number(-0.0)).isEqualTo("0");
        assertThat(CanonicalJson.number(1.0)).isEqualTo("1");
        assertThat(CanonicalJson.number(-0.25)).isEqualTo("-0.25");
        assertThat(CanonicalJson.number(0.002)).isEqualTo("0.002");
        assertThat(CanonicalJson.number(2e-3 / 1e4)).isEqualTo("2e-7");
        assertThat(CanonicalJson.number(0.1 + 0.2)).isEqualTo("0.30000000000000004");
        assertThat(CanonicalJson.number(Double.MIN_VALUE)).isEqualTo("5e-324");
        assertThat(CanonicalJson.number(Double.MAX_VALUE)).isEqualTo("1.7976931348623157e+308");
        assertThat(CanonicalJson.number(1e21)).isEqualTo("1e+21");
        assertThat(CanonicalJson.number(295147905179352830000.0))
                .isEqualTo("295147905179352830000");
        assertThat(CanonicalJson.number(9007199254740994.0)).isEqualTo("9007199254740994");
        assertThat(CanonicalJson.number(1e9 / 3)).isEqualTo("333333333.3333333");
        assertThat(CanonicalJson.number(2.2E-322)).isEqualTo("2.2e-322");
        assertThat(CanonicalJson.number(0.000001)).isEqualTo("0.000001");
        assertThat(CanonicalJson.number(123456.789)).isEqualTo("123456.789");
    }
}
