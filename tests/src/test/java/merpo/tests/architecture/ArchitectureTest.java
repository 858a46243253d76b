package merpo.tests.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The house as it is drawn: data flows one way, and native memory has few owners. */
@AnalyzeClasses(packages = "merpo", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    /** Rooms from the lowest to the highest: each knows only those before it. */
    private static final Map<String, DescribedPredicate<JavaClass>> FLOORS = floors();

    private static Map<String, DescribedPredicate<JavaClass>> floors() {
        Map<String, DescribedPredicate<JavaClass>> floors = new LinkedHashMap<>();
        String[] training = packages("agents.training", "agents.evaluation", "agents.portable");
        floors.put(
                "environments",
                in(
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
                in(
                        "datagen.run",
                        "datagen.process",
                        "datagen.tensorboard",
                        "datagen.storage",
                        "datagen.statistics"));
        floors.put(
                "learning",
                in("datagen.nn", "datagen.replay", "datagen.snapshot", "datagen.settings"));
        floors.put("hdf5", in("datagen.hdf5"));
        floors.put("datasets", in("datagen.dataset", "datagen.convert", "datagen.inspect"));
        floors.put(
                "generator",
                in("datagen.rollout", "datagen.sac", "datagen.behavior", "datagen.generate"));
        // A method is a room of its own that needs no line here.
        floors.put(
                "learners",
                resideInAPackage("merpo.agents..").and(resideOutsideOfPackages(training)));
        floors.put("training", resideInAnyPackage(training));
        floors.put("benchmarks", in("benchmarks.."));
        return floors;
    }

    private static DescribedPredicate<JavaClass> in(String... names) {
        return resideInAnyPackage(packages(names));
    }

    /** On any of these floors. */
    private static DescribedPredicate<JavaClass> on(Collection<String> floors) {
        return DescribedPredicate.or(floors.stream().map(FLOORS::get).toList());
    }

    private static String[] packages(String... names) {
        return Arrays.stream(names).map(name -> "merpo." + name).toArray(String[]::new);
    }

    @ArchTest
    static void everyClassHasAFloor(JavaClasses all) {
        classes().should(ArchCondition.from(on(FLOORS.keySet()))).check(all);
    }

    @ArchTest
    static void dataFlowsOneWay(JavaClasses all) {
        List<String> order = List.copyOf(FLOORS.keySet());
        for (int floor = 0; floor < order.size() - 1; floor++) {
            noClasses()
                    .that(FLOORS.get(order.get(floor)))
                    .should()
                    .dependOnClassesThat(on(order.subList(floor + 1, order.size())))
                    .as(order.get(floor) + " knows nothing of what stands on it")
                    .check(all);
        }
    }

    /** A JVM user takes the learners without dataset files and their native library. */
    @ArchTest
    static final ArchRule learnersStandOnTheLearningKernelAlone =
            noClasses()
                    .that(FLOORS.get("learners"))
                    .should()
                    .dependOnClassesThat(
                            on(List.of("runs", "hdf5", "datasets", "generator", "environments")));

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
                        "org.apache.spark..",
                        packages("benchmarks.spark"),
                        "org.jfree..",
                        packages("benchmarks.figure"),
                        "picocli..",
                        packages("benchmarks.cli"),
                        "com.google.protobuf..",
                        packages("datagen.storage", "datagen.tensorboard", "agents.portable"),
                        "ai.onnxruntime..",
                        packages("agents.portable"),
                        "me.tongfei..",
                        packages("datagen.run"),
                        "io.jhdf..",
                        packages("datagen.hdf5", "datagen.convert"));
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
                            packages(
                                    "benchmarks.jobs",
                                    "benchmarks.spark",
                                    "benchmarks.watch",
                                    "datagen.process"))
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(ProcessBuilder.class);

    /** It runs beside Spark's libraries, where ours must not be. */
    @ArchTest
    static final ArchRule whatRunsInSparkKnowsNothingElseOfUs =
            noClasses()
                    .that()
                    .resideInAPackage("merpo.benchmarks.spark")
                    .should()
                    .dependOnClassesThat(
                            resideOutsideOfPackages(
                                    "merpo.benchmarks.spark",
                                    "org.apache.spark..",
                                    "scala..",
                                    "java.."));

    /** Threads and places of the engine are set before its first use, wherever that is. */
    @ArchTest
    static final ArchRule theTensorEngineHasOneDoor =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("merpo.datagen.nn.TensorEngine")
                    .should()
                    .callMethod(NDManager.class, "newBaseManager")
                    .orShould()
                    .callMethod(NDManager.class, "newBaseManager", Device.class)
                    .orShould()
                    .callMethod(Engine.class, "getInstance");

    /** A class on a module path sees resources of its own jar alone; kernels lie in theirs. */
    @ArchTest
    static final ArchRule resourcesAreAskedOfTheClassLoader =
            noClasses()
                    .that()
                    .resideInAnyPackage("merpo.envs..", "merpo.datagen..", "merpo.agents..")
                    .and()
                    .doNotHaveFullyQualifiedName("merpo.datagen.nn.Kernels")
                    .should()
                    .callMethod(Class.class, "getResourceAsStream", String.class);

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
