package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.error.DownloadException;
import io.github.novitagateway.error.DownloadException.Reason;
import io.github.novitagateway.image.GeneratedImage;
import io.github.novitagateway.task.TaskId;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The service's server plays the host of the drawn images too. */
abstract class DownloadTest extends ServiceTest {

    static final String TARGET = "/images/1.png?X-Amz-Credential=EXAMPLE%2Fus&X-Amz-Signature=0123456789";
    static final String TASK = "22222222-3333-4444-8555-000000000001";

    GeneratedImage image() {
        return image(TASK, 0, ImageFormat.PNG);
    }

    GeneratedImage image(String task, int index, @Nullable ImageFormat format) {
        String url = server.url("/").toString().replaceAll("/$", "") + TARGET;
        return new GeneratedImage(TaskId.image(task), index, url, null, format, null);
    }

    static MockResponse picture(byte[] content) {
        return new MockResponse.Builder().body(new Buffer().write(content)).build();
    }

    static MockResponse picture(MockResponseBody body) {
        return new MockResponse.Builder().body(body).build();
    }

    void assertFails(Mono<?> download, Reason reason) {
        StepVerifier.create(download)
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(DownloadException.class, broken -> {
                            assertThat(broken.reason()).isEqualTo(reason);
                            assertThat(broken.taskId()).isNotNull();
                            assertThat(broken.what()).matches("image \\d+ of image/.+");
                            assertThat(broken.isTransient()).isEqualTo(reason == Reason.INTERRUPTED);
                            assertThat(broken).hasMessageNotContainingAny("X-Amz", "0123456789", KEY);
                        }))
                .verify(LONG);
    }
}
