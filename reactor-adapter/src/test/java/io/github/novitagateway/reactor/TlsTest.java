package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.error.NovitaException.TransportException;
import io.github.novitagateway.task.TaskId;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.TrustManagerFactory;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** A certificate that only a customized client trusts. */
class TlsTest extends StorageTest {

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
        SslContext context = trusting(certificate);

        value(status(
                NovitaGateway.builder(config().baseUrl(server.url("/").uri()).build())
                        .codec(JsonCodec.strict())
                        .httpClient(client -> client.secure(tls -> tls.sslContext(context)))
                        .build()));

        assertThat(request().getHandshake()).isNotNull();
    }

    @Test
    void picturesAreEncryptedSeveralRecordsAtATime() throws Exception {
        SelfSigned certificate = SelfSigned.in(directory);
        server.useHttps(certificate.server().getSocketFactory());
        answer(slot("upload-url.string-id.response.json"));
        answer(new MockResponse.Builder().build());
        SslContext context = trusting(certificate);
        AtomicInteger largest = new AtomicInteger();
        novita.close();
        novita = NovitaGateway.builder(config().build())
                .codec(JsonCodec.strict())
                .httpClient(client -> client.secure(tls -> tls.sslContext(context))
                        .doOnChannelInit((observer, channel, remote) ->
                                channel.pipeline().addFirst(new LargestWrite(largest))))
                .build();
        Path picture = Files.write(directory.resolve("picture.png"), Pictures.png(300_000));

        value(novita.assets().upload(ImageSource.file(picture)));

        assertThat(largest).as("one record has 16 KB").hasValueGreaterThan(2 * 16_384);
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

    private static SslContext trusting(SelfSigned certificate) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(certificate.store());
        return SslContextBuilder.forClient().trustManager(trust).build();
    }

    /** The most that goes to a connection at once. */
    private static final class LargestWrite extends ChannelOutboundHandlerAdapter {

        private final AtomicInteger largest;

        LargestWrite(AtomicInteger largest) {
            this.largest = largest;
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
            if (message instanceof ByteBuf bytes) {
                largest.accumulateAndGet(bytes.readableBytes(), Math::max);
            }
            super.write(context, message, promise);
        }
    }
}
