package merpo.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The house as it is drawn: data flows one way, and native memory has few owners. */
@AnalyzeClasses(packages = "merpo", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule dataFlowsOneWay =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .withOptionalLayers(true)
                    .layer("envs")
                    .definedBy("merpo.envs..")
                    .layer("datagen")
                    .definedBy("merpo.datagen..")
                    .layer("agents")
                    .definedBy("merpo.agents..")
                    .layer("benchmarks")
                    .definedBy("merpo.benchmarks..")
                    .whereLayer("benchmarks")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("agents")
                    .mayOnlyBeAccessedByLayers("benchmarks")
                    .whereLayer("datagen")
                    .mayOnlyBeAccessedByLayers("agents", "benchmarks");

    @ArchTest
    static final ArchRule noCycles = slices().matching("merpo.(**)").should().beFreeOfCycles();

    /** Pointers belong to MuJoCo's one door and to the HDF5 library's; nobody else frees memory. */
    @ArchTest
    static final ArchRule nativeMemoryHasTwoOwners =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("merpo.envs.mujoco..", "merpo.datagen.dataset..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.bytedeco.javacpp..")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyDatasetsKnowHdf5 =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("merpo.datagen.dataset..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.bytedeco.hdf5..")
                    .allowEmptyShould(true);

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
        assertThat(all.size()).isGreaterThan(300);
    }
}
