package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.error.ApiException;
import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.error.NovitaException.InvalidImageException;
import io.github.novitagateway.error.UploadException;
import io.github.novitagateway.image.GeneratedImage;
import io.github.novitagateway.image.Webhook.TaskEvent;
import io.github.novitagateway.reactor.PresignedPut.PresignedUpload;
import io.github.novitagateway.reactor.PresignedPut.S3Error;
import io.github.novitagateway.reactor.Replies.Reply;
import io.github.novitagateway.reactor.RetryStrategy.RetryAfter;
import io.github.novitagateway.task.TaskId;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What others can send, in any bytes: it becomes a value that keeps its promises, or the documented failure, and no
 * failure quotes a secret. {@code verify} repeats seeds and findings; {@code docs/guards.md} tells how to look for
 * more.
 */
class HostileInputTest {

    private static final String KEY = ServiceTest.KEY;
    private static final JsonCodec CODEC = JsonCodec.lenient();
    private static final ErrorDecoder ERRORS = new ErrorDecoder(CODEC, ApiKey.of(KEY));
    private static final NovitaGateway NOVITA =
            NovitaGateway.create(NovitaConfig.builder(ApiKey.of(KEY)).build());
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Duration A_YEAR = Duration.ofDays(365);

    @AfterAll
    static void close() {
        NOVITA.closeLater().block(ServiceTest.LONG);
    }

    static Stream<Arguments> bodies() {
        Stream<String> echoes = Stream.concat(
                HiddenKeyTest.echoes(),
                Stream.of(
                        "{\"headers\":{\"" + KEY + "\":7},\"assets_id\":{\"" + KEY + "\":1}}",
                        "{\"task\":{\"progress_percent\":250},\"extra\":{\"progress_percent\":-1}}"));
        return Stream.concat(Golden.everyBody(), echoes.map(echo -> echo.getBytes(StandardCharsets.UTF_8)))
                .map(Arguments::of);
    }

    static Stream<Arguments> refusals() {
        return bodies().map(body -> Arguments.of(403, "120", body.get()[0]));
    }

    static Stream<Arguments> pictures() {
        return Stream.of(InputPictureTest.readable(), InputPictureTest.unreadable())
                .flatMap(pictures -> pictures)
                .map(picture -> Arguments.of(picture.get()[1]));
    }

    @MethodSource("bodies")
    @FuzzTest(maxDuration = "1m")
    void anAnswerIsReadOrMalformed(byte @Nullable [] body) {
        for (Class<?> reply : Reply.class.getPermittedSubclasses()) {
            valueOrFailure(() -> value((Reply) CODEC.read(bytes(body), reply)));
        }
    }

    @MethodSource("refusals")
    @FuzzTest(maxDuration = "1m")
    void aRefusalBecomesAnApiException(
            @InRange(min = 300, max = 599) int status, @NotNull String retryAfter, byte @Nullable [] body) {
        HttpHeaders headers =
                DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
        headers.set("Retry-After", retryAfter);

        ApiException refusal = ERRORS.decode(status, headers, bytes(body), NOW);

        assertTellsNoKey(refusal);
        assertThat(refusal.reason() + refusal.serviceMessage() + refusal.metadata())
                .doesNotContain(KEY);
        assertThat(refusal.status()).isEqualTo(status);
    }

    @MethodSource("bodies")
    @FuzzTest(maxDuration = "1m")
    void anAnswerOfTheStorageBecomesAnUploadException(byte @Nullable [] body) {
        S3Error error = S3Error.parse(bytes(body));

        assertShort(new UploadException("a.png", 403, error.code(), error.message(), null));
    }

    @MethodSource("bodies")
    @FuzzTest(maxDuration = "1m")
    void aPostToAWebhookIsAnEventOrMalformed(byte @Nullable [] body) {
        valueOrFailure(() -> {
            TaskEvent event = NOVITA.parseEvent(bytes(body));
            assertThat(event.type()).isNotBlank();
            assertThat(event.status() != null).isEqualTo(event.type().equals(TaskEvent.ASYNC_TASK_RESULT));
            return event;
        });
    }

    @MethodSource("pictures")
    @FuzzTest(maxDuration = "1m")
    void aPictureIsMeasuredOrRefused(byte @Nullable [] picture) {
        byte[] bytes = bytes(picture);
        assertThat(InputPicture.pixels(bytes)).isNotNegative();
        if (ImageFormat.detect(bytes).isEmpty()) {
            assertThat(InputPicture.pixels(bytes)).isZero();
        }
        try {
            assertThat(InputPicture.read(ImageSource.bytes("a picture", bytes))).isEqualTo(bytes);
        } catch (InvalidImageException refused) {
            assertShort(refused);
        }
    }

