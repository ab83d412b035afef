package io.github.novitagateway.webflux.service;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Which service is behind the gateway.
 *
 * @param name its address
 * @param embedded whether it is a sandbox in this process
 */
@Component
public record ServiceName(
        @Value("${novita.base-url:https://api.novita.ai}") String name,
        @Value("${studio.embedded:false}") boolean embedded) {}
