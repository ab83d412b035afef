package io.github.novitagateway.spring.boot;

import io.github.novitagateway.reactor.NovitaGateway;

/**
 * Changes the auto-configured gateway before it is made: its scheduler, say, or a polling policy of the application's
 * own. Beans of this type are asked in their order, after properties, clients and journal are set; a client that is set
 * here replaces them all.
 */
@FunctionalInterface
public interface NovitaGatewayCustomizer {

    /**
     * Changes the gateway.
     *
     * @param gateway what properties and beans say
     */
    void customize(NovitaGateway.Builder gateway);
}
