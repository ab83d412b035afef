package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.error.NovitaException.TransportException;
import io.github.novitagateway.error.UploadException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicBoolean;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

class StorageErrorsTest extends StorageTest {

    private static final String SLOT = "upload-url.string-id.response.json";
    private static final String EXPIRED = "s3-put.error.expired.http.json";
    private static final int ATTEMPTS = 4;

    @ParameterizedTest
    @CsvSource({
        "bearer-auth, 400, InvalidArgument",
        "chunked, 501, NotImplemented",
        "missing-length, 411, MissingContentLength",
        "no-such-bucket, 404, NoSuchBucket",
        "signature-mismatch, 403, SignatureDoesNotMatch",
        "too-large, 400, EntityTooLarge",
        "two-auth, 400, InvalidArgument"
    })
    void aDefiniteRefusalIsNotRepeated(String error, int status, String code) {
        answer(slot(SLOT));
        answer("s3-put.error." + error + ".http.json");

        assertRefused(status, code, false, false);

        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "incomplete-body, 400, IncompleteBody",
        "internal, 500, InternalError",
        "not-xml, 503,",
        "request-timeout, 400, RequestTimeout",
        "slow-down, 503, SlowDown"
    })
    void aPassingRefusalIsRepeatedOnTheSameSlot(String error, int status, @Nullable String code) throws Exception {
        answer(slot(SLOT));
        for (int i = 0; i < ATTEMPTS; i++) {
            answer("s3-put.error." + error + ".http.json");
        }

        assertRefused(status, code, false, true);

        assertThat(request().getTarget()).isEqualTo(SLOTS);
        for (int i = 0; i < ATTEMPTS; i++) {
            assertThat(request().getTarget()).isEqualTo(targetOf(Golden.json(SLOT)));
        }
        assertNoFurtherRequest();
    }

    @ParameterizedTest
    @ValueSource(strings = {"expired", "access-denied", "time-skewed"})
    void aSlotThatIsNotAcceptedIsHealedByANewOne(String error) throws Exception {
        answer(slot(SLOT));
        answer("s3-put.error." + error + ".http.json");
        answer(slot("upload-url.int-id.response.json"));
        answer("s3-put.ok.http.json");

        AssetId id = value(novita.assets().upload(Pictures.numbered(7))).id();

        assertThat(id).isEqualTo(AssetId.of(100024));
        assertThat(request().getTarget()).isEqualTo(SLOTS);
        assertThat(request().getTarget()).isEqualTo(targetOf(Golden.json(SLOT)));
        assertThat(request().getTarget()).isEqualTo(SLOTS);
        assertThat(bytes(request())).hasSize(32);
    }

    @ParameterizedTest
    @CsvSource({
        "expired, AccessDenied, true",
        "access-denied, AccessDenied, false",
        "time-skewed, RequestTimeTooSkewed, false"
    })
    void aSecondSlotThatIsNotAcceptedEitherIsTold(String error, String code, boolean expired) {
        for (int i = 0; i < 2; i++) {
            answer(slot(SLOT));
            answer("s3-put.error." + error + ".http.json");
        }

        assertRefused(403, code, expired, false);

        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    @Test
    void slotAndPutShareOneBudgetOfRepeatsAlsoOverANewSlot() {
        answer("error.500.create-task-failed.response.json");
        answer(slot(SLOT));
        answer(EXPIRED);
        answer(slot(SLOT));
        answer("s3-put.error.internal.http.json", "s3-put.error.slow-down.http.json", "s3-put.ok.http.json");

        assertRefused(503, "SlowDown", false, true);

        assertThat(server.getRequestCount())
                .as("three repeats, and a slot twice")
                .isEqualTo(6);
    }

    private void assertRefused(int status, @Nullable String code, boolean expired, boolean passing) {
        StepVerifier.create(novita.assets().upload(Pictures.numbered(7)))
                .expectErrorSatisfies(failure -> {
                    assertThat(failure).isInstanceOfSatisfying(UploadException.class, refused -> {
                        assertThat(refused.image()).isEqualTo("picture-7.png");
                        assertThat(refused.status()).isEqualTo(status);
                        assertThat(refused.code()).isEqualTo(code);
                        assertThat(refused.expired()).isEqualTo(expired);
                        assertThat(refused.isTransient()).isEqualTo(passing);
                        assertThat(refused).hasMessageContaining("picture-7.png");
                    });
                    assertTellsNoSecret(failure);
                })
                .verify(LONG);
    }

    @Test
    void goesOnAfterAPassingRefusal() throws Exception {
        answer(slot(SLOT));
        answer("s3-put.error.slow-down.http.json", "s3-put.error.internal.http.json", "s3-put.ok.http.json");

        value(novita.assets().upload(Pictures.numbered(7)));

        request();
        for (int i = 0; i < 3; i++) {
            assertThat(bytes(request())).hasSize(32);
        }
    }

    @Test
    void keepsTheHeadersThatStorageEchoesToItself() {
        JsonNode golden = Golden.json("s3-put.error.two-auth.http.json");
        String echo = golden.get("body").stringValue().replace("REDACTED", "Bearer " + KEY);
        answer(slot(SLOT));
        answer(new MockResponse.Builder().code(400).body(echo).build());

        assertRefused(400, "InvalidArgument", false, false);
    }

    /** The parser may read its settings from the disk. */
    @Test
    void aRefusalIsReadWhereAThreadMayBlock() {
        answer(slot(SLOT));
        answer("s3-put.error.two-auth.http.json");
        AtomicBoolean mayBlock = new AtomicBoolean();

        StepVerifier.create(novita.assets()
                        .upload(Pictures.numbered(7))
                        .doOnError(refusal -> mayBlock.set(!Schedulers.isInNonBlockingThread()
                                && Thread.currentThread().getName().startsWith("boundedElastic"))))
                .expectError(UploadException.class)
                .verify(LONG);

        assertThat(mayBlock).isTrue();
    }

    @Test
    void aLostConnectionIsRepeatedAndTellsNoAddress() {
        answer(slot(SLOT));
        for (int i = 0; i < ATTEMPTS; i++) {
            answer(new MockResponse.Builder()
                    .onResponseStart(new SocketEffect.CloseSocket())
                    .build());
        }

        StepVerifier.create(novita.assets().upload(Pictures.numbered(7)))
                .expectErrorSatisfies(failure -> {
                    assertThat(failure)
                            .isInstanceOf(TransportException.class)
                            .hasMessageStartingWith("picture-7.png: ");
                    assertTellsNoSecret(failure);
                })
                .verify(LONG);
        assertThat(server.getRequestCount()).isEqualTo(1 + ATTEMPTS);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 301, 302, 308})
    void onlyStatus200IsSuccessAndNoOtherRedirectThan307IsFollowed(int status) {
        answer(slot(SLOT));
        answer(new MockResponse.Builder()
                .code(status)
                .setHeader("Location", server.url("/elsewhere"))
                .build());

        assertRefused(status, null, false, false);

        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void anErrorWithoutABodyIsStillAnError() {
        answer(slot(SLOT));
        answer(new MockResponse.Builder().code(403).build());

        assertRefused(403, null, false, false);
    }

    @Test
    void readsNoMoreOfAnEndlessErrorThanItNeeds() {
        answer(slot(SLOT));
        answer(new MockResponse.Builder()
                .code(403)
                .body("<Error><Code>AllAccessDisabled</Code><Message>" + "no ".repeat(5_000_000) + "</Message></Error>")
                .build());

        assertRefused(403, "AllAccessDisabled", false, false);
    }

    /** Neither the key nor anything of a presigned query, in all that a stack trace shows. */
    private static void assertTellsNoSecret(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString())
                .doesNotContain(KEY, "REDACTED", "X-Amz-Signature", "X-Amz-Credential", "EXAMPLEKEYID", "StringToSign")
                .doesNotContain("AWS4-HMAC-SHA256", "0".repeat(64));
    }
}
