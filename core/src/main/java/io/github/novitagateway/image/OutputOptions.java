package io.github.novitagateway.image;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.guard.Require;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How images are handed out: the request's {@code extra}. Docs: model-apis-txt2img.
 *
 * @param responseImageType format of the images; null for the service's default, PNG
 * @param webhook where the service tells that it is done; null for nowhere
 * @param customStorage one's own storage to put the images into; null for the service's
 * @param enterprisePlan whether the task runs in the enterprise plan; null for the service's default, no
 * @param enableNsfwDetection whether images are checked for nudity, at an extra charge; null for the service's default,
 *     no
 * @param nsfwDetectionLevel how strictly they are checked, 0..2; null for the service's default, 0
 */
public record OutputOptions(
        @Nullable ImageFormat responseImageType,
        @Nullable Webhook webhook,
        @Nullable AwsS3Storage customStorage,
        @Nullable Boolean enterprisePlan,
        @Nullable Boolean enableNsfwDetection,
        @Nullable Integer nsfwDetectionLevel) {

    /** Checks the range. */
    public OutputOptions {
        if (nsfwDetectionLevel != null) {
            Require.within("nsfwDetectionLevel", nsfwDetectionLevel, 0, 2);
        }
    }

    /**
     * Starts with everything left to the service.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the options. */
    public static final class Builder {
        private @Nullable ImageFormat responseImageType;
        private @Nullable Webhook webhook;
        private @Nullable AwsS3Storage customStorage;
        private @Nullable Boolean enterprisePlan;
        private @Nullable Boolean enableNsfwDetection;
        private @Nullable Integer nsfwDetectionLevel;

        private Builder() {}

        /**
         * Sets the format of the images; the service's default is PNG.
         *
         * @param format the format
         * @return this builder
         */
        public Builder responseImageType(ImageFormat format) {
            this.responseImageType = Objects.requireNonNull(format, "responseImageType");
            return this;
        }

        /**
         * Lets the service tell when it is done.
         *
         * @param webhook where it tells
         * @return this builder
         */
        public Builder webhook(Webhook webhook) {
            this.webhook = Objects.requireNonNull(webhook, "webhook");
            return this;
        }

        /**
         * Lets the service put the images into one's own storage.
         *
         * @param storage the storage
         * @return this builder
         */
        public Builder customStorage(AwsS3Storage storage) {
            this.customStorage = Objects.requireNonNull(storage, "customStorage");
            return this;
        }

        /**
         * Runs the task in the enterprise plan or not; the service's default is not.
         *
         * @param enabled whether it does
         * @return this builder
         */
        public Builder enterprisePlan(boolean enabled) {
            this.enterprisePlan = enabled;
            return this;
        }

        /**
         * Checks the images for nudity, at an extra charge for each, or not; the service's default is not.
         *
         * @param enabled whether they are checked
         * @return this builder
         */
        public Builder enableNsfwDetection(boolean enabled) {
            this.enableNsfwDetection = enabled;
            return this;
        }

        /**
         * Sets how strictly the images are checked; the service's default is 0.
         *
         * @param level 0..2
         * @return this builder
         */
        public Builder nsfwDetectionLevel(int level) {
            this.nsfwDetectionLevel = level;
            return this;
        }

        /**
         * Builds the options.
         *
         * @return the options
         * @throws IllegalArgumentException when a value is out of range
         */
        public OutputOptions build() {
            return new OutputOptions(
                    responseImageType, webhook, customStorage, enterprisePlan, enableNsfwDetection, nsfwDetectionLevel);
        }
    }
}
