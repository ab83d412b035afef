package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.novitagateway.error.NovitaException.TransportException;
import io.github.novitagateway.task.TaskId;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Path;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** A certificate that only a customized client trusts. */
class TlsTest extends ServiceTest {

    private static final TaskId TRAINING = TaskId.style("11111111-2222-4333-8444-000000000001");

    @TempDir
    Path directory = Path.of("");

    private SelfSigned speakTls() throws Exception {
        SelfSigned certificate = SelfSigned.in(directory);
        server.useHttps(certificate.server().getSocketFactory());
        answer("training-style.get.training.response.json");
        return certificate;
    }

    private Mono<?> status(NovitaGateway gateway) {
        novita.close();
        novita = gateway;
        return gateway.trainings().status(TRAINING);
    }

    @Test
    void theTlsOfACustomizedClientIsUsed() throws Exception {
        SelfSigned certificate = speakTls();
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(certificate.store());
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
        speakTls();
        Mono<?> status = status(gateway(config().baseUrl(server.url("/").uri()).build()));

        assertThatThrownBy(() -> status.block(LONG))
                .isInstanceOfSatisfying(
                        TransportException.class,
                        failure -> assertThat(failure.requestMayHaveBeenProcessed())
                                .isFalse());
        assertNoFurtherRequest();
    }
}
