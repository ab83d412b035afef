package io.github.novitagateway.spring.boot;

import io.github.novitagateway.config.NovitaConfig;

/**
 * Changes what the properties say, before the auto-configured {@link NovitaConfig} is made. Beans of this type are
 * asked in their order. An application that has a {@code NovitaConfig} bean of its own asks none.
 */
@FunctionalInterface
public interface NovitaConfigCustomizer {

    /**
     * Changes settings.
     *
     * @param config holds what the properties say, and what customizers before this one changed
     */
    void customize(NovitaConfig.Builder config);
}
