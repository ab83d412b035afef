package io.github.novitagateway.webflux.service;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says where the page is. */
@Component
final class Welcome {

    private static final Logger LOG = LoggerFactory.getLogger(Welcome.class);

    private final ServiceName service;

    Welcome(ServiceName service) {
        this.service = service;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof ReactiveWebServerApplicationContext context
                && context.getWebServer() != null) {
            LOG.info(
                    "The page is at http://localhost:{}", context.getWebServer().getPort());
            LOG.info(
                    service.embedded()
                            ? "An embedded sandbox serves until this ends: nothing is paid, nothing leaves this machine."
                            : "Trainings and drawings are paid from the account of the key, at {}.",
                    service.name());
        }
    }
}
