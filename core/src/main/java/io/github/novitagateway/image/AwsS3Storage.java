package io.github.novitagateway.image;

import io.github.novitagateway.guard.Require;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One's own storage at AWS S3, which the service must be allowed to write into. Docs: model-apis-txt2img.
 *
 * @param region AWS region, such as {@code us-east-1}; not blank
 * @param bucket name of the bucket; not blank
 * @param path folder in the bucket; may be empty
 * @param saveToPathDirectly whether images go straight into the folder; null for the service's default, no
 */
public record AwsS3Storage(
        String region, String bucket, String path, @Nullable Boolean saveToPathDirectly) {
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
