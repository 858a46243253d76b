package merpo.datagen.dataset;

import ai.djl.engine.Engine;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import merpo.datagen.nn.Streams;
import merpo.datagen.nn.TensorEngine;
import merpo.datagen.storage.FileDigest;
import merpo.envs.Dynamics;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.mujoco.SimulationBatch;
import merpo.envs.storage.Resources;

/** Where a result comes from: this program and the environment's definition. */
public final class Build {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Build() {}

    private static String version() {
        String version = Build.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** This program; the launcher passes the sources' revision on. */
    public static Software software() {
        String revision = System.getProperty("merpo.revision", "");
        boolean dirty = revision.endsWith("-dirty");
        String commit = dirty ? revision.substring(0, revision.length() - 6) : revision;
        return Software.running(version(), commit.isEmpty() ? "unknown" : commit, dirty);
    }

    /** The environment as a dataset describes it. */
    public static EnvironmentSource environment(EnvironmentDefinition definition) {
        return new EnvironmentSource(
                definition.id(),
                "0",
                "{}",
                definition.horizon(),
                Collections.nCopies(definition.actionSize(), -1.0),
                Collections.nCopies(definition.actionSize(), 1.0),
                simulator(definition));
    }

    private static Optional<EnvironmentSource.Simulator> simulator(
            EnvironmentDefinition definition) {
        if (definition.dynamics() instanceof Dynamics.Mujoco mujoco) {
            return Optional.of(
                    new EnvironmentSource.Simulator(
                            sha256(mujoco.model()),
                            SimulationBatch.engineVersion(),
                            mujoco.frameSkip(),
                            definition.stepDuration() / mujoco.frameSkip()));
        }
        return Optional.empty();
    }

    private static String sha256(String resource) {
        try (InputStream in = Resources.open(resource)) {
            if (in == null) {
                throw new IllegalStateException("the class path has no " + resource);
            }
            return FileDigest.sha256(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Revision, versions, seed and platform: what a result must carry. */
    public static Map<String, String> provenance(long seed) {
        Software software = software();
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("merpo", software.version());
        provenance.put("commit", software.commit());
        provenance.put("uncommitted_changes", Boolean.toString(software.dirty()));
        provenance.put("seed", Long.toString(seed));
        provenance.put("random_numbers", Streams.ALGORITHM);
        provenance.put("java", software.java());
        provenance.put("platform", software.platform());
        provenance.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        provenance.put("mujoco", SimulationBatch.engineVersion());
        Engine engine = TensorEngine.engine();
        provenance.put("tensors", engine.getEngineName() + " " + engine.getVersion());
        return provenance;
    }

    /** The same as a file holds it. */
    public static String provenanceJson(long seed) {
        try {
            return JSON.writeValueAsString(provenance(seed)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts that cannot be written", e);
        }
    }
}
