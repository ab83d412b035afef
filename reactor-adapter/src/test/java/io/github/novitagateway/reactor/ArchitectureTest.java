package io.github.novitagateway.reactor;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.github.novitagateway.offences.CoreOffences;
import io.github.novitagateway.task.TaskId;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Core, adapter and tests obey each rule, and classes that break it are found. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // all these classes are not held for longer
class ArchitectureTest {

    private static final String ROOT = "io.github.novitagateway";
    private final JavaClasses all = new ClassFileImporter().importPackages(ROOT);
    private final JavaClasses offences = from("test-classes/.*Offences");
    private final JavaClasses tests = from("test-classes/(?!.*Offences)");
    private final JavaClasses product = from("^(?!.*test-classes/)");

    @Test
    void allOfTheProductIsLookedAt() {
        assertThat(product.contain(TaskId.class)).isTrue();
        assertThat(product.contain(NovitaGateway.class)).isTrue();
        assertThat(tests.contain(ServiceTest.class)).isTrue();
    }

    @Test
    void coreStandsAlone() {
        assertHolds(Architecture.CORE_STANDS_ALONE, CoreOffences.UsesReactor.class);
    }

    @Test
    void signaturesShowNoWireType() {
        assertHolds(Architecture.SIGNATURES_SHOW_NO_WIRE_TYPE, AdapterOffences.ShowsAWireType.class);
        assertHolds(Architecture.SIGNATURES_SHOW_NO_WIRE_TYPE, AdapterOffences.ShowsAWireTypeAsArgument.class);
        assertHolds(Architecture.SIGNATURES_SHOW_NO_WIRE_TYPE, AdapterOffences.ShowsAWireTypeAsSupertype.class);
    }

    @Test
    void oneClassTalksToTheApi() {
        assertHolds(Architecture.ONE_CLASS_TALKS_TO_THE_API, AdapterOffences.AsksTheApi.class);
    }

    @Test
    void oneClassTalksToEachForeignHost() {
        assertHolds(Architecture.ONE_CLASS_TALKS_TO_EACH_FOREIGN_HOST, AdapterOffences.AsksStorage.class);
    }

    @Test
    void nobodyElseTalks() {
        assertHolds(Architecture.NOBODY_ELSE_TALKS, AdapterOffences.TalksByItself.class);
        assertHolds(Architecture.NOBODY_ELSE_TALKS, AdapterOffences.TalksByUrl.class);
    }

    @Test
    void valuesHaveNoGetters() {
        assertHolds(Architecture.VALUES_HAVE_NO_GETTERS, CoreOffences.HasAGetter.class);
    }

    @Test
    void packagesHaveNoCycles() {
        assertHolds(Architecture.PACKAGES_HAVE_NO_CYCLES, CoreOffences.UsesTheAdapter.class);
    }

    @Test
    void nothingBlocks() {
        assertHolds(Architecture.NOTHING_BLOCKS, AdapterOffences.Blocks.class);
        assertHolds(Architecture.NOTHING_BLOCKS, AdapterOffences.Sleeps.class);
    }

    @Test
    void oneClassSubscribes() {
        assertHolds(Architecture.ONE_CLASS_SUBSCRIBES, AdapterOffences.Subscribes.class);
    }

    @Test
    void nothingIsPrinted() {
        assertHolds(Architecture.NOTHING_IS_PRINTED, CoreOffences.Prints.class);
    }

    @Test
    void publicClassesAreClosed() {
        assertHolds(Architecture.PUBLIC_CLASSES_ARE_CLOSED, CoreOffences.class);
    }

    @Test
    void theGatewayMakesItsParts() {
        assertHolds(Architecture.THE_GATEWAY_MAKES_ITS_PARTS, AdapterOffences.class);
    }

    @Test
    void testsReadStrictly() {
        Architecture.TESTS_READ_STRICTLY.check(tests);
        assertFires(Architecture.TESTS_READ_STRICTLY, AdapterOffences.TestsLeniently.class);
    }

    @Test
    void testGatewaysReadStrictly() {
        Architecture.TEST_GATEWAYS_READ_STRICTLY.check(tests);
        assertFires(Architecture.TEST_GATEWAYS_READ_STRICTLY, AdapterOffences.TestsLenientlyByBuilder.class);
    }

    private JavaClasses from(String place) {
        Predicate<String> isThere = Pattern.compile(place).asPredicate();
        return all.that(describe(
                "from " + place,
                type -> isThere.test(type.getSource().orElseThrow().getUri().toString())));
    }

    private void assertHolds(ArchRule rule, Class<?> offender) {
        rule.check(product);
        assertFires(rule, offender);
    }

    private void assertFires(ArchRule rule, Class<?> offender) {
        assertThat(rule.evaluate(offences).getFailureReport().getDetails())
                .as("%s", rule)
                .anyMatch(offence -> offence.contains(offender.getName()));
    }
}
