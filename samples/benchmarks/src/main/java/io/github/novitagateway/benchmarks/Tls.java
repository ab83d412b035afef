package io.github.novitagateway.benchmarks;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;

/** Whose TLS clients on Netty use, if any. Others use that of the JDK. */
enum Tls {
    NONE,
    JDK,
    OPENSSL;

    URI service(Server server) {
        return this == NONE ? server.plain() : server.tls();
    }

    /** Makes clients trust the server. */
    UnaryOperator<HttpClient> trusting(Server server) {
        SslContext trust = trust(server);
        return client -> trust == null ? client : client.secure(spec -> spec.sslContext(trust));
    }

    private @Nullable SslContext trust(Server server) {
        try {
            return switch (this) {
                case NONE -> null;
                case JDK -> server.certificate().forClients(SslProvider.JDK);
                case OPENSSL -> server.certificate().forClients(SslProvider.OPENSSL);
            };
        } catch (IOException | GeneralSecurityException unusable) {
            throw unusable instanceof IOException unreadable
                    ? new UncheckedIOException(unreadable)
                    : new IllegalStateException(unusable);
        }
    }
}
