package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.error.UploadException;
import java.net.URI;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.test.StepVerifier;

/** A young bucket sends an upload on to another host: once, and to no stranger. */
class StorageRedirectTest extends StorageTest {

    private static final String SLOT = "upload-url.string-id.response.json";

    @Test
    void followsOnceWithTheSameBytesAndWithoutTheKey() throws Exception {
        byte[] content = Pictures.png(50_000);
        answer(slot(SLOT));
        answer(movedTo(server.url("/elsewhere?X-Amz-Signature=1%2F2").toString()));
        answer("s3-put.ok.http.json");

        value(novita.assets().upload(ImageSource.bytes("hill.png", content)));

        request();
        assertThat(bytes(request())).isEqualTo(content);
        RecordedRequest again = request();
        assertThat(again.getMethod()).isEqualTo("PUT");
        assertThat(again.getTarget()).isEqualTo("/elsewhere?X-Amz-Signature=1%2F2");
        assertThat(again.getHeaders().get("Authorization")).isNull();
        assertThat(again.getHeaders().get("Content-Length")).isEqualTo("50000");
        assertThat(bytes(again)).isEqualTo(content);
    }

    @Test
    void doesNotFollowASecondTime() {
        answer(slot(SLOT));
        answer(movedTo(server.url("/elsewhere").toString()));
        answer(movedTo(server.url("/elsewhere").toString()));

        assertRefusedAfter(3);
    }

    @ParameterizedTest
    @CsvSource({"https://storage.example.org/a.png", "http://bucket.s3.amazonaws.com/a.png", "/only/a/path", "''"})
    void doesNotFollowToAStranger(String location) {
        answer(slot(SLOT));
        answer(movedTo(location));

        assertRefusedAfter(2);
    }

    private void assertRefusedAfter(int requests) {
        StepVerifier.create(novita.assets().upload(Pictures.numbered(7)))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                UploadException.class,
                                refused -> assertThat(refused.status()).isEqualTo(307)))
                .verify(LONG);
        assertThat(server.getRequestCount()).isEqualTo(requests);
    }

    @ParameterizedTest
    @CsvSource({
        "https://b.s3.amazonaws.com/a, https://b.s3.eu-west-1.amazonaws.com/a?x=%2F, true",
        "https://b.s3.amazonaws.com/a, https://b.s3.cn-north-1.AMAZONAWS.com.cn/a, true",
        "https://b.s3.amazonaws.com/a, http://b.s3.eu-west-1.amazonaws.com/a, false",
        "https://b.s3.amazonaws.com/a, https://amazonaws.com.example.org/a, false",
        "https://b.s3.amazonaws.com/a, https://notamazonaws.com/a, false",
        "https://b.s3.amazonaws.com/a, http://localhost:8080/a, false",
        "http://localhost:8080/a, http://127.0.0.1:8081/a, true",
        "http://127.0.0.1:8080/a, http://[::1]:8081/a, true",
        "http://127.0.0.1:8080/a, http://127.example.org/a, false"
    })
    void onlyAmazonMayBeMovedToAndThisMachineFromItself(String from, String to, boolean allowed) {
        URI target = URI.create(to);
        @Nullable URI followed = PresignedUrl.moved(URI.create(from), to);

        assertThat(followed).isEqualTo(allowed ? target : null);
    }

    private static MockResponse movedTo(String location) {
        return new MockResponse.Builder()
                .code(307)
                .setHeader("Location", location)
                .body("<Error><Code>TemporaryRedirect</Code></Error>")
                .build();
    }
}
