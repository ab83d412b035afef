package io.github.novitagateway.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.novitagateway.error.NovitaException.TransportException;
import io.github.novitagateway.reactor.NovitaGateway;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.test.StepVerifier;

/** A service whose certificate is known by an SSL bundle of the application alone. */
@Timeout(60)
class SslBundleTest {

    private static final String PASSWORD = "changeit";
    private static final byte[] BALANCE = "{\"availableBalance\":\"10000\"}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory = Path.of("");

    private HttpsServer service;
    private Path trusted = Path.of("");

    @BeforeEach
    void start() throws Exception {
        Path keys = directory.resolve("server.p12");
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
                        keys.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor(20, TimeUnit.SECONDS)).isTrue();
        KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
        trusted = directory.resolve("trusted.p12");
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("server", store.getCertificate("server"));
        try (OutputStream out = Files.newOutputStream(trusted)) {
            certificates.store(out, PASSWORD.toCharArray());
        }
        serve(store);
    }

    private void serve(KeyStore store) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        service = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setHttpsConfigurator(new HttpsConfigurator(context));
        service.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, BALANCE.length);
            exchange.getResponseBody().write(BALANCE);
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    private ApplicationContextRunner application() {
        return Contexts.plain()
                .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, HttpClientAutoConfiguration.class))
                .withPropertyValues(
                        "novita.base-url=https://localhost:"
                                + service.getAddress().getPort(),
                        "novita.retry.max-retries=0",
                        "spring.ssl.bundle.jks.service.truststore.location=file:" + trusted,
                        "spring.ssl.bundle.jks.service.truststore.password=" + PASSWORD,
                        "spring.ssl.bundle.jks.service.truststore.type=PKCS12");
    }

    @Test
    void theBundleOfTheApplicationsClientsIsTrusted() {
        application()
                .withPropertyValues("spring.http.clients.ssl.bundle=service")
                .run(context -> StepVerifier.create(
                                context.getBean(NovitaGateway.class).account().balance())
                        .expectNextCount(1)
                        .expectComplete()
                        .verify(Duration.ofSeconds(20)));
    }

    @Test
    void withoutItTheServiceIsNotTrusted() {
        application()
                .run(context -> StepVerifier.create(
                                context.getBean(NovitaGateway.class).account().balance())
                        .expectError(TransportException.class)
                        .verify(Duration.ofSeconds(20)));
    }
}
