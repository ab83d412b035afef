package io.github.novitagateway.config;

import io.github.novitagateway.guard.Require;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * Settings of a gateway. The key hides itself from {@link #toString()}. No time may be longer than 365 days.
 *
 * @param apiKey the key to the account
 * @param baseUrl address of the service, https, or http where the host is loopback; a path prefix is allowed, a slash
 *     at its end is dropped, query and user info are refused; default https://api.novita.ai
 * @param paths where the calls are under that address; default the documented paths
 * @param connectTimeout longest time to connect, above 0; default 5 s
 * @param requestTimeout longest time of one attempt of a call, above 0; default 30 s
 * @param uploadTimeout longest time of one attempt to send a picture, above 0; default 2 min
 * @param downloadTimeout longest time of one attempt to fetch a picture, above 0, or 1/30 of a model; default 2 min
 * @param maxResponseBytes largest body of an answer that is read, in bytes, at least 1; default 4 MiB
 * @param maxImageBytes largest picture that is sent or fetched, in bytes, at least 1; default 64 MiB
 * @param pageSize rows asked for in one page of a list, 1..100; default 100
 * @param uploadConcurrency pictures sent at the same time, 1..64; default 6
 * @param retry how failed requests are repeated; default three retries
 * @param trainingLimits how long trainings are watched; default 24 h
 * @param imageLimits how long drawings are watched; default 10 min
 * @param userAgent the User-Agent header, printable ASCII, not blank; the service's edge refuses requests without one;
 *     default {@code novita-gateway-java/0.1.0}
 * @param foreignHosts which hosts of storage, drawings and models are connected to; default all with public addresses
 */
public record NovitaConfig(
        ApiKey apiKey,
        URI baseUrl,
        ApiPaths paths,
        Duration connectTimeout,
        Duration requestTimeout,
        Duration uploadTimeout,
        Duration downloadTimeout,
        long maxResponseBytes,
        long maxImageBytes,
        int pageSize,
        int uploadConcurrency,
        RetryPolicy retry,
        WatchLimits trainingLimits,
        WatchLimits imageLimits,
        String userAgent,
        ForeignHosts foreignHosts) {
    /** Checks the settings. */
    public NovitaConfig {
        Objects.requireNonNull(apiKey, "apiKey");
        baseUrl = ApiPaths.checkedBase(baseUrl);
        Objects.requireNonNull(paths, "paths");
        Require.positive("connectTimeout", connectTimeout);
        Require.positive("requestTimeout", requestTimeout);
        Require.positive("uploadTimeout", uploadTimeout);
        Require.positive("downloadTimeout", downloadTimeout);
        Require.atLeast("maxResponseBytes", maxResponseBytes, 1);
        Require.atLeast("maxImageBytes", maxImageBytes, 1);
        Require.within("pageSize", pageSize, 1, 100);
        Require.within("uploadConcurrency", uploadConcurrency, 1, 64);
        Objects.requireNonNull(retry, "retry");
        Objects.requireNonNull(trainingLimits, "trainingLimits");
        Objects.requireNonNull(imageLimits, "imageLimits");
        Require.printableAscii("userAgent", userAgent);
        Objects.requireNonNull(foreignHosts, "foreignHosts");
    }

    /**
     * Starts with a key and the defaults.
     *
     * @param apiKey the key to the account
     * @return a builder
     */
    public static Builder builder(ApiKey apiKey) {
        return new Builder(apiKey);
    }

    /** {@return a builder that holds these settings, to change some of them} */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Collects what differs from the defaults. */
    public static final class Builder {
        private final ApiKey apiKey;
        private URI baseUrl = URI.create("https://api.novita.ai");
        private ApiPaths paths = ApiPaths.defaults();
        private Duration connectTimeout = Duration.ofSeconds(5);
        private Duration requestTimeout = Duration.ofSeconds(30);
        private Duration uploadTimeout = Duration.ofMinutes(2);
        private Duration downloadTimeout = Duration.ofMinutes(2);
        private long maxResponseBytes = 4L << 20;
        private long maxImageBytes = 64L << 20;
        private int pageSize = 100;
        private int uploadConcurrency = 6;
        private RetryPolicy retry = RetryPolicy.defaults();
        private WatchLimits trainingLimits = WatchLimits.forTraining();
        private WatchLimits imageLimits = WatchLimits.forImages();
        private String userAgent = "novita-gateway-java/0.1.0";
        private ForeignHosts foreignHosts = ForeignHosts.defaults();

        private Builder(ApiKey apiKey) {
            this.apiKey = apiKey;
        }

        private Builder(NovitaConfig config) {
            this.apiKey = config.apiKey;
            this.baseUrl = config.baseUrl;
            this.paths = config.paths;
            this.connectTimeout = config.connectTimeout;
            this.requestTimeout = config.requestTimeout;
            this.uploadTimeout = config.uploadTimeout;
            this.downloadTimeout = config.downloadTimeout;
            this.maxResponseBytes = config.maxResponseBytes;
            this.maxImageBytes = config.maxImageBytes;
            this.pageSize = config.pageSize;
            this.uploadConcurrency = config.uploadConcurrency;
            this.retry = config.retry;
            this.trainingLimits = config.trainingLimits;
            this.imageLimits = config.imageLimits;
            this.userAgent = config.userAgent;
            this.foreignHosts = config.foreignHosts;
        }

        /**
         * {@return this builder}
         *
         * @param baseUrl address of the service, https or loopback http; default https://api.novita.ai
         */
        public Builder baseUrl(URI baseUrl) {
            this.baseUrl = baseUrl;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param paths where the calls are under that address; default the documented paths
         */
        public Builder paths(ApiPaths paths) {
            this.paths = paths;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param connectTimeout longest time to connect, above 0; default 5 s
         */
        public Builder connectTimeout(Duration connectTimeout) {
            this.connectTimeout = connectTimeout;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param requestTimeout longest time of one attempt of a call, above 0; default 30 s
         */
        public Builder requestTimeout(Duration requestTimeout) {
            this.requestTimeout = requestTimeout;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param uploadTimeout longest time of one attempt to send a picture, above 0; default 2 min
         */
        public Builder uploadTimeout(Duration uploadTimeout) {
            this.uploadTimeout = uploadTimeout;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param downloadTimeout longest time of one attempt to fetch a picture, above 0; default 2 min
         */
        public Builder downloadTimeout(Duration downloadTimeout) {
            this.downloadTimeout = downloadTimeout;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param maxResponseBytes largest body of an answer that is read, in bytes, at least 1; default 4 MiB
         */
        public Builder maxResponseBytes(long maxResponseBytes) {
            this.maxResponseBytes = maxResponseBytes;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param maxImageBytes largest picture that is sent or fetched, in bytes, at least 1; default 64 MiB
         */
        public Builder maxImageBytes(long maxImageBytes) {
            this.maxImageBytes = maxImageBytes;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param pageSize rows asked for in one page of a list, 1..100; default 100
         */
        public Builder pageSize(int pageSize) {
            this.pageSize = pageSize;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param uploadConcurrency pictures sent at the same time, 1..64; default 6
         */
        public Builder uploadConcurrency(int uploadConcurrency) {
            this.uploadConcurrency = uploadConcurrency;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param retry how failed requests are repeated; default three retries
         */
        public Builder retry(RetryPolicy retry) {
            this.retry = retry;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param trainingLimits how long trainings are watched; default 24 h
         */
        public Builder trainingLimits(WatchLimits trainingLimits) {
            this.trainingLimits = trainingLimits;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param imageLimits how long drawings are watched; default 10 min
         */
        public Builder imageLimits(WatchLimits imageLimits) {
            this.imageLimits = imageLimits;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param userAgent the User-Agent header, printable ASCII; default {@code novita-gateway-java/0.1.0}
         */
        public Builder userAgent(String userAgent) {
            this.userAgent = userAgent;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param foreignHosts which hosts of storage, drawings and models are connected to; default all public ones
         */
        public Builder foreignHosts(ForeignHosts foreignHosts) {
            this.foreignHosts = foreignHosts;
            return this;
        }

        /**
         * Builds the settings.
         *
         * @return the settings
         * @throws IllegalArgumentException when a value is out of range
         */
        public NovitaConfig build() {
            return new NovitaConfig(
                    apiKey,
                    baseUrl,
                    paths,
                    connectTimeout,
                    requestTimeout,
                    uploadTimeout,
                    downloadTimeout,
                    maxResponseBytes,
                    maxImageBytes,
                    pageSize,
                    uploadConcurrency,
                    retry,
                    trainingLimits,
                    imageLimits,
                    userAgent,
                    foreignHosts);
        }
    }
}
