package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.reactor.PresignedPut.PresignedUpload;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresignedUploadTest {
    private static final AssetId ID = AssetId.of("0a1b");

    @ParameterizedTest
    @CsvSource({
        "X-Amz-Expires=600, 600",
        "a=b&X-Amz-Expires=600&x-id=PutObject, 600",
        "X-Amz-Expires=0600&c, 600",
        "x-id=PutObject, 120",
        "X-Amz-Expires=, 120",
        "X-Amz-Expires=0, 120",
        "X-Amz-Expires=-5, 120",
        "X-Amz-Expires=soon, 120",
        "X-Amz-Expires=99999999999999999999, 120",
        "NotX-Amz-Expires=600, 120"
    })
    void livesAsLongAsItsAddressStatesElseAsDocumented(String query, long seconds) {
        assertThat(upload("https://host/key?" + query).lifetime()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void livesAsDocumentedWhenItsAddressHasNoQuery() {
        assertThat(upload("https://host/key").lifetime()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void doesNotShowTheSignature() {
        assertThat(upload("https://host/prod/key.png?X-Amz-Credential=who&X-Amz-Signature=secret"))
                .hasToString("PresignedUpload[id=0a1b, url=https://host/prod/key.png]");
    }

    private static PresignedUpload upload(String url) {
        return new PresignedUpload(ID, URI.create(url));
    }
}
