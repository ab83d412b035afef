package io.github.novitagateway.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.novitagateway.guard.Absent;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    @Test
    void readsAbsentMethodAndHeadersAsPutWithoutAny() {
        var upload = new PresignedUpload(ID, URI.create("https://host/key"), Absent.value(), Absent.value());

        assertThat(upload.method()).isEqualTo("PUT");
        assertThat(upload.headers()).isEmpty();
    }

    @Test
    void copiesHeadersInTheirOrderAndDeeply() {
        List<String> values = new ArrayList<>(List.of("one"));
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Z", values);
        headers.put("A", List.of("two"));
        var upload = new PresignedUpload(ID, URI.create("https://host/key"), "PUT", headers);

        values.add("later");
        headers.clear();

        assertThat(upload.headers()).containsExactly(Map.entry("Z", List.of("one")), Map.entry("A", List.of("two")));
    }

    @Test
    void refusesNegativePlacesOfUploadedImages() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UploadedImage(ID, ImageSource.bytes("a", new byte[0]), -1))
                .withMessage("index must be at least 0 but was -1");
    }

    private static PresignedUpload upload(String url) {
        return new PresignedUpload(ID, URI.create(url), "PUT", Map.of());
    }
}
