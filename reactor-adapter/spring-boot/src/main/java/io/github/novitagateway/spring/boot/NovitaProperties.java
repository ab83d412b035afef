package io.github.novitagateway.spring.boot;

import io.github.novitagateway.guard.Redact;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the gateway under {@code novita}. Ranges are those of
 * {@link io.github.novitagateway.config.NovitaConfig}; a value outside of one fails the start with the property's name.
 *
 * @param enabled Whether there is a gateway at all.
 * @param apiKey Key to the account. Required, unless the application has a NovitaConfig bean.
 * @param baseUrl Address of the service: https, or http where the host is the machine itself.
 * @param connectTimeout Longest time to connect. When absent, that of spring.http.clients, unless it is 0.
 * @param requestTimeout Longest time of one attempt of a call.
 * @param uploadTimeout Longest time of one attempt to send a picture.
 * @param downloadTimeout Longest time of one attempt to fetch a picture, or 1/30 of that for a model.
 * @param maxResponseSize Largest body of an answer that is read.
 * @param maxImageSize Largest picture that is sent or fetched.
 * @param pageSize Rows asked for in one page of a list, 1 to 100.
 * @param uploadConcurrency Pictures sent at the same time, 1 to 64.
 * @param userAgent The User-Agent header, printable ASCII. When absent, the name and version of the gateway.
 * @param inheritHttpSettings Whether the gateway takes SSL bundle, connect timeout and further settings that the
 *     application has for its Reactor Netty clients. Redirects, cookies and the read timeout are never taken.
 * @param paths where the calls are under the base address
 * @param retry how failed requests are repeated
 * @param trainingLimits how long trainings are watched
 * @param imageLimits how long drawings are watched
 * @param trainingPolling when trainings are asked for again
 * @param imagePolling when drawings are asked for again
 * @param foreignHosts which hosts of storage, drawings and models are connected to
 * @param journal what is remembered over restarts
 * @param metrics what Micrometer is told
 * @param health the health indicator
 * @param webhook the endpoint to which the service tells that drawings are done
 */
@ConfigurationProperties("novita")
record NovitaProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String apiKey,
        @DefaultValue("https://api.novita.ai") URI baseUrl,
        @Nullable Duration connectTimeout,
        @DefaultValue("30s") Duration requestTimeout,
        @DefaultValue("2m") Duration uploadTimeout,
        @DefaultValue("2m") Duration downloadTimeout,
        @DefaultValue("4MB") DataSize maxResponseSize,
        @DefaultValue("64MB") DataSize maxImageSize,
        @DefaultValue("100") int pageSize,
        @DefaultValue("6") int uploadConcurrency,
        @Nullable String userAgent,
        @DefaultValue("true") boolean inheritHttpSettings,
        @NestedConfigurationProperty @DefaultValue PathsProperties paths,
        @NestedConfigurationProperty @DefaultValue RetryProperties retry,
        @NestedConfigurationProperty @DefaultValue LimitsProperties trainingLimits,
        @NestedConfigurationProperty @DefaultValue LimitsProperties imageLimits,
        @NestedConfigurationProperty @DefaultValue PollingProperties trainingPolling,
        @NestedConfigurationProperty @DefaultValue PollingProperties imagePolling,
        @DefaultValue ForeignHosts foreignHosts,
        @DefaultValue Journal journal,
        @DefaultValue Metrics metrics,
        @DefaultValue Health health,
        @DefaultValue Webhook webhook) {

    /** {@return where the gateway goes; the key is left out} */
    @Override
    public String toString() {
        return "NovitaProperties[baseUrl=" + Redact.origin(baseUrl) + ", apiKey="
                + (apiKey == null ? "absent" : "hidden") + "]";
    }

    /**
     * Which hosts besides the API host are connected to.
     *
     * @param allowPrivateAddresses Whether addresses that no public host has are connected to.
     * @param allowedNames Hosts that may be connected to: names, or "*." and a domain for all names under it. When
     *     empty, all may.
     */
    record ForeignHosts(
            @DefaultValue("false") boolean allowPrivateAddresses,
            @DefaultValue List<String> allowedNames) {}

    /**
     * What is remembered over restarts.
     *
     * @param file File of a journal of paid requests and stored pictures. When absent, there is none, unless the
     *     application has a TaskJournal bean.
     * @param account A word for the account that the journal belongs to, never the key. A file that says another is
     *     refused.
     * @param uploadsGoodFor How long a stored picture may be relied on.
     * @param keepFinished How long tasks are kept after their end.
     */
    record Journal(
            @Nullable Path file,
            @Nullable String account,
            @DefaultValue("24h") Duration uploadsGoodFor,
            @DefaultValue("7d") Duration keepFinished) {}

    /**
     * What Micrometer is told.
     *
     * @param connections Whether Micrometer's global registry is told of the gateway's connections.
     */
    record Metrics(@DefaultValue("false") boolean connections) {}

    /**
     * The health indicator, which management.health.novita.enabled switches on.
     *
     * @param timeout Longest time that the service may take to tell the balance.
     */
    record Health(@DefaultValue("5s") Duration timeout) {}

    /**
     * The endpoint to which the service tells that drawings are done. The token does not show itself.
     *
     * @param enabled Whether there is an endpoint.
     * @param path Path in front of the token.
     * @param token The token at the end of the path, 16 to 128 letters, digits, "-" and "_". When absent, a random one
     *     for as long as the application runs.
     * @param buffer Events that wait for a slow subscriber. Of more, the oldest are dropped.
     */
    record Webhook(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("/novita/events") String path,
            @Nullable String token,
            @DefaultValue("256") int buffer) {

        /** {@return where the endpoint is; the token is left out} */
        @Override
        public String toString() {
            return "Webhook[enabled=" + enabled + ", path=" + path + ", token=" + (token == null ? "absent" : "hidden")
                    + ", buffer=" + buffer + "]";
        }
    }
}
