package io.github.novitagateway.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

/** What Spring makes of the configuration before a native image is built. */
class AheadOfTimeTest {

    private final InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
    private final DefaultGenerationContext generation =
            new DefaultGenerationContext(new ClassNameGenerator(ClassName.get("com.example", "Studio")), files);

    private RuntimeHints process() {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            TestPropertyValues.of(
                            "novita.api-key=" + Contexts.KEY,
                            "novita.journal.file=unused.journal",
                            "management.health.novita.enabled=true")
                    .applyTo(context);
            context.register(
                    NovitaHttpClientAutoConfiguration.class,
                    NovitaGatewayAutoConfiguration.class,
                    NovitaHealthAutoConfiguration.class);
            new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
            generation.writeGeneratedContent();
            return generation.getRuntimeHints();
        }
    }

    @Test
    void beansPropertiesAndJsonAreKnownAheadOfTime() {
        RuntimeHints hints = process();

        assertThat(files.getGeneratedFiles(GeneratedFiles.Kind.SOURCE).keySet())
                .anyMatch(file -> file.contains("NovitaGatewayAutoConfiguration"))
                .anyMatch(file -> file.contains("NovitaHealthAutoConfiguration"));
        assertThat(RuntimeHintsPredicates.reflection()
                        .onConstructorInvocation(NovitaProperties.class.getDeclaredConstructors()[0]))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.reflection()
                        .onConstructorInvocation(RetryProperties.Backoff.class.getDeclaredConstructors()[0]))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.reflection()
                        .onType(HttpClientSettings.class)
                        .withMemberCategory(MemberCategory.INVOKE_PUBLIC_METHODS))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.reflection()
                        .onType(TypeReference.of("io.github.novitagateway.reactor.Replies$Slot")))
                .accepts(hints);
    }

    @Test
    void theKeyIsInNothingThatIsGenerated() {
        process();

        assertThat(files.getGeneratedFiles(GeneratedFiles.Kind.SOURCE).values())
                .isNotEmpty()
                .allSatisfy(
                        source -> assertThat(new String(source.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                                .doesNotContain(Contexts.KEY));
    }
}
