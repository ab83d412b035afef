package io.github.novitagateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.novitagateway.config.QuotaLimits;
import io.github.novitagateway.config.QuotaLimits.Pool;
import io.github.novitagateway.error.NovitaException.JournalException;
import io.github.novitagateway.image.Webhook.TaskEvent;
import io.github.novitagateway.reactor.KeptLog;
import io.github.novitagateway.reactor.Quota;
import io.github.novitagateway.reactor.TaskJournal.Intended;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import javax.net.ssl.TrustManagerFactory;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that a fleet does, over TLS and as the user that the README tells to make. */
class SecuredRedisTest extends FleetTest {

    private static final String STORE_PASSWORD = "changeit";
    private static final String SECRET = "secret";

    @TempDir
    static Path directory = Path.of("");

    private final RedisClient client = RedisClient.create();
    private int tlsPort;

    @Override
    List<String> serverOptions() {
        try {
            tlsPort = RedisServer.freePort();
            Path certificate = directory.resolve("server.crt");
            Path key = directory.resolve("server.key");
            client.setOptions(ClientOptions.builder()
                    .sslOptions(SslOptions.builder()
                            .jdkSslProvider()
                            .trustManager(trusting(made(certificate, key)))
                            .build())
                    .build());
            return List.of(
                    "--tls-port",
                    Integer.toString(tlsPort),
                    "--tls-cert-file",
                    certificate.toString(),
                    "--tls-key-file",
                    key.toString(),
                    "--tls-ca-cert-file",
                    certificate.toString(),
                    "--tls-auth-clients",
                    "no");
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Path store() {
        return directory.resolve("server.p12");
    }

    /** A file of trusted certificates would be read by Lettuce on an event loop. */
    private static TrustManagerFactory trusting(Certificate certificate) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        return trust;
    }

    private static Certificate made(Path certificate, Path key)
            throws IOException, InterruptedException, GeneralSecurityException {
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
                        store().toString(),
                        "-storepass",
                        STORE_PASSWORD)
                .start();
        assertThat(keytool.waitFor(20, TimeUnit.SECONDS)).isTrue();
        KeyStore made = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store())) {
            made.load(in, STORE_PASSWORD.toCharArray());
        }
        pem(certificate, "CERTIFICATE", made.getCertificate("server").getEncoded());
        pem(
                key,
                "PRIVATE KEY",
                made.getKey("server", STORE_PASSWORD.toCharArray()).getEncoded());
        return made.getCertificate("server");
    }

    private static void pem(Path file, String what, byte[] content) throws IOException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n");
    }

    @BeforeEach
    void makeTheUser() throws IOException {
        List<String> words = Files.readAllLines(Path.of("..", "..", "README.md")).stream()
                .filter(line -> line.startsWith("ACL SETUSER "))
                .flatMap(line -> Arrays.stream(line.substring("ACL ".length()).split(" ", -1)))
                .toList();
        assertThat(words).contains(">" + SECRET);
        redis(commands -> commands.dispatch(
                CommandType.ACL,
                new StatusOutput<>(StringCodec.UTF8),
                new CommandArgs<>(StringCodec.UTF8).addValues(words)));
    }

    @AfterEach
    void forgetTheUser() {
        redis(commands -> commands.aclDeluser("novita"));
    }

    @AfterAll
    void shutDown() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(5));
    }

    @Test
    void journalQuotaAndWatchesNeedNoMoreThanThatUserMayDo() {
        RedisFleet fleet = kept(fleet(SECRET));
        fleet.journal().append(intent()).block(LONG);
        assertThat(fleet.journal().takeOver().collectList().block(LONG)).hasSize(1);
        assertThat(fleet.quota(QuotaLimits.documented())
                        .take(Pool.TEXT_TO_IMAGE, 1)
                        .block(LONG))
                .isEqualTo(Duration.ZERO);

        RedisWatches watches = fleet.watches(gateway());
        List<TaskStatus> told = Objects.requireNonNull(
                watches.watchTraining(trainings(1).get(0)).collectList().block(LONG));
        assertInOrder(told);
        CompletableFuture<TaskEvent> heard = watches.events().next().toFuture();
        TaskId drawing = TaskId.image("t-1");
        await("the event is heard", () -> {
            watches.publish(SharedDrawingsTest.event(drawing)).block(LONG);
            return heard.isDone();
        });
    }

    @Test
    void thatUserMayTouchNothingElse() {
        try (var connection = client.connect(uri(SECRET))) {
            assertThatThrownBy(() -> connection.sync().get("of:others"))
                    .isInstanceOf(RedisCommandExecutionException.class)
                    .hasMessageContaining("NOPERM");
            assertThatThrownBy(() -> connection.sync().flushall()).hasMessageContaining("NOPERM");
        }
    }

    @Test
    void wrongPasswordIsToldWithoutIt() {
        RedisFleet fleet = kept(fleet("not-the-secret"));

        assertThatThrownBy(() -> fleet.journal().append(intent()).block(LONG))
                .isInstanceOf(JournalException.class)
                .hasStackTraceContaining("WRONGPASS")
                .satisfies(failure -> {
                    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                        assertThat(cause.toString()).doesNotContain("not-the-secret");
                    }
                });
    }

    @Test
    void quotaThatIsRefusedSaysSoOnceAndWithoutThePassword() {
        Quota quota = kept(fleet("not-the-secret")).quota(QuotaLimits.documented());
        KeptLog log = new KeptLog(RedisFleet.class.getName(), Level.WARNING);
        try {
            assertThat(quota.take(Pool.TEXT_TO_IMAGE, 1).block(LONG)).isPositive();
            assertThat(quota.take(Pool.TEXT_TO_IMAGE, 1).block(LONG)).isPositive();
        } finally {
            log.close();
        }

        assertThat(log.lines())
                .filteredOn(line -> line.contains("WRONGPASS")) // fleets of other tests log too
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("Redis does not give permits, who wants some waits")
                .doesNotContain("not-the-secret");
    }

    private RedisFleet fleet(String password) {
        return RedisFleet.builder(client, uri(password), KEY)
                .heartbeat(Duration.ofMillis(200))
                .takeOverAfter(TAKE_OVER)
                .sweepInterval(SWEEP)
                .build();
    }

    private RedisURI uri(String password) {
        return RedisURI.builder()
                .withHost("localhost")
                .withPort(tlsPort)
                .withSsl(true)
                .withAuthentication("novita", password.toCharArray())
                .build();
    }

    private static Intended intent() {
        return new Intended("k-1", TaskId.Kind.STYLE, "hills", true, null, Instant.now(), null);
    }
}
