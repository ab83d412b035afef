package io.github.novitagateway.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadExceptionTest {
    @ParameterizedTest
    @CsvSource(
            value = {
                "503, SlowDown, true",
                "503, ServiceUnavailable, true",
                "500, InternalError, true",
                "400, RequestTimeout, true",
                "400, IncompleteBody, true",
                "502, none, true",
                "504, Unheard, true",
                "501, NotImplemented, false",
                "501, none, false",
                "403, AccessDenied, false",
                "403, SignatureDoesNotMatch, false",
                "403, RequestTimeTooSkewed, false",
                "400, InvalidArgument, false",
                "400, EntityTooLarge, false",
                "411, MissingContentLength, false",
                "404, NoSuchBucket, false",
                "307, none, false"
            },
            nullValues = "none")
    void isTransientAsTheStoragesWordOrStatusSays(int status, @Nullable String code, boolean passes) {
        assertThat(new UploadException("hill.png", status, code, "", null).isTransient())
                .isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "AccessDenied, Request has expired, true",
                "AccessDenied, Access Denied, false",
                "RequestTimeTooSkewed, Request has expired, false",
                "none, Request has expired, false"
            },
            nullValues = "none")
    void tellsAnExpiredAddressFromOtherRefusals(@Nullable String code, String message, boolean expired) {
        assertThat(new UploadException("hill.png", 403, code, message, null).expired())
                .isEqualTo(expired);
    }

    @Test
    void namesThePictureFirst() {
        var failure = new UploadException("hill.png", 403, "AccessDenied", "Request has\nexpired", null);

        assertThat(failure).hasMessage("hill.png: storage answered 403 AccessDenied: Request has expired");
        assertThat(failure.image()).isEqualTo("hill.png");
        assertThat(failure.status()).isEqualTo(403);
        assertThat(failure.code()).isEqualTo("AccessDenied");
        assertThat(new UploadException("hill.png", 502, null, "", null)).hasMessage("hill.png: storage answered 502");
    }

    @Test
    void tellsASlotThatExpiredBeforeAnythingWasSent() {
        var failure = UploadException.slotExpired("hill.png", Duration.ofMinutes(2));

        assertThat(failure).hasMessage("hill.png: its upload slot expired after PT2M, nothing was sent");
        assertThat(failure.expired()).isTrue();
        assertThat(failure.status()).isZero();
        assertThat(failure.isTransient()).isFalse();
    }
}
