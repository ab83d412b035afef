package io.github.novitagateway.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.image.ImageToImageRequest;
import io.github.novitagateway.image.OutputOptions.AwsS3Storage;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.reactor.TaskJournal;
import io.github.novitagateway.training.StyleExpertSettings;
import io.github.novitagateway.training.StyleTrainingRequest;
import io.github.novitagateway.training.SubjectTrainingRequest;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.support.SpringFactoriesLoader;

class NovitaRuntimeHintsTest {

    private static final String ADAPTER = "io.github.novitagateway.reactor.";

    private final RuntimeHints hints = new RuntimeHints();

    @BeforeEach
    void register() {
        new NovitaRuntimeHints().registerHints(hints, getClass().getClassLoader());
    }

    private void assertReadAndWritten(Class<?> type) {
        assertThat(RuntimeHintsPredicates.reflection()
                        .onType(type)
                        .withMemberCategory(MemberCategory.INVOKE_DECLARED_METHODS))
                .as(type.getName())
                .accepts(hints);
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(constructor))
                    .as(constructor.toString())
                    .accepts(hints);
        }
        Arrays.stream(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .forEach(field -> assertThat(RuntimeHintsPredicates.reflection().onFieldAccess(field))
                        .as(field.toString())
                        .accepts(hints));
    }

    static Stream<Class<?>> wire() throws ClassNotFoundException {
        return Stream.concat(nested("Replies"), Stream.concat(nested("WireFormat"), nested("JournalLines")));
    }

    private static Stream<Class<?>> nested(String holder) throws ClassNotFoundException {
        return Arrays.stream(Class.forName(ADAPTER + holder).getDeclaredClasses());
    }

    @ParameterizedTest
    @MethodSource("wire")
    void whatIsOnTheWireCanBeReadAndWritten(Class<?> type) {
        assertReadAndWritten(type);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                StyleTrainingRequest.class,
                SubjectTrainingRequest.class,
                StyleExpertSettings.class,
                TextToImageRequest.class,
                ImageToImageRequest.class,
                AwsS3Storage.class,
                TaskJournal.Intended.class,
                TaskJournal.Stored.class
            })
    void requestsAndJournalEntriesCanBeReadAndWritten(Class<?> type) {
        assertReadAndWritten(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Replies$TaskResult$Nsfw", "Replies$ModelRow$Type", "WireFormat$CustomStorage"})
    void recordsInsideOfRecordsAreFound(String name) throws ClassNotFoundException {
        assertReadAndWritten(Class.forName(ADAPTER + name));
    }

    @Test
    void nothingButTheGatewaysOwnTypesIsRegistered() {
        assertThat(hints.reflection().typeHints())
                .isNotEmpty()
                .allSatisfy(hint -> assertThat(hint.getType().getName()).startsWith("io.github.novitagateway."));
    }

    @Test
    void springFindsTheRegistrar() {
        assertThat(SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
                        .load(RuntimeHintsRegistrar.class))
                .hasAtLeastOneElementOfType(NovitaRuntimeHints.class);
    }
}
