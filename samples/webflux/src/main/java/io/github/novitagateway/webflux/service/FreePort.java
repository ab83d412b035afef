package io.github.novitagateway.webflux.service;

import java.io.IOException;
import java.net.ServerSocket;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Takes any free port where nobody has asked for one and 8080 is taken. */
@Component
final class FreePort implements WebServerFactoryCustomizer<ConfigurableWebServerFactory> {

    private static final int USUAL = 8080;

    private final boolean chosen;

    FreePort(Environment environment) {
        this.chosen = environment.containsProperty("server.port");
    }

    @Override
    public void customize(ConfigurableWebServerFactory factory) {
        if (!chosen && isTaken()) {
            factory.setPort(0);
        }
    }

    private static boolean isTaken() {
        try (ServerSocket socket = new ServerSocket(USUAL)) {
            return !socket.isBound();
        } catch (IOException taken) {
            return true;
        }
    }
}
