package io.github.novitagateway.guard;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.config.ApiPaths;
import io.github.novitagateway.config.RetryPolicy.Backoff;
import io.github.novitagateway.image.Lora;
import io.github.novitagateway.image.OutputOptions;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import io.github.novitagateway.training.StyleTrainingRequest;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BoundExceptionTest {

    private static TextToImageRequest.Builder drawing() {
        return TextToImageRequest.builder("sd.safetensors", "a hill");
    }

    static Stream<Arguments> refusals() {
        TrainingImage image = TrainingImage.of(AssetId.of("a"), "a hill");
        return Stream.of(
                refusal(
                        "images[1].assetId",
                        "used once",
                        "again a",
                        () -> StyleTrainingRequest.builder("hills", "base")
                                .images(List.of(image, image))
                                .build()),
                refusal(
                        "loras.modelName",
                        "named once",
                        "again a",
                        () -> drawing()
                                .lora(Lora.of("a", 1))
                                .lora(Lora.of("a", 1))
                                .build()),
                refusal(
                        "output.responseImageType",
                        "PNG with a transparent background",
                        "JPEG",
                        () -> drawing()
                                .transparentBackground(true)
                                .output(OutputOptions.builder()
                                        .responseImageType(ImageFormat.JPEG)
                                        .build())
                                .build()),
                refusal(
                        "models",
                        "a path such as /v3/model",
                        "\"v3\"",
                        () -> ApiPaths.builder().models("v3").build()),
                refusal(
                        "factor",
                        "at least 1",
                        "0.5",
                        () -> Backoff.of(Duration.ofSeconds(1), 0.5, Duration.ofDays(1))),
                refusal(
                        "longest",
                        "at least PT2S",
                        "PT1S",
                        () -> Backoff.of(Duration.ofSeconds(2), 1, Duration.ofSeconds(1))),
                refusal("taskId", "style/<id>, subject/<id> or image/<id>", "\"x\"", () -> TaskId.parse("x")));
    }

    private static Arguments refusal(String field, String bound, String value, ThrowingCallable refused) {
        return Arguments.of(field, bound, value, refused);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void aRefusalTellsFieldBoundAndValue(String field, String bound, String value, ThrowingCallable refused) {
        assertThatExceptionOfType(BoundException.class)
                .isThrownBy(refused)
                .returns(field, BoundException::field)
                .returns(bound, BoundException::bound)
                .returns(value, BoundException::value);
    }
}
