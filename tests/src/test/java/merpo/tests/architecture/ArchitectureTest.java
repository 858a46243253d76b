package merpo.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The house as it is drawn: data flows one way, and native memory has few owners. */
@AnalyzeClasses(packages = "merpo", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    /** Rooms from the lowest to the highest: each knows only those before it. */
    private static final Map<String, String[]> FLOORS = floors();

    private static Map<String, String[]> floors() {
        Map<String, String[]> floors = new LinkedHashMap<>();
        floors.put(
                "environments",
                packages(
                        "envs",
                        "envs.mujoco..",
                        "envs.locomotion",
                        "envs.navigation",
                        "envs.task",
                        "envs.rollout",
                        "envs.storage",
                        "envs.catalog"));
        floors.put(
                "runs",
                packages(
                        "datagen.run",
                        "datagen.tensorboard",
                        "datagen.storage",
                        "datagen.statistics"));
        floors.put(
                "learning",
                packages("datagen.nn", "datagen.replay", "datagen.snapshot", "datagen.settings"));
        floors.put("hdf5", packages("datagen.hdf5"));
        floors.put("datasets", packages("datagen.dataset", "datagen.convert", "datagen.inspect"));
        floors.put(
                "generator",
                packages("datagen.rollout", "datagen.sac", "datagen.behavior", "datagen.generate"));
        floors.put(
                "learners",
                packages(
                        "agents",
                        "agents.clone",
                        "agents.context",
                        "agents.dynamics",
                        "agents.focal",
                        "agents.rac",
                        "agents.merpo"));
        floors.put("training", packages("agents.training", "agents.evaluation"));
        floors.put("benchmarks", packages("benchmarks.."));
        return floors;
    }

    private static String[] packages(String... names) {
        return Arrays.stream(names).map(name -> "merpo." + name).toArray(String[]::new);
    }

    @ArchTest
    static void everyClassHasAFloor(JavaClasses all) {
        String[] every = FLOORS.values().stream().flatMap(Arrays::stream).toArray(String[]::new);
        classes().should().resideInAnyPackage(every).check(all);
    }

    @ArchTest
    static void dataFlowsOneWay(JavaClasses all) {
        List<String> order = List.copyOf(FLOORS.keySet());
        for (int floor = 0; floor < order.size() - 1; floor++) {
            String[] above =
                    order.subList(floor + 1, order.size()).stream()
                            .flatMap(name -> Arrays.stream(FLOORS.get(name)))
                            .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAnyPackage(FLOORS.get(order.get(floor)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above)
                    .as(order.get(floor) + " knows nothing of what stands on it")
                    .check(all);
        }
    }

    /** A JVM user takes the learners without dataset files and their native library. */
    @ArchTest
    static final ArchRule learnersStandOnTheLearningKernelAlone =
            noClasses()
                    .that()
                    .resideInAnyPackage(FLOORS.get("learners"))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            Stream.of("runs", "hdf5", "datasets", "generator", "environments")
                                    .flatMap(name -> Arrays.stream(FLOORS.get(name)))
                                    .toArray(String[]::new));

    @ArchTest
    static final ArchRule noCycles = slices().matching("merpo.(**)").should().beFreeOfCycles();

    /** Pointers belong to MuJoCo's one door and to the HDF5 library's; nobody else frees memory. */
    @ArchTest
    static final ArchRule nativeMemoryHasTwoOwners =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("merpo.envs.mujoco..", "merpo.datagen.hdf5")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.bytedeco.javacpp..")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyOneRoomKnowsHdf5 =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("merpo.datagen.hdf5")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.bytedeco.hdf5..")
                    .allowEmptyShould(true);

    /** Each library has one room, so that it can be replaced there. */
    @ArchTest
    static void librariesHaveOneRoomEach(JavaClasses all) {
        Map<String, String[]> rooms =
                Map.of(
                        "org.jfree..", packages("benchmarks.figure"),
                        "picocli..", packages("benchmarks.cli"),
                        "com.google.protobuf..", packages("datagen.tensorboard"),
                        "me.tongfei..", packages("datagen.run"),
                        "io.jhdf..", packages("datagen.hdf5", "datagen.convert"));
        rooms.forEach(
                (library, room) ->
                        noClasses()
                                .that()
                                .resideOutsideOfPackages(room)
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage(library)
                                .check(all));
    }

    @ArchTest
    static final ArchRule fewRoomsStartProcesses =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            packages("benchmarks.jobs", "benchmarks.process", "benchmarks.watch"))
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(ProcessBuilder.class);

    /** A library that ends the process takes its caller's work with it. */
    @ArchTest
    static final ArchRule onlyTheCommandLineEndsTheProcess =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("merpo.benchmarks.cli.Merpo")
                    .should()
                    .callMethod(System.class, "exit", int.class)
                    .orShould()
                    .callMethod(Runtime.class, "halt", int.class);

    /** Names that say what a package is, not what it holds. */
    @ArchTest
    static final ArchRule packagesAreNamedByWhatTheyHold =
            noClasses()
                    .should()
                    .resideInAnyPackage(
                            "..util..",
                            "..utils..",
                            "..common..",
                            "..impl..",
                            "..base..",
                            "..helper..");

    @ArchTest
    static void sawTheWholeHouse(JavaClasses all) {
        assertThat(all.size()).isGreaterThan(500);
    }
}
