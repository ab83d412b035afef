package io.github.novitagateway.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxExtension;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import reactor.test.StepVerifier;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** The application's JSON is the application's, the gateway's is the gateway's. */
@Timeout(30)
class JacksonBesideTest {

    @RegisterExtension
    static final SandboxExtension SANDBOX = new SandboxExtension();

    private static final Map<String, Integer> VALUE = Map.of("camelCase", 1);

    @Test
    void theApplicationsMapperIsTheOnlyOneAndAsItSetIt(Sandbox sandbox) {
        Contexts.plain()
                .withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class))
                .withPropertyValues(
                        "novita.base-url=" + sandbox.baseUrl(),
                        "spring.jackson.property-naming-strategy=KEBAB_CASE",
                        "spring.jackson.deserialization.fail-on-unknown-properties=true",
                        "spring.jackson.serialization.indent-output=true")
                .run(context -> {
                    JsonMapper mapper = context.getBean(JsonMapper.class);
                    assertThat(context.getBeansOfType(ObjectMapper.class)).hasSize(1);
                    String before = mapper.writeValueAsString(VALUE);

                    StepVerifier.create(context.getBean(NovitaGateway.class)
                                    .account()
                                    .balance())
                            .expectNextCount(1)
                            .expectComplete()
                            .verify(Duration.ofSeconds(10));

                    assertThat(context.getBean(JsonMapper.class)).isSameAs(mapper);
                    assertThat(mapper.writeValueAsString(VALUE))
                            .isEqualTo(before)
                            .contains("\n");
                    assertThat(mapper.registeredModules())
                            .noneSatisfy(
                                    module -> assertThat(module.getModuleName()).contains("novita"));
                });
    }

    @Test
    void noMapperComesWithTheGateway() {
        Contexts.plain()
                .run(context -> assertThat(context)
                        .doesNotHaveBean(ObjectMapper.class)
                        .doesNotHaveBean(com.fasterxml.jackson.databind.ObjectMapper.class));
    }
}
