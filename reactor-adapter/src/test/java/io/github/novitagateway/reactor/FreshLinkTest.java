package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.error.ApiException.RateLimitedException;
import io.github.novitagateway.error.ApiException.ServerException;
import io.github.novitagateway.error.ApiException.TaskNotFoundException;
import io.github.novitagateway.error.DownloadException;
import io.github.novitagateway.error.DownloadException.Reason;
import io.github.novitagateway.image.GeneratedImage;
import io.github.novitagateway.task.TaskId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A link that is over or gone is asked for again, once in each try. */
class FreshLinkTest extends DownloadTest {

    private static final String ASKED = "/v3/async/task-result?task_id=" + TASK;

    @TempDir
    Path directory = Path.of("");

    private void answerWithFreshLinks() {
        String at = server.url("/").toString();
        answerJson("""
                {"task": {"task_id": "%s", "status": "TASK_STATUS_SUCCEED"}, "images": [
                  {"image_url": "%sfresh/0.png?X-Amz-Signature=0123456789", "image_type": "png"},
                  {"image_url": "%sfresh/1.png?X-Amz-Signature=0123456789", "image_type": "png"}]}
                """.formatted(TASK, at, at));
    }

    private void answerStatus(int... statuses) {
        for (int status : statuses) {
            answer(new MockResponse.Builder().code(status).build());
        }
    }

    private void assertAsksFor(String target) throws InterruptedException {
        RecordedRequest request = request();
        assertThat(request.getTarget()).isEqualTo(target);
        assertThat(request.getHeaders().get("Authorization") != null)
                .as("with the key")
                .isEqualTo(target.equals(ASKED));
    }

    private GeneratedImage endingAt(Instant end) {
        return new GeneratedImage(TaskId.image(TASK), 1, image().url(), end, ImageFormat.PNG, null);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 410})
    void aLinkThatIsGoneIsAskedForAgain(int status) throws InterruptedException {
        answerStatus(status);
        answerWithFreshLinks();
        answer(picture(Pictures.png(100)));

        assertThat(value(novita.images().download(image(TASK, 1, ImageFormat.PNG), directory)))
                .isEqualTo(directory.resolve(TASK + "-1.png"))
                .hasSize(100);

        assertAsksFor(TARGET);
        assertAsksFor(ASKED);
        assertAsksFor("/fresh/1.png?X-Amz-Signature=0123456789");
        assertNoFurtherRequest();
    }

    @ParameterizedTest
    @ValueSource(ints = {-3600, 0, 9})
    void aLinkThatIsOverOrNearlyIsNotTriedAtAll(int seconds) throws InterruptedException {
        answerWithFreshLinks();
        answer(picture(Pictures.png(100)));

        assertThat(value(novita.images().bytes(endingAt(Instant.now().plusSeconds(seconds)))))
                .hasSize(100);

        assertAsksFor(ASKED);
        assertAsksFor("/fresh/1.png?X-Amz-Signature=0123456789");
        assertNoFurtherRequest();
    }

    @Test
    void aLinkThatLivesOnIsNotAskedForAgain() throws InterruptedException {
        answer(picture(Pictures.png(100)));

        assertThat(value(novita.images().bytes(endingAt(Instant.now().plus(Duration.ofMinutes(1))))))
                .hasSize(100);

        assertAsksFor(TARGET);
        assertNoFurtherRequest();
    }

    @Test
    void aFreshLinkThatIsGoneTooIsTheEnd() {
        answerStatus(403);
        answerWithFreshLinks();
        answerStatus(404);

        assertFails(novita.images().download(image(), directory), Reason.GONE);
        assertThat(server.getRequestCount()).isEqualTo(3);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void eachTryMayAskOnce() throws InterruptedException {
        answerStatus(410);
        answerWithFreshLinks();
        answerStatus(503, 410);
        answerWithFreshLinks();
        answer(picture(Pictures.png(100)));

        assertThat(value(novita.images().bytes(image()))).hasSize(100);
        assertRequestsInAll(6);
    }

    @Test
    void anImageThatItsTaskNoLongerNamesIsGone() {
        answerStatus(404);
        answerWithFreshLinks();

        assertFails(novita.images().bytes(image(TASK, 2, ImageFormat.PNG)), Reason.GONE);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void anImageKeepsItsPlaceWhenOneBeforeItHasNoLinkAnyMore() throws InterruptedException {
        answerStatus(403);
        answerJson("""
                {"task": {"task_id": "%s", "status": "TASK_STATUS_SUCCEED"}, "images": [
                  {"image_url": ""}, {"image_url": "%sfresh/1.png"}, {"image_url": "%sfresh/2.png"}]}
                """.formatted(TASK, server.url("/"), server.url("/")));
        answer(picture(Pictures.png(100)));

        value(novita.images().bytes(image(TASK, 1, ImageFormat.PNG)));

        assertAsksFor(TARGET);
        assertAsksFor(ASKED);
        assertAsksFor("/fresh/1.png");
    }

    @Test
    void anImageOfATaskThatIsForgottenIsGone() {
        answerStatus(404);
        answer(new MockResponse.Builder()
                .code(404)
                .body("{\"code\":404,\"reason\":\"TASK_NOT_FOUND\",\"message\":\"task not found\"}")
                .build());

        assertThatThrownBy(() -> novita.images().bytes(image()).block(LONG))
                .isInstanceOfSatisfying(DownloadException.class, gone -> {
                    assertThat(gone.reason()).isEqualTo(Reason.GONE);
                    assertThat(gone.taskId()).isEqualTo(TaskId.image(TASK));
                })
                .hasMessageContaining(TASK)
                .hasCauseInstanceOf(TaskNotFoundException.class);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void whatTheServiceAsksToWaitForALinkIsObeyed() {
        answerStatus(404);
        answer(new MockResponse.Builder()
                .code(429)
                .setHeader("Retry-After", "300")
                .body("{}")
                .build());

        assertThatThrownBy(() -> novita.images().bytes(image()).block(LONG))
                .hasCauseInstanceOf(RateLimitedException.class);
        assertThat(server.getRequestCount())
                .as("too long to wait, so not repeated")
                .isEqualTo(2);
    }

    @Test
    void whatPassesAtTheServiceIsRepeated() {
        for (int attempt = 0; attempt < 4; attempt++) {
            answerStatus(404, 503);
        }

        assertThatThrownBy(() -> novita.images().bytes(image()).block(LONG))
                .isInstanceOfSatisfying(
                        DownloadException.class,
                        broken -> assertThat(broken.reason()).isEqualTo(Reason.INTERRUPTED))
                .hasCauseInstanceOf(ServerException.class);
        assertThat(server.getRequestCount()).isEqualTo(8);
    }
}
