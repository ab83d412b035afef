package io.github.novitagateway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.guard.Absent;
import io.github.novitagateway.image.OutputOptions.AwsS3Storage;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputOptionsTest {
    private static final URI HOOK = URI.create("https://gateway.example.com/hook/token?also=secret");

    @Test
    void leaveEverythingToTheServiceByDefault() {
        assertThat(OutputOptions.builder().build()).isEqualTo(new OutputOptions(null, null, null, null, null, null));
    }

    @Test
    void holdWhatWasSet() {
        AwsS3Storage storage = AwsS3Storage.builder("us-east-1", "bucket", "/renders/")
                .saveToPathDirectly(true)
                .build();

        assertThat(OutputOptions.builder()
                        .responseImageType(ImageFormat.WEBP)
                        .webhook(Webhook.of(HOOK))
                        .customStorage(storage)
                        .enterprisePlan(false)
                        .enableNsfwDetection(true)
                        .nsfwDetectionLevel(2)
                        .build())
                .isEqualTo(new OutputOptions(
                        ImageFormat.WEBP,
                        new Webhook(HOOK, null),
                        new AwsS3Storage("us-east-1", "bucket", "/renders/", true),
                        false,
                        true,
                        2));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3})
    void refuseLevelsOutsideZeroToTwo(int level) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> OutputOptions.builder().nsfwDetectionLevel(level).build())
                .withMessage("nsfwDetectionLevel must be 0..2 but was " + level);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host/hook", "/hook", "file:///hook", "https:/hook", "mailto:me"})
    void refuseWebhooksThatTheServiceCannotPostTo(URI url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Webhook.of(url))
                .withMessageMatching("webhook.url must (be http or https but was \"\\w*\"|name a host but had none)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://host/hook", "HTTPS://host", "https://host:8443/"})
    void takeWebhooksOverHttpAndHttps(URI url) {
        assertThat(Webhook.of(url).url()).isEqualTo(url);
    }

    @Test
    void doNotShowTheTokenInAWebhooksPath() {
        Webhook webhook = Webhook.of(HOOK, new Webhook.TestMode(true, Webhook.TestMode.FAILED));

        assertThat(webhook.toString())
                .contains("https://gateway.example.com", "TASK_STATUS_FAILED")
                .doesNotContain("token", "secret");
        assertThat(OutputOptions.builder().webhook(webhook).build().toString()).doesNotContain("token", "secret");
    }

    @Test
    void letATestTellOfSuccessOrFailureOnly() {
        assertThat(new Webhook.TestMode(false, "TASK_STATUS_SUCCEED").returnTaskStatus())
                .isEqualTo(Webhook.TestMode.SUCCEED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Webhook.TestMode(true, "TASK_STATUS_QUEUED"))
                .withMessage("testMode.returnTaskStatus must be TASK_STATUS_SUCCEED or TASK_STATUS_FAILED"
                        + " but was \"TASK_STATUS_QUEUED\"");
    }

    @Test
    void needRegionAndBucketForOnesOwnStorage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AwsS3Storage.builder("", "b", "").build())
                .withMessageStartingWith("customStorage.region must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AwsS3Storage.builder("r", " ", "").build())
                .withMessageStartingWith("customStorage.bucket must not be blank");
        assertThatNullPointerException()
                .isThrownBy(() -> AwsS3Storage.builder("r", "b", Absent.value()).build())
                .withMessage("customStorage.path");
    }
}
