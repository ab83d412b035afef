package io.github.novitagateway.reactor;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.image.OutputOptions;
import io.github.novitagateway.image.OutputOptions.AwsS3Storage;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.image.Webhook;
import org.jspecify.annotations.Nullable;

/**
 * The body of a drawing request: what to draw under {@code request}, what to do with the result under {@code extra}.
 */
record GenerationBody(@Nullable Extra extra, TextToImageRequest request) {

    static GenerationBody of(TextToImageRequest request) {
        OutputOptions output = request.output();
        return new GenerationBody(output == null ? null : Extra.of(output), request);
    }

    record Extra(
            @Nullable ImageFormat responseImageType,
            @Nullable Webhook webhook,
            @Nullable CustomStorage customStorage,
            @Nullable EnterprisePlan enterprisePlan,
            @Nullable Boolean enableNsfwDetection,
            @Nullable Integer nsfwDetectionLevel) {

        static Extra of(OutputOptions output) {
            AwsS3Storage storage = output.customStorage();
            Boolean enterprise = output.enterprisePlan();
            return new Extra(
                    output.responseImageType(),
                    output.webhook(),
                    storage == null ? null : new CustomStorage(storage),
                    enterprise == null ? null : new EnterprisePlan(enterprise),
                    output.enableNsfwDetection(),
                    output.nsfwDetectionLevel());
        }
    }

    record CustomStorage(AwsS3Storage awsS3) {}

    record EnterprisePlan(boolean enabled) {}
}
