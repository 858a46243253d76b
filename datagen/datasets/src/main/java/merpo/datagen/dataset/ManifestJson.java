package merpo.datagen.dataset;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import merpo.datagen.settings.Misread;
import merpo.envs.storage.AtomicFile;
import merpo.envs.storage.AtomicFile.Existing;
import merpo.envs.storage.FileReason;

/** Manifests as JSON with names_like_this. */
final class ManifestJson {
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .addModule(
                            new SimpleModule()
                                    .addSerializer(OptionalDouble.class, new Write())
                                    .addDeserializer(OptionalDouble.class, new Read()))
                    .build();

    private ManifestJson() {}

    static void save(Manifest manifest, Path file) {
        try {
            AtomicFile.write(file, Existing.REPLACE, JSON.writeValueAsString(manifest) + "\n");
        } catch (IOException e) {
            throw new DatasetException(
                    e.getMessage() + ". The manifest before it is untouched.", e);
        }
    }

    static Manifest load(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            String version = JSON.readTree(text).path("schema_version").asText("absent");
            if (!version.startsWith("1.")) {
                throw new DatasetException(
                        file
                                + ": schema_version is "
                                + version
                                + ", must be 1.x."
                                + " It was not written by this version of merpo.");
            }
            return Misread.read(file.toString(), text, JSON, Manifest.class);
        } catch (NoSuchFileException e) {
            throw new DatasetException(
                    file
                            + ": there is no such file. A dataset directory gets it from"
                            + " ./merpo generate.",
                    e);
        } catch (JsonProcessingException e) {
            throw damaged(file + ": not a manifest in JSON: " + FileReason.syntax(e), e);
        } catch (IllegalArgumentException e) {
            throw damaged(e.getMessage(), e);
        } catch (IOException e) {
            throw new DatasetException(
                    "%s: cannot be read: %s. Mend that, or name another"
                            .formatted(file, FileReason.of(e)),
                    e);
        }
    }

    private static DatasetException damaged(String words, Exception cause) {
        return new DatasetException(
                words
                        + ". It must be a manifest as ./merpo generate writes it. Restore it, or generate the dataset again",
                cause);
    }

    /** A number, or null when it is unknown. */
    private static final class Write extends StdSerializer<OptionalDouble> {
        private static final long serialVersionUID = 1L;

        Write() {
            super(OptionalDouble.class);
        }

        @Override
        public void serialize(OptionalDouble value, JsonGenerator to, SerializerProvider all)
                throws IOException {
            if (value.isPresent()) {
                to.writeNumber(value.getAsDouble());
            } else {
                to.writeNull();
            }
        }
    }

    /** The counterpart of {@link Write}. */
    private static final class Read extends StdDeserializer<OptionalDouble> {
        private static final long serialVersionUID = 1L;

        Read() {
            super(OptionalDouble.class);
        }

        @Override
        public OptionalDouble deserialize(JsonParser from, DeserializationContext context)
                throws IOException {
            return OptionalDouble.of(from.getDoubleValue());
        }

        @Override
        public OptionalDouble getNullValue(DeserializationContext context) {
            return OptionalDouble.empty();
        }
    }
}
