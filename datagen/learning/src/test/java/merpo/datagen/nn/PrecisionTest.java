package merpo.datagen.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import merpo.datagen.run.Operations;
import merpo.datagen.run.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PrecisionTest {
    private static final int WIDE = Precision.LEAST_WIDTH;

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = TensorEngine.manager();
    }

    @AfterEach
    void close() {
        manager.close();
        JniUtils.setNumThreads(1);
    }

    private static void requireBfloat16() {
        assumeThat(Processor.here().bfloat16()).isNotEmpty();
    }

    /** Weights of the layer between two hidden ones; what reads and the head hand units on. */
    private float answer(Precision precision, int width, float[] units, float[] middle) {
        Mlp shape = new Mlp(width, 2, width, 1, Mlp.Hidden.RELU);
        float[] reading = new float[width * width]; // the identity
        float[] between = new float[width * width]; // into unit 0
        for (int unit = 0; unit < width; unit++) {
            reading[unit * width + unit] = 1;
            between[unit * width] = middle[unit];
        }
        float[] head = new float[width];
        head[0] = 1;
        NDList weights =
                new NDList(
                        manager.create(reading, new Shape(1, 1, width, width)),
                        manager.zeros(new Shape(1, 1, 1, width)),
                        manager.create(between, new Shape(1, 1, width, width)),
                        manager.zeros(new Shape(1, 1, 1, width)),
                        manager.create(head, new Shape(1, 1, width, 1)),
                        manager.zeros(new Shape(1, 1, 1, 1)));
        NDArray x = manager.create(units, new Shape(1, 1, 1, width));
        return precision.during(() -> shape.forward(x, weights)).toFloatArray()[0];
    }

    private static float[] units(int width, float first, float others) {
        float[] units = new float[width];
        Arrays.fill(units, others);
        units[0] = first;
        return units;
    }

    /**
     * Bfloat16 has 8 binary digits: between 1 and 2 its numbers are 2^-7 apart. 1 + 2^-8 lies in
     * the middle and goes to the even one, 1; 1 + 3 2^-8 to 1 + 2^-6.
     */
    @Test
    void factorsAreRoundedToEightDigits() {
        requireBfloat16();
        float[] one = units(WIDE, 1, 0);
        assertThat(answer(Precision.BF16, WIDE, one, units(WIDE, 1 + 0x1p-8f, 0))).isEqualTo(1f);
        assertThat(answer(Precision.BF16, WIDE, one, units(WIDE, 1 + 3 * 0x1p-8f, 0)))
                .isEqualTo(1 + 0x1p-6f);
        assertThat(answer(Precision.BF16, WIDE, units(WIDE, 1 + 0x1p-8f, 0), one)).isEqualTo(1f);
        assertThat(answer(Precision.FP32, WIDE, one, units(WIDE, 1 + 0x1p-8f, 0)))
                .isEqualTo(1 + 0x1p-8f);
    }

    /**
     * 256 and 127 halves are 319.5, beside which numbers of 8 digits are 2 apart: 320. Added up in
     * bfloat16 each half would be lost, and 256 left.
     */
    @Test
    void sumsAreThoseOfSinglePrecision() {
        requireBfloat16();
        float[] ones = units(WIDE, 1, 1);
        assertThat(answer(Precision.BF16, WIDE, ones, units(WIDE, 256, 0.5f))).isEqualTo(320f);
        assertThat(answer(Precision.FP32, WIDE, ones, units(WIDE, 256, 0.5f))).isEqualTo(319.5f);
    }

    /** What reads the data, as wide as the others here, and the head round nothing. */
    @Test
    void dataAndAnswersStayAsTheyAre() {
        requireBfloat16();
        Mlp shape = new Mlp(WIDE, 1, WIDE, WIDE, Mlp.Hidden.RELU); // one hidden layer, no between
        assertThat(answers(shape, Precision.BF16, 3, 3, 30))
                .containsExactly(answers(shape, Precision.FP32, 3, 3, 30).toArray(float[][]::new));
    }

    @Test
    void narrowLayersStayAsTheyAre() {
        requireBfloat16();
        Mlp narrow = new Mlp(5, 3, WIDE - 1, 2, Mlp.Hidden.RELU);
        double before = Precision.rounded();
        assertThat(answers(narrow, Precision.BF16, 2, 2, 40))
                .containsExactly(answers(narrow, Precision.FP32, 2, 2, 40).toArray(float[][]::new));
        assertThat(Precision.rounded()).isEqualTo(before);
    }

    /** Two of four layers, there and both ways back; of the others the first has one way less. */
    @Test
    void roundedOperationsAreCounted() {
        requireBfloat16();
        double all = Operations.count();
        double rounded = Precision.rounded();
        var unused = answers(new Mlp(5, 3, WIDE, 2, Mlp.Hidden.RELU), Precision.BF16, 1, 1, 10);
        double way = 2 * 10 * WIDE; // for each input or output of a layer
        assertThat(Precision.rounded() - rounded).isEqualTo(3 * way * 2 * WIDE);
        assertThat(Operations.count() - all).isEqualTo(3 * way * (2 * WIDE + 2) + 2 * way * 5);
    }

    /** Output and gradients of the weights of the first tasks of three. */
    private List<float[]> answers(
            Mlp shape, Precision precision, int tasks, int members, int rows) {
        RandomGenerator random = Streams.of(7, "precision", 0);
        NDList views = new NDList();
        for (Shape block : shape.blocks(members)) {
            double scale = Math.sqrt(2.0 / Math.max(8, block.get(1)));
            NDArray view =
                    manager.create(
                            drawn(random, 3 * (int) block.size(), tasks / 3.0, scale),
                            new Shape(tasks).addAll(block));
            view.setRequiresGradient(true);
            views.add(view);
        }
        NDArray x =
                manager.create(
                        drawn(random, 3 * rows * shape.inputs(), tasks / 3.0, 1),
                        new Shape(tasks, 1, rows, shape.inputs()));
        return precision.during(
                () -> {
                    try (NDManager scratch = manager.newSubManager();
                            Tape tape = Tape.start(scratch, List.of(views))) {
                        NDArray y = shape.forward(x, views);
                        List<float[]> all = new ArrayList<>(List.of(y.toFloatArray()));
                        NDArray loss = y.square().sum(new int[] {1, 2, 3});
                        tape.gradients(loss).forEach(found -> all.add(found.toFloatArray()));
                        return all;
                    }
                });
    }

    /** The first part of so many numbers, whichever part it is. */
    private static float[] drawn(RandomGenerator random, int count, double part, double scale) {
        float[] all = new float[count];
        for (int i = 0; i < count; i++) {
            all[i] = (float) (scale * (random.nextGaussian() + 0.2));
        }
        return Arrays.copyOf(all, (int) Math.round(count * part));
    }

    /** 2^-9 is the largest error of a factor; four layers and their ways back have some of them. */
    @Test
    void gradientsAreThoseOfSinglePrecisionWithinRounding() {
        requireBfloat16();
        for (Mlp.Hidden hidden : Mlp.Hidden.values()) {
            Mlp shape = new Mlp(6, 4, WIDE, 3, hidden);
            List<float[]> half = answers(shape, Precision.BF16, 3, 2, 700);
            List<float[]> whole = answers(shape, Precision.FP32, 3, 2, 700);
            for (int i = 0; i < whole.size(); i++) {
                double error = distance(half.get(i), whole.get(i));
                double size = distance(whole.get(i), new float[whole.get(i).length]);
                assertThat(error / size).as("%s, block %d", hidden, i).isCloseTo(0, within(0.02));
                assertThat(error).as("%s, block %d", hidden, i).isGreaterThan(0);
            }
        }
    }

    private static double distance(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.pow(one[i] - other[i], 2);
        }
        return Math.sqrt(sum);
    }

    /** Rows of more than one chunk, and of no whole vectors. */
    @Test
    void numbersDependNeitherOnThreadsNorOnTheStack() {
        requireBfloat16();
        for (int width : new int[] {WIDE, 200, 300}) {
            for (int rows : new int[] {1, 7, 600}) {
                Mlp shape = new Mlp(9, 3, width, 1, Mlp.Hidden.RELU);
                JniUtils.setNumThreads(1);
                List<float[]> one = answers(shape, Precision.BF16, 3, 2, rows);
                JniUtils.setNumThreads(2);
                List<float[]> two = answers(shape, Precision.BF16, 3, 2, rows);
                assertThat(two).containsExactly(one.toArray(float[][]::new));
                List<float[]> alone = answers(shape, Precision.BF16, 1, 2, rows);
                for (int i = 0; i < alone.size(); i++) {
                    assertThat(Arrays.copyOf(one.get(i), alone.get(i).length))
                            .as("width %d, %d rows, block %d", width, rows, i)
                            .containsExactly(alone.get(i));
                }
            }
        }
    }

    @Test
    void itIsOfTheWorkAlone() {
        requireBfloat16();
        assertThat(Precision.current()).isEqualTo(Precision.FP32);
        assertThatThrownBy(
                        () ->
                                Precision.BF16.during(
                                        () -> {
                                            assertThat(Precision.current())
                                                    .isEqualTo(Precision.BF16);
                                            Precision inner =
                                                    Precision.FP32.during(Precision::current);
                                            throw new IllegalStateException(inner.toString());
                                        }))
                .hasMessage("FP32");
        assertThat(Precision.current()).isEqualTo(Precision.FP32);
    }

    @Test
    void aProcessorWithoutItRefusesItByName() {
        Processor old = new Processor(Set.of("avx2", "avx512f"));
        assertThatThrownBy(() -> Precision.BF16.require(old))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("precision is bf16, must be fp32 on this processor")
                .hasMessageContaining("neither avx512_bf16 nor amx_bf16")
                .hasMessageContaining("Leave --precision out");
        Precision.FP32.require(old);
        Precision.BF16.require(new Processor(Set.of("amx_bf16")));
    }

    @Test
    void flagsAreThoseOfTheFirstCore() {
        Processor read =
                Processor.of(
                        "processor\t: 0\nflags\t\t: fpu avx512_bf16 amx_bf16\n\nprocessor\t: 1\nflags\t\t: fpu\n");
        assertThat(read.bfloat16()).containsExactly("avx512_bf16", "amx_bf16");
        assertThat(Processor.of("Hardware\t: another\n").flags()).isEmpty();
    }
}