    @ValueSource(strings = {"0", " 120 ", "999999999999999999", "-1", "1.5", "soon", "Mon, 23 Nov 2026 08:01:30 GMT"})
    @FuzzTest(maxDuration = "1m")
    void aWaitIsBetweenNothingAndAYear(@NotNull String header) {
        Duration wait = RetryAfter.parse(header, NOW);

        assertThat(wait == null || (!wait.isNegative() && wait.compareTo(A_YEAR) <= 0))
                .isTrue();
    }

    @ValueSource(
            strings = {
                "https://h.example/a%20b.png?X-Amz-Date=20261123T080000Z&X-Amz-Expires=120&X-Amz-Signature=5f5f",
                "https://h.example/a?X-Amz-Expires=999999999",
                "http://u:p@[::1]:80/a;b?c=%zz#d",
                "mailto:a@b?X-Amz-Date=1&X-Amz-Expires=2",
                "//h/a?X-Amz-Date=+9999999991231T235959Z&X-Amz-Expires=2147483647"
            })
    @FuzzTest(maxDuration = "1m")
    void anAddressIsKeptByteForByteAndItsQueryIsNotShown(@NotNull String text) {
        PresignedUrl.expiry(text);
        URI url = PresignedUrl.parse(text);
        if (url != null) {
            PresignedUpload slot = new PresignedUpload(AssetId.of("1"), url);
            assertThat(slot.lifetime()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(999_999_999));
            assertThat(url).hasToString(text);
            assertThat(slot.toString()).doesNotContain("?");
        }
    }

    @ValueSource(strings = {"style/1", "subject/a/b", "image/11111111-2222-4333-8444-000000000011", "image/", "x/1"})
    @FuzzTest(maxDuration = "1m")
    void theTextOfATaskIdIsReadBack(@NotNull String text) {
        try {
            assertThat(TaskId.parse(text)).hasToString(text);
        } catch (IllegalArgumentException documented) {
            assertThat(documented.getMessage()).startsWith("taskId");
        }
    }

    private static Object value(Reply reply) {
        if (reply instanceof Replies.TrainingStatus status) {
            var mapped = ReplyMapping.status(TaskId.style("1"), status);
            assertPercent(mapped.progressPercent());
            return List.of(mapped, mapped.stage(), mapped.servingModel());
        }
        if (reply instanceof Replies.TaskResult result) {
            var mapped = ReplyMapping.status(TaskId.image("1"), result, NOW);
            assertPercent(mapped.progressPercent());
            assertThat(mapped.images())
                    .extracting(GeneratedImage::index)
                    .isEqualTo(
                            IntStream.range(0, mapped.images().size()).boxed().toList());
            return mapped;
        }
        if (reply instanceof Replies.Trainings trainings) {
            return CursorPages.Page.of(trainings.tasks(), trainings.pagination()).rows().stream()
                    .map(row -> String.valueOf(ReplyMapping.row(row)))
                    .toList();
        }
        if (reply instanceof Replies.Models models) {
            return CursorPages.Page.of(models.models(), models.pagination()).rows().stream()
                    .map(ReplyMapping::model)
                    .toList();
        }
        return small(reply);
    }

    private static Object small(Reply reply) {
        if (reply instanceof Replies.Slot slot) {
            return Assets.presigned(slot).lifetime();
        }
        if (reply instanceof Replies.BalanceDetail balance) {
            return ReplyMapping.balance(balance);
        }
        return reply instanceof Replies.User user ? ReplyMapping.balance(user) : reply;
    }

    private static byte[] bytes(byte @Nullable [] body) {
        return body == null ? new byte[0] : body;
    }

    private interface Reading {
        Object read();
    }

    private static void valueOrFailure(Reading reading) {
        try {
            assertThat(reading.read().toString()).isNotEmpty();
        } catch (NovitaException failure) {
            assertTellsNoKey(failure);
        }
    }

    private static void assertPercent(@Nullable Double percent) {
        assertThat(percent == null || (percent >= 0 && percent <= 100)).isTrue();
    }

    private static void assertTellsNoKey(NovitaException failure) {
        assertShort(failure);
        assertThat(failure.toString()).doesNotContain(KEY);
        assertThat(failure.getCause()).isNull();
    }

    private static void assertShort(NovitaException failure) {
        assertThat(failure.getMessage())
                .isNotBlank()
                .hasSizeLessThanOrEqualTo(500)
                .doesNotContain("\n", "\r");
    }
}
