package io.github.novitagateway.spring.boot;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.ForeignHosts;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.config.WatchLimits;
import org.springframework.boot.context.properties.PropertyMapper;

/** The configuration that properties ask for. */
final class ConfiguredGateway {

    private static final String ROOT = "novita";

    private ConfiguredGateway() {}

    /** @throws NovitaPropertyException when a property is missing or out of its range */
    static NovitaConfig config(NovitaProperties properties) {
        NovitaConfig.Builder config = NovitaConfig.builder(key(properties))
                .baseUrl(properties.baseUrl())
                .requestTimeout(properties.requestTimeout())
                .uploadTimeout(properties.uploadTimeout())
                .downloadTimeout(properties.downloadTimeout())
                .maxResponseBytes(properties.maxResponseSize().toBytes())
                .maxImageBytes(properties.maxImageSize().toBytes())
                .pageSize(properties.pageSize())
                .uploadConcurrency(properties.uploadConcurrency())
                .paths(PropertyNames.naming("novita.paths", properties.paths()::paths))
                .retry(properties.retry().policy())
                .trainingLimits(PropertyNames.naming(
                        "novita.training-limits",
                        () -> properties.trainingLimits().limits(WatchLimits.forTraining())))
                .imageLimits(PropertyNames.naming(
                        "novita.image-limits", () -> properties.imageLimits().limits(WatchLimits.forImages())))
                .foreignHosts(hosts(properties.foreignHosts()));
        PropertyMapper map = PropertyMapper.get();
        map.from(properties::connectTimeout).to(config::connectTimeout);
        map.from(properties::userAgent).to(config::userAgent);
        return PropertyNames.naming(ROOT, config::build);
    }

    private static ApiKey key(NovitaProperties properties) {
        String key = properties.apiKey();
        if (key == null || key.isBlank()) {
            throw new NovitaPropertyException(NovitaPropertyFailureAnalyzer.API_KEY, "is not set", null);
        }
        return PropertyNames.naming(ROOT, () -> ApiKey.of(key));
    }

    private static ForeignHosts hosts(NovitaProperties.ForeignHosts properties) {
        ForeignHosts.Builder hosts = ForeignHosts.builder().allowPrivateAddresses(properties.allowPrivateAddresses());
        if (!properties.allowedNames().isEmpty()) {
            hosts.names(AllowedHosts.of(properties.allowedNames()));
        }
        return hosts.build();
    }
}
