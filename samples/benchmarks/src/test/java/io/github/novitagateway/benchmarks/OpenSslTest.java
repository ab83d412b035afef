package io.github.novitagateway.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.reactor.NovitaGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With netty-tcnative-boringssl-static on the class path. */
class OpenSslTest {

    private final Logger logger = Logger.getLogger(NovitaGateway.class.getName());
    private final List<String> lines = new ArrayList<>();
    private final Handler log = new Handler() {

        @Override
        public void publish(LogRecord line) {
            lines.add(line.getLevel() + " " + line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        log.setLevel(Level.ALL);
        logger.setLevel(Level.FINE);
        logger.setUseParentHandlers(false);
        logger.addHandler(log);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(log);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
    }

    @Test
    void aGatewayUsesOpenSslAndSaysSo() {
        NovitaGateway.create(NovitaConfig.builder(ApiKey.of("benchmark")).build())
                .close();

        assertThat(lines).containsExactly("FINE TLS by OPENSSL, unless the client is customized");
    }
}
