package merpo.tests.faults;

import java.util.Arrays;
import java.util.Random;

/** What disks, cables and half-finished copies do to the bytes of a file. */
enum Damage {
    FLIP {
        @Override
        byte[] to(byte[] whole, Random random) {
            byte[] damaged = whole.clone();
            int bit = random.nextInt(8 * whole.length);
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            return damaged;
        }
    },
    TRUNCATE {
        @Override
        byte[] to(byte[] whole, Random random) {
            return Arrays.copyOf(whole, random.nextInt(whole.length));
        }
    },
    ZERO {
        @Override
        byte[] to(byte[] whole, Random random) {
            byte[] damaged = whole.clone();
            int from = random.nextInt(whole.length);
            Arrays.fill(damaged, from, end(from, whole, random), (byte) 0);
            return damaged;
        }
    },
    /** A block stands where another should. */
    REPEAT {
        @Override
        byte[] to(byte[] whole, Random random) {
            byte[] damaged = whole.clone();
            int from = random.nextInt(whole.length);
            int length = end(from, whole, random) - from;
            int to = random.nextInt(whole.length - length + 1);
            System.arraycopy(whole, from, damaged, to, length);
            return damaged;
        }
    },
    /** A block is there twice, what follows it moves. */
    INSERT {
        @Override
        byte[] to(byte[] whole, Random random) {
            int from = random.nextInt(whole.length);
            int end = end(from, whole, random);
            byte[] damaged = Arrays.copyOf(whole, whole.length + end - from);
            System.arraycopy(whole, from, damaged, end, whole.length - from);
            return damaged;
        }
    };

    private static final int LARGEST_BLOCK = 4096;

    /** A damaged copy. */
    abstract byte[] to(byte[] whole, Random random);

    /** Every second one flips a bit. */
    static Damage any(Random random) {
        return random.nextBoolean() ? FLIP : values()[1 + random.nextInt(values().length - 1)];
    }

    private static int end(int from, byte[] whole, Random random) {
        return Math.min(whole.length, from + 1 + random.nextInt(LARGEST_BLOCK));
    }
}
