package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.novitagateway.error.NovitaException.TransportException;
import io.github.novitagateway.task.TaskId;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** A certificate that only a customized client trusts. */
class TlsTest extends ServiceTest {

    private static final String PASSWORD = "changeit";
    private static final TaskId TRAINING = TaskId.style("11111111-2222-4333-8444-000000000001");

    private KeyStore certificate = emptyStore();

    @BeforeEach
    void speakTls(@TempDir Path directory) throws Exception {
        certificate = selfSigned(directory.resolve("server.p12"));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(certificate, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server.useHttps(context.getSocketFactory());
        answer("training-style.get.training.response.json");
    }

    private static KeyStore emptyStore() {
        try {
            return KeyStore.getInstance("PKCS12");
        } catch (KeyStoreException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static KeyStore selfSigned(Path file) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor(20, TimeUnit.SECONDS)).isTrue();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private Mono<?> status(NovitaGateway gateway) {
        novita.close();
        novita = gateway;
        return gateway.trainings().status(TRAINING);
    }

    @Test
    void theTlsOfACustomizedClientIsUsed() throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(certificate);
        var context = SslContextBuilder.forClient().trustManager(trust).build();

        value(status(
                NovitaGateway.builder(config().baseUrl(server.url("/").uri()).build())
                        .codec(JsonCodec.strict())
                        .httpClient(client -> client.secure(tls -> tls.sslContext(context)))
                        .build()));

        assertThat(request().getHandshake()).isNotNull();
    }

    @Test
    void anUntrustedHostGetsNothing() throws Exception {
        Mono<?> status = status(gateway(config().baseUrl(server.url("/").uri()).build()));

        assertThatThrownBy(() -> status.block(LONG))
                .isInstanceOfSatisfying(
                        TransportException.class,
                        failure -> assertThat(failure.requestMayHaveBeenProcessed())
                                .isFalse());
        assertNoFurtherRequest();
    }
}
