package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.config.RetryPolicy.Backoff;
import io.github.novitagateway.error.ApiException.InvalidRequestException;
import io.github.novitagateway.error.ApiException.ServerException;
import io.github.novitagateway.error.NovitaException.MalformedResponseException;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import io.github.novitagateway.training.StyleTrainingRequest;
import java.time.Duration;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Who accepts that a drawing may be paid twice gets it ordered again; a training never is. */
class RetryPaidRequestsTest extends ServiceTest {

    private static final String POST = "POST /v3/async/txt2img";
    private static final String ACCEPTED = "{\"task_id\":\"drawn\"}";

    @BeforeEach
    void accept() {
        novita.close();
        novita = gateway(config().retry(RetryPolicy.builder()
                        .maxRetries(2)
                        .backoff(Backoff.of(Duration.ofMillis(1), 1, Duration.ofMillis(1)))
                        .outcomeSearch(Duration.ZERO)
                        .retryPaidRequests(true)
                        .build())
                .build());
    }

    @Test
    void aDrawingIsOrderedAgainAfterALostAnswer() throws InterruptedException {
        answer(new MockResponse.Builder().code(503).build());
        answer(new MockResponse.Builder()
                .body(ACCEPTED)
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        answerJson(ACCEPTED);

        assertThat(value(draw())).isEqualTo(TaskId.image("drawn"));
        assertThat(allRequests()).containsExactly(POST, POST, POST);
    }

    @Test
    void theOutcomeIsUnknownWhenNoAnswerComesAtAll() throws InterruptedException {
        answer("error.503.service-not-available.response.json", "error.503.service-not-available.response.json");
        answer("error.503.service-not-available.response.json");

        assertThatExceptionOfType(SubmitOutcomeUnknownException.class)
                .isThrownBy(() -> value(draw()))
                .withCauseInstanceOf(ServerException.class);
        assertThat(allRequests()).containsExactly(POST, POST, POST);
    }

    /** The refusal speaks of the second order alone. */
    @Test
    void theOutcomeStaysUnknownWhenTheRepetitionIsRefused() throws InterruptedException {
        answer("error.503.service-not-available.response.json", "error.400.validator.response.json");

        assertThatExceptionOfType(SubmitOutcomeUnknownException.class)
                .isThrownBy(() -> value(draw()))
                .withCauseInstanceOf(InvalidRequestException.class);
        assertThat(allRequests()).containsExactly(POST, POST);
    }

    @Test
    void anAcceptanceThatCannotBeReadIsNoPassingFailure() throws InterruptedException {
        answerJson("{}");

        assertThatExceptionOfType(SubmitOutcomeUnknownException.class)
                .isThrownBy(() -> value(draw()))
                .withCauseInstanceOf(MalformedResponseException.class);
        assertThat(allRequests()).containsExactly(POST);
    }

    @Test
    void aTrainingIsLookedForInstead() throws InterruptedException {
        listNoTraining();
        answer("error.503.service-not-available.response.json");

        assertThatExceptionOfType(SubmitOutcomeUnknownException.class)
                .isThrownBy(() -> value(novita.trainings()
                        .submit(StyleTrainingRequest.builder("ink-hills", "v1-5-pruned-emaonly")
                                .images(List.of(TrainingImage.of(AssetId.of("a1"), "a hill")))
                                .build())));
        assertThat(allRequests()).containsExactly("POST /v3/training/style", "GET /v3/training");
    }

    private Mono<TaskId> draw() {
        return novita.images()
                .submit(TextToImageRequest.builder("model", "a hill").build());
    }
}
