package io.github.novitagateway.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A value outside of its range keeps the application from starting, and the message names its property. */
class OutOfRangeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            novita.base-url                        | http://example.com | must be https unless its host is loopback
            novita.base-url                        | ftp://example.com  | must be http or https but was "ftp"
            novita.connect-timeout                 | 0s       | must be above 0 but was PT0S
            novita.request-timeout                 | -1s      | must be above 0 but was PT-1S
            novita.upload-timeout                  | 400d     | must be at most 365 days but was PT9600H
            novita.download-timeout                | 0s       | must be above 0 but was PT0S
            novita.max-response-size               | 0B       | must be at least 1 but was 0
            novita.max-image-size                  | -1MB     | must be at least 1 but was -1048576
            novita.page-size                       | 101      | must be 1..100 but was 101
            novita.upload-concurrency              | 0        | must be 1..64 but was 0
            novita.user-agent                      | \u00fc   | must be printable ASCII but was
            novita.paths.models                    | models   | must be a path such as /v3/model but was "models"
            novita.paths.training-dataset          | /a?b     | must be a path such as /v3/model but was "/a?b"
            novita.retry.max-retries               | 11       | must be 0..10 but was 11
            novita.retry.backoff.first             | 0s       | must be above 0 but was PT0S
            novita.retry.backoff.factor            | 0.5      | must be at least 1 but was 0.5
            novita.retry.backoff.longest           | 1ms      | must be at least PT0.5S but was PT0.001S
            novita.retry.longest-retry-after       | -1s      | must be at least 0 but was PT-1S
            novita.retry.outcome-search            | -1s      | must be at least 0 but was PT-1S
            novita.training-limits.deadline        | 0s       | must be above 0 but was PT0S
            novita.training-limits.queue-limit     | 0s       | must be above 0 but was PT0S
            novita.image-limits.deployment-stall   | 0s       | must be above 0 but was PT0S
            novita.training-polling.longest        | 0s       | must be above 0 but was PT0S
            novita.training-polling.eta-share      | 1.5      | must be above 0 and at most 1 but was 1.5
            novita.training-polling.factor         | 2        | has no meaning in mode paced
            novita.image-polling.factor            | 0.5      | must be at least 1 but was 0.5
            novita.image-polling.patience          | 1s       | has no meaning in mode exponential
            novita.journal.keep-finished           | -1s      | must be at least 0 but was PT-1S
            novita.journal.uploads-good-for        | 0s       | must be above 0 but was PT0S
            novita.journal.account                 | ' '      | must not be blank
            novita.foreign-hosts.allowed-names     | https://example.com | must be names of hosts
            """)
    void aValueOutOfRangeIsToldWithItsProperty(String property, String value, String problem) {
        Contexts.plain()
                .withPropertyValues("novita.journal.file=unused", property + "=" + value)
                .run(context -> {
                    FailureAnalysis analysis = Contexts.analysis(context);
                    assertThat(analysis.getDescription()).startsWith(property + " " + problem);
                    assertThat(analysis.getAction()).contains("Update the value of " + property);
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            novita.webhook.path   | events            | must be a path such as /novita/events but was "events"
            novita.webhook.path   | /novita/{events}  | must be a path such as /novita/events
            novita.webhook.buffer | 0                 | must be at least 1 but was 0
            novita.webhook.token  | tooShortForSafety! | must be 16..128 letters, digits, "-" and "_"
            """)
    void aWebhookOutOfRangeIsToldWithItsPropertyAndWithoutItsToken(String property, String value, String problem) {
        Contexts.reactive()
                .withPropertyValues("novita.webhook.enabled=true", property + "=" + value)
                .run(context -> assertThat(Contexts.analysis(context).getDescription())
                        .startsWith(property + " " + problem)
                        .doesNotContain("tooShort"));
    }

    @Test
    void aKeyThatCannotBeOneIsNotShown() {
        Contexts.withoutKey()
                .withPropertyValues("novita.api-key=sk_with a blank")
                .run(context -> assertThat(Contexts.analysis(context).getDescription())
                        .isEqualTo("novita.api-key must be printable ASCII without blanks"));
    }

    @Test
    void aCustomizersOwnMistakeIsNotBlamedOnAProperty() {
        Contexts.plain()
                .withBean(NovitaConfigCustomizer.class, () -> config -> config.pageSize(0))
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("pageSize must be 1..100 but was 0")
                        .satisfies(failure -> assertThat(Throwables.getStackTrace(failure))
                                .doesNotContain(NovitaPropertyException.class.getName())));
    }
}
