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

    /**
     * One's own storage at AWS S3, which the service must be allowed to write into. Docs: model-apis-txt2img.
     *
     * @param region AWS region, such as {@code us-east-1}; not blank
     * @param bucket name of the bucket; not blank
     * @param path folder in the bucket; may be empty
     * @param saveToPathDirectly whether images go straight into the folder; null for the service's default, no
     */
    public record AwsS3Storage(
            String region,
            String bucket,
            String path,
            @Nullable Boolean saveToPathDirectly) {
        /** Checks that nothing needed is absent. */
        public AwsS3Storage {
            Require.label("customStorage.region", region);
            Require.label("customStorage.bucket", bucket);
            Objects.requireNonNull(path, "customStorage.path");
        }

        /**
         * Starts with a place.
         *
         * @param region AWS region
         * @param bucket name of the bucket
         * @param path folder in the bucket
         * @return a builder
         */
        public static Builder builder(String region, String bucket, String path) {
            return new Builder(region, bucket, path);
        }

        /** Collects the settings of the storage. */
        public static final class Builder {
            private final String region;
            private final String bucket;
            private final String path;
            private @Nullable Boolean saveToPathDirectly;

            private Builder(String region, String bucket, String path) {
                this.region = region;
                this.bucket = bucket;
                this.path = path;
            }

            /**
             * Puts images straight into the folder or not; the service's default is not.
             *
             * @param direct whether it does
             * @return this builder
             */
            public Builder saveToPathDirectly(boolean direct) {
                this.saveToPathDirectly = direct;
                return this;
            }

            /**
             * Builds the storage.
             *
             * @return the storage
             * @throws IllegalArgumentException when region or bucket is blank
             */
            public AwsS3Storage build() {
                return new AwsS3Storage(region, bucket, path, saveToPathDirectly);
            }
        }
    }
}
