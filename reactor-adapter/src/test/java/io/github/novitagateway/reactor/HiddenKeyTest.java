package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.error.ApiException;
import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.task.TaskId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** Neither the key nor a presigned query is shown, even by an error whose body echoes it. */
class HiddenKeyTest extends ServiceTest {

    private static final String SIGNATURE = "X-Amz-Signature=" + "5".repeat(64);
    private static final String LINK = "https://storage.example.com/a.png?" + SIGNATURE;

    @BeforeEach
    void tryOnce() {
        novita.close();
        novita = gateway(config().retry(RetryPolicy.none()).build());
    }

    static Stream<String> echoes() {
        return Stream.of(
                KEY,
                "Bearer " + KEY + " and again " + KEY,
                "<html>" + KEY + "</html>",
                "-".repeat(150) + KEY + KEY + KEY,
                "-".repeat(195) + KEY,
                "-".repeat(180) + KEY,
                "é".repeat(90) + KEY,
                "{\"msg\":\"" + KEY + "\"}",
                "{\"code\":403,\"message\":\"bad key " + KEY + "\"}",
                "{\"code\":403,\"reason\":\"" + KEY + "\",\"message\":\"\"}",
                "{\"code\":403,\"metadata\":{\"authorization\":\"Bearer " + KEY + "\"}}",
                "{\"code\":403,\"metadata\":{\"" + KEY + "\":\"1\",\"sent\":[\"" + KEY + "\"]}}");
    }

    @Test
    void aWordForAKeyIsCutOutOfNoAnswer() {
        novita.close();
        novita = gateway(NovitaConfig.builder(ApiKey.of("task"))
                .baseUrl(server.url("/").uri())
                .build());
        answerJson("{\"task_id\":\"task-1\"}");

        TaskId task = value(novita.images()
                .submit(TextToImageRequest.builder("model", "a hill").build()));

        assertThat(task).isEqualTo(TaskId.image("task-1"));
    }

    @ParameterizedTest
    @MethodSource("echoes")
    void aRefusalThatEchoesTheKey(String body) {
        answer(new MockResponse.Builder().code(403).body(body).build());

        NovitaException refused = failure(this::status);

        ApiException api = (ApiException) refused;
        assertThat(shown(api) + api.reason() + api.serviceMessage() + api.metadata())
                .doesNotContain(KEY, KEY.substring(0, 8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "\"%s\"",
                "[\"%s\"]",
                "{\"task_status\":\"%s",
                "{\"models\":\"%s\"}",
                "{\"extra\":\"%s\"}",
                "{\"models\":[\"%s\"]}",
                "{\"code\":7,\"msg\":\"%s\"}"
            })
    void anUnreadableAnswerThatEchoesASecret(String body) {
        for (String secret : new String[] {KEY, LINK}) {
            answer(new MockResponse.Builder().body(body.replace("%s", secret)).build());

            assertThat(shown(failure(this::status))).doesNotContain(KEY, "0123456789abcdef", SIGNATURE);
        }
    }

    @Test
    void anUnreadableSlotThatEchoesTheKeyInAName() {
        answer(new MockResponse.Builder()
                .body("{\"assets_id\":{\"" + KEY + "\":1},\"headers\":{\"" + KEY + "\":7}}")
                .build());

        assertThat(shown(failure(() -> novita.assets().upload(Pictures.numbered(1)))))
                .doesNotContain(KEY);
    }

    @Test
    void whatIsToBeFetched() {
        Download.Link link = new Download.Link(LINK, Instant.EPOCH, Mono.empty());

        assertThat(link).hasToString("Link[expiresAt=1970-01-01T00:00:00Z]");
        assertThat(new Download.Item(null, "model ink", link, "ink.pt", 1, "maxBytes", LONG))
                .hasToString("Item[model ink to ink.pt]");
    }

    private Mono<?> status() {
        return novita.trainings().status(TaskId.style("1"));
    }

    private static NovitaException failure(Supplier<Mono<?>> operation) {
        try {
            throw new AssertionError("no failure but " + operation.get().block(LONG));
        } catch (NovitaException failure) {
            return failure;
        }
    }

    /** What a log shows: the messages of the error and of all its causes. */
    private static String shown(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
