package io.github.novitagateway.reactor;

import io.github.novitagateway.asset.PresignedUpload;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.error.UploadException;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClientResponse;

/** The only class that talks to the storage host. It knows no key, so it has none to leak. */
final class PresignedPut {

    private static final long ERROR_BODY_BYTES = 64 * 1024;

    private final NovitaConfig config;
    private final Connections connections;
    private final GatewayLifecycle lifecycle;
    private final Pace pace;

    PresignedPut(NovitaConfig config, Connections connections, GatewayLifecycle lifecycle, Pace pace) {
        this.config = config;
        this.connections = connections;
        this.lifecycle = lifecycle;
        this.pace = pace;
    }

    /**
     * Sends the image to its slot. Transient failures are repeated on the same slot while it lives.
     *
     * @param sent is told the bytes handed to the connection so far
     */
    Mono<Void> put(PresignedUpload slot, ImageBody image, LongConsumer sent) {
        return Mono.defer(() -> {
            Instant end = pace.now().plus(slot.lifetime());
            AtomicReference<@Nullable Throwable> last = new AtomicReference<>();
            Mono<Void> attempt = Mono.defer(() -> pace.now().isBefore(end)
                    ? attempt(slot, image, sent).doOnError(last::set)
                    : Mono.error(UploadException.slotExpired(image.source().name(), slot.lifetime(), last.get())));
            return lifecycle.guard(attempt.retryWhen(pace.retries(config.retry())));
        });
    }

    private Mono<Void> attempt(PresignedUpload slot, ImageBody image, LongConsumer sent) {
        Attempt attempt = new Attempt();
        Mono<Void> exchange = connections
                .storage(
                        attempt,
                        HttpMethod.PUT,
                        slot.url(),
                        headers -> headers.set(
                                        HttpHeaderNames.CONTENT_TYPE,
                                        image.format().mediaType())
                                .set(HttpHeaderNames.CONTENT_LENGTH, image.length()),
                        outbound -> outbound.send(counted(image, sent)))
                .response((response, content) -> receive(image, response, content))
                .then();
        return attempt.bound(exchange, config.uploadTimeout(), pace.scheduler());
    }

    private static Flux<ByteBuf> counted(ImageBody image, LongConsumer sent) {
        return Flux.defer(() -> {
            AtomicLong total = new AtomicLong();
            return image.content().doOnNext(chunk -> sent.accept(total.addAndGet(chunk.readableBytes())));
        });
    }

    private static Mono<Void> receive(ImageBody image, HttpClientResponse response, ByteBufFlux content) {
        int status = response.status().code();
        if (status == 200) {
            return content.then();
        }
        return ResponseBody.beginning(content, ERROR_BODY_BYTES).flatMap(body -> {
            S3Error error = S3Error.parse(body);
            return Mono.error(new UploadException(image.source().name(), status, error.code(), error.message(), null));
        });
    }

    /**
     * The code and message of a storage error. Nothing else of the body is kept: it can echo the headers it got, a key
     * among them.
     */
    record S3Error(@Nullable String code, String message) {

        private static final XMLInputFactory XML = withoutExternalEntities();

        static S3Error parse(byte[] body) {
            String code = null;
            String message = "";
            try {
                // the parser would complain of malformed bytes on stderr
                XMLStreamReader reader =
                        XML.createXMLStreamReader(new StringReader(new String(body, StandardCharsets.UTF_8)));
                while (reader.hasNext()) {
                    if (reader.next() == XMLStreamReader.START_ELEMENT) {
                        switch (reader.getLocalName()) {
                            case "Code" -> code = reader.getElementText();
                            case "Message" -> message = reader.getElementText();
                            default -> {}
                        }
                    }
                }
            } catch (XMLStreamException notXml) {
                // Whatever stands between us and the storage answered; what was read so far is what there is.
            }
            return new S3Error(code, message);
        }

        private static XMLInputFactory withoutExternalEntities() {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            return factory;
        }
    }
}
