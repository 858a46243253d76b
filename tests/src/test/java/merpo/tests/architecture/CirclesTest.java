package merpo.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.List;
import merpo.tests.architecture.guilty.One;

/** Within a package two classes may know each other; three may not stand in a circle. */
@AnalyzeClasses(packages = "merpo", importOptions = ImportOption.DoNotIncludeTests.class)
final class CirclesTest {
    /** Generated from C, where a structure holds the functions that take it. */
    private static final String GENERATED = "merpo.envs.mujoco.capi.";

    @ArchTest
    static void noCirclesInsideAPackage(JavaClasses all) {
        assertThat(Circles.of(all))
                .as("circles of more than two classes in a package: turn one of their uses")
                .filteredOn(circle -> !circle.get(0).startsWith(GENERATED))
                .isEmpty();
    }

    /**
     * The rule can fail: One knows Two, Two's nested class knows Three, an array of One is there.
     */
    @ArchTest
    static void aCircleOfThreeIsFound(JavaClasses all) {
        JavaClasses guilty = new ClassFileImporter().importPackagesOf(One.class);
        String place = One.class.getPackageName();
        assertThat(Circles.of(guilty))
                .containsExactly(List.of(place + ".One", place + ".Three", place + ".Two"));
    }
}
