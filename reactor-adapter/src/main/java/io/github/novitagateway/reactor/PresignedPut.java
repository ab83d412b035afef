package io.github.novitagateway.reactor;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.error.UploadException;
import io.github.novitagateway.guard.Lenient;
import io.github.novitagateway.guard.Redact;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
            return new S3Error(code, Redact.credentials(message));
        }

        private static XMLInputFactory withoutExternalEntities() {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            return factory;
        }
    }

    /**
     * A slot for one picture: its future id, and an address that takes its bytes for a short time. Until it expires the
     * address is a credential. Docs: model-apis-get-training-images-url.
     *
     * @param id id that the picture gets
     * @param url where to put the bytes; to be used as it is, byte for byte
     */
    record PresignedUpload(AssetId id, URI url) {
        private static final Pattern EXPIRES = Pattern.compile("(?:^|&)X-Amz-Expires=0*([1-9][0-9]{0,8})(?:&|$)");
        private static final Duration DOCUMENTED_LIFETIME = Duration.ofMinutes(2);

        /**
         * How long the address lives, counted from its receipt: not from the date inside it, since clocks differ.
         *
         * @return the seconds that the address states, else the documented 120 s
         */
        Duration lifetime() {
            Matcher expires = EXPIRES.matcher(Lenient.text(url.getRawQuery()));
            return expires.find() ? Duration.ofSeconds(Long.parseLong(expires.group(1))) : DOCUMENTED_LIFETIME;
        }

        /** {@return id and address, the latter without its query, which is a credential} */
        @Override
        public String toString() {
            return "PresignedUpload[id=" + id + ", url=" + Redact.url(url) + "]";
        }
    }
}
