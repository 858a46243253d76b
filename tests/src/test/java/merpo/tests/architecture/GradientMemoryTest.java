package merpo.tests.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * A gradient reads again what its loss has read. DJL frees the number of {@code mul(Number)} and
 * its kin at once, so that the backward pass finds whatever lies there then: {@code Scale.by} and
 * arrays of one's own live long enough. In place, on weights and outside a tape, numbers are fine.
 *
 * <p>Run by Surefire 3.5.4; 3.5.3 silently leaves these rules out.
 */
@AnalyzeClasses(packages = "merpo", importOptions = ImportOption.DoNotIncludeTests.class)
final class GradientMemoryTest {
    private static final DescribedPredicate<JavaCall<?>> FREES_ITS_NUMBER =
            target(owner(assignableTo(NDArray.class).or(assignableTo(NDArrays.class))))
                    .and(target(nameMatching("mul|div|pow|maximum|minimum")))
                    .and(
                            DescribedPredicate.describe(
                                    "with a Java number",
                                    call ->
                                            call.getTarget().getRawParameterTypes().stream()
                                                    .anyMatch(
                                                            type ->
                                                                    type.isEquivalentTo(
                                                                            Number.class))))
                    .forSubtype();

    @ArchTest
    static final ArchRule noNumberIsFreedBeforeTheBackwardPass =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "merpo.datagen.nn..",
                            "merpo.datagen.sac..",
                            "merpo.datagen.replay..",
                            "merpo.agents..")
                    .should()
                    .callMethodWhere(FREES_ITS_NUMBER);

    /** The rule can fail. */
    @ArchTest
    static void theRuleSeesEveryForbiddenCall(JavaClasses all) {
        assertThat(all.containPackage("merpo.datagen.nn")).isTrue();
        JavaClasses guilty = new ClassFileImporter().importClasses(Guilty.class);
        long seen =
                guilty.get(Guilty.class).getMethodCallsFromSelf().stream()
                        .filter(FREES_ITS_NUMBER)
                        .count();
        assertThat(seen).isEqualTo(5);
    }

    /** Five calls that are forbidden, and three that are not. */
    static final class Guilty {
        private Guilty() {}

        static NDArray forbidden(NDArray x) {
            return NDArrays.mul(x.mul(2).div(3f).pow(2).maximum(0), 2);
        }

        static NDArray allowed(NDArray x) {
            return x.mul(x).muli(2).add(1);
        }
    }
}
