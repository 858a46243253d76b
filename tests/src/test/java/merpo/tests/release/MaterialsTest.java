package merpo.tests.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * What merpo.jar carries: a list of it, under which licences, and nothing of the machine that built
 * it.
 */
final class MaterialsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path JAR = ROOT.resolve("benchmarks/target/merpo.jar");
    private static final String LIST = "META-INF/sbom/merpo.cdx.json";

    /**
     * Whoever passes merpo on, also changed or within a closed program, may do so under one of
     * these.
     */
    private static final Set<String> FREE =
            Set.of(
                    "Apache-2.0",
                    "MIT",
                    "BSD-2-Clause",
                    "BSD-3-Clause",
                    "EPL-1.0",
                    "EPL-2.0",
                    "ISC");

    /**
     * Where Maven's word for a licence is no name that SPDX knows, or is not what the library's own
     * files say. The LGPL lets a program be passed on beside a library that can be replaced.
     */
    private static final Map<String, String> KNOWN =
            Map.of(
                    "org.jfree/jfreechart", "LGPL-2.1-or-later",
                    "org.jline/jline-terminal", "BSD-3-Clause",
                    "org.jline/jline-native", "BSD-3-Clause");

    /**
     * Native libraries by where they lie, with whose they are; licences beside, where Maven knows
     * none.
     */
    private static final Map<String, String> NATIVES =
            Map.of(
                    "merpo/envs/mujoco/capi/", "META-INF/licenses/mujoco/LICENSE",
                    "org/bytedeco/javacpp/", "org.bytedeco/javacpp",
                    "org/bytedeco/hdf5/", "org.bytedeco/hdf5",
                    "com/sun/jna/", "net.java.dev.jna/jna",
                    "jnilib/", "ai.djl.pytorch/pytorch-jni",
                    "pytorch/", "ai.djl.pytorch/pytorch-native-cpu",
                    "ai/onnxruntime/native/", "com.microsoft.onnxruntime/onnxruntime",
                    "org/jline/nativ/", "org.jline/jline-native",
                    "net/jpountz/util/", "at.yawk.lz4/lz4-java");

    @AutoClose private final JarFile jar;
    private final List<JsonNode> components;
    private final JsonNode list;

    MaterialsTest() throws IOException {
        assertThat(JAR).as("what mvn verify packs before it runs these tests").exists();
        jar = new JarFile(JAR.toFile());
        assertThat(jar.getEntry(LIST)).as("made where Maven is online, once is enough").isNotNull();
        try (InputStream text = jar.getInputStream(jar.getEntry(LIST))) {
            list = new ObjectMapper().readTree(text);
        }
        components =
                StreamSupport.stream(list.get("components").spliterator(), false)
                        .filter(one -> !one.get("group").asText().equals("merpo"))
                        .toList();
    }

    private static String name(JsonNode component) {
        return component.get("group").asText() + "/" + component.get("name").asText();
    }

    private static Set<String> licences(JsonNode component) {
        if (KNOWN.containsKey(name(component))) {
            return Set.of(KNOWN.get(name(component)));
        }
        Set<String> names = new TreeSet<>();
        for (JsonNode one : component.path("licenses")) {
            JsonNode licence = one.path("license");
            names.add(licence.path("id").asText(licence.path("name").asText()));
        }
        return names;
    }

    private static boolean free(Set<String> licences) {
        return licences.contains("LGPL-2.1-or-later") || licences.stream().anyMatch(FREE::contains);
    }

    @Test
    void everyLibraryMayBePassedOn() {
        assertThat(components).hasSizeGreaterThan(30);
        for (JsonNode one : components) {
            assertThat(free(licences(one)))
                    .as(
                            "%s %s is under %s, must be under one of %s: take another library, or say in KNOWN what its own files say",
                            name(one), one.get("version").asText(), licences(one), FREE)
                    .isTrue();
        }
    }

    /** Of several licences one may choose; a licence that is not free alone is none. */
    @Test
    void theGplAloneIsNotFree() {
        assertThat(free(Set.of("GPL-3.0-only"))).isFalse();
        assertThat(free(Set.of())).isFalse();
        assertThat(free(Set.of("GPL-2.0-with-classpath-exception", "Apache-2.0"))).isTrue();
    }

    @Test
    void everyLibraryOfTheJarIsOnTheList() {
        Set<String> listed = new TreeSet<>();
        components.forEach(one -> listed.add(name(one)));
        List<String> carried =
                entries()
                        .map(JarEntry::getName)
                        .filter(path -> path.matches("META-INF/maven/.*/pom\\.properties"))
                        .map(path -> path.split("/", -1)[2] + "/" + path.split("/", -1)[3])
                        .filter(path -> !path.startsWith("merpo/"))
                        .toList();
        assertThat(carried).hasSizeGreaterThan(20);
        assertThat(listed).containsAll(carried);
    }

    @Test
    void everyNativeLibraryIsSomebodys() {
        Set<String> listed = new TreeSet<>();
        components.forEach(one -> listed.add(name(one)));
        List<String> natives =
                entries()
                        .map(JarEntry::getName)
                        .filter(path -> path.matches(".*\\.(so|dll|dylib|jnilib)[.\\d]*"))
                        .toList();
        assertThat(natives).hasSizeGreaterThan(10);
        for (String path : natives) {
            List<String> owners =
                    NATIVES.entrySet().stream()
                            .filter(one -> path.startsWith(one.getKey()))
                            .map(Map.Entry::getValue)
                            .toList();
            assertThat(owners).as("whose %s is", path).hasSize(1);
            String owner = owners.get(0);
            assertThat(listed.contains(owner) || jar.getEntry(owner) != null)
                    .as("%s, of %s, is on the list or has its licence beside it", path, owner)
                    .isTrue();
        }
        assertThat(jar.getEntry("merpo/replay/three/LICENSE")).isNotNull();
    }

    /** So that two builds of the same sources are the same bytes. */
    @Test
    void nothingTellsWhenAndWhereItWasBuilt() throws IOException {
        assertThat(list.has("serialNumber")).isFalse();
        assertThat(list.path("metadata").has("timestamp")).isFalse();
        String home = System.getProperty("user.home");
        String here = ROOT.toString();
        List<String> telling = new ArrayList<>();
        for (JarEntry entry : entries().filter(MaterialsTest::ours).toList()) {
            try (InputStream bytes = jar.getInputStream(entry)) {
                String text = new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1);
                if (text.contains(here) || text.contains(home + "/")) {
                    telling.add(entry.getName());
                }
            }
        }
        assertThat(telling).as("entries that name %s or %s", here, home).isEmpty();
    }

    /** What this build makes; MuJoCo's own library comes as it is. */
    private static boolean ours(JarEntry entry) {
        String path = entry.getName();
        return !entry.isDirectory()
                && (path.startsWith("merpo/") || path.equals(LIST))
                && !path.contains("/libmujoco");
    }

    private Stream<JarEntry> entries() {
        return jar.stream().sorted(Comparator.comparing(JarEntry::getName));
    }
}
