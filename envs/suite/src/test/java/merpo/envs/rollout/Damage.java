package merpo.envs.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What may happen to a JSON file between two programs; a function of the seed. */
enum Damage {
    FLIPPED_BYTES {
        @Override
        byte[] to(byte[] whole, RandomGenerator random) {
            byte[] bytes = whole.clone();
            for (int k = random.nextInt(4); k >= 0; k--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            return bytes;
        }
    },
    TRUNCATION {
        @Override
        byte[] to(byte[] whole, RandomGenerator random) {
            return Arrays.copyOf(whole, random.nextInt(whole.length));
        }
    },
    SWAPPED_TOKENS {
        @Override
        byte[] to(byte[] whole, RandomGenerator random) {
            String text = text(whole);
            MatchResult one = any(TOKEN, text, random);
            MatchResult other = any(TOKEN, text, random);
            boolean inOrder = one.end() <= other.start();
            MatchResult first = inOrder ? one : other;
            MatchResult second = inOrder ? other : one;
            if (first.end() > second.start()) {
                return whole; // one token, twice
            }
            return bytes(
                    text.substring(0, first.start())
                            + second.group()
                            + text.substring(first.end(), second.start())
                            + first.group()
                            + text.substring(second.end()));
        }
    },
    STRANGE_NUMBER {
        @Override
        byte[] to(byte[] whole, RandomGenerator random) {
            return replace(whole, random, NUMBERS.get(random.nextInt(NUMBERS.size())));
        }
    },
    DELETED_FIELD {
        @Override
        byte[] to(byte[] whole, RandomGenerator random) {
            ObjectNode tree = tree(whole);
            ObjectNode object = any(objects(tree), random);
            object.remove(any(names(object), random));
            return bytes(tree.toString());
        }
    },
    DUPLICATED_FIELD {
        @Override
        byte[] to(byte[] whole, RandomGenerator random) {
            ObjectNode tree = tree(whole);
            String name = any(names(tree), random);
            String field = "\"%s\": %s,".formatted(name, tree.get(name));
            return bytes("{" + field + text(whole).substring(1));
        }
    },
    MOVED_VALUE {
        @Override
        byte[] to(byte[] whole, RandomGenerator random) {
            ObjectNode tree = tree(whole);
            ObjectNode object = any(objects(tree), random);
            object.set(any(names(object), random), tree.get(any(names(tree), random)).deepCopy());
            return bytes(tree.toString());
        }
    },
    DEEP_NESTING {
        @Override
        byte[] to(byte[] whole, RandomGenerator random) {
            int depth = 1 << random.nextInt(16);
            boolean lists = random.nextBoolean();
            String open = lists ? "[" : "{\"a\":";
            return replace(
                    whole, random, open.repeat(depth) + "1" + (lists ? "]" : "}").repeat(depth));
        }
    },
    HUGE_ARRAY {
        @Override
        byte[] to(byte[] whole, RandomGenerator random) {
            String text = text(whole);
            MatchResult number = any(NUMBER, text, random);
            String row = random.nextBoolean() ? "0.5," : "[0.5,0.5],";
            return replace(whole, number, row.repeat(1 << random.nextInt(15)) + number.group());
        }
    };

    private static final Pattern TOKEN =
            Pattern.compile("\"[^\"]*\"|[-+.\\w]+|[\\[\\]{},:]", Pattern.UNICODE_CASE);
    private static final Pattern NUMBER = Pattern.compile("(?<![\"\\w.])-?\\d[-+.\\w]*");
    private static final List<String> NUMBERS =
            List.of(
                    "NaN",
                    "Infinity",
                    "-Infinity",
                    "1e400",
                    "-1e308",
                    "1e300",
                    "1e15",
                    "-1",
                    "0",
                    "-0.0",
                    "4.9e-324",
                    "0.5",
                    "2147483648",
                    "9223372036854775808",
                    "1e-400",
                    "9".repeat(400),
                    "9".repeat(1500),
                    "\"0.5\"",
                    "\"\"",
                    "null",
                    "true",
                    "[]",
                    "{}",
                    "01",
                    "0x10",
                    ".5",
                    "1,",
                    "1 2");

    private static final ObjectMapper JSON = new ObjectMapper();

    static Damage drawn(RandomGenerator random) {
        return any(List.of(values()), random);
    }

    abstract byte[] to(byte[] whole, RandomGenerator random);

    private static byte[] replace(byte[] whole, RandomGenerator random, String replacement) {
        return replace(whole, any(NUMBER, text(whole), random), replacement);
    }

    private static byte[] replace(byte[] whole, MatchResult place, String replacement) {
        String text = text(whole);
        return bytes(text.substring(0, place.start()) + replacement + text.substring(place.end()));
    }

    private static MatchResult any(Pattern pattern, String text, RandomGenerator random) {
        return any(pattern.matcher(text).results().toList(), random);
    }

    private static <T> T any(List<T> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }

    private static ObjectNode tree(byte[] whole) {
        try {
            return (ObjectNode) JSON.readTree(whole);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ObjectNode> objects(JsonNode tree) {
        List<ObjectNode> found = new ArrayList<>();
        if (tree instanceof ObjectNode object && !object.isEmpty()) {
            found.add(object);
        }
        tree.forEach(child -> found.addAll(objects(child)));
        return found;
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
