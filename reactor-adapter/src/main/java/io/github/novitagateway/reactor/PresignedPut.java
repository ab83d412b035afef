package io.github.novitagateway.reactor;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.error.NovitaException.TransportException;
import io.github.novitagateway.error.UploadException;
import io.github.novitagateway.guard.Lenient;
import io.github.novitagateway.guard.Redact;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClientResponse;

/** The only class that talks to the storage host. It knows no key, so it has none to leak. */
final class PresignedPut {

    private static final long ERROR_BODY_BYTES = 64 * 1024;
    private static final Set<String> SLOT_NOT_ACCEPTED = Set.of("AccessDenied", "RequestTimeTooSkewed");

    private final NovitaConfig config;
    private final Connections connections;
    private final GatewayLifecycle lifecycle;
    private final Pace pace;
    private final TimeLimit limit;
    private final Observed observed;
    private final CallLog log;

    PresignedPut(
            NovitaConfig config, Connections connections, GatewayLifecycle lifecycle, Pace pace, Observed observed) {
        this.config = config;
        this.connections = connections;
        this.lifecycle = lifecycle;
        this.pace = pace;
        this.limit = new TimeLimit(config.uploadTimeout(), pace.scheduler());
        this.observed = observed;
        this.log = new CallLog(pace);
    }

    /**
     * Stores the image: asks for a slot where none lives, and sends the bytes to it. Both share one budget of repeats.
     * A passing failure keeps the slot while it lives; a slot that storage does not accept is replaced, once.
     *
     * @param slots gives a new slot to each subscriber, in one attempt
     * @param sent is told the bytes that go to the connection so far
     * @return the id of the slot that took the image
     */
    Mono<AssetId> store(Mono<PresignedUpload> slots, ImageBody image, LongConsumer sent) {
        return observed.upload(Mono.defer(() -> {
            Lease lease = new Lease(slots);
            Mono<AssetId> attempt = Mono.defer(() -> lease.slot().flatMap(slot -> send(slot, image, sent)))
                    .onErrorMap(TransportException.class, broken -> naming(image, broken))
                    .doOnError(PresignedPut::isAboutTheSlot, refused -> lease.giveUp());
            return lifecycle.guard(
                    CallLog.counted(RetryStrategy.repeat(attempt, () -> pace.retries(config.retry(), lease::heals))));
        }));
    }

    private static boolean isAboutTheSlot(Throwable failure) {
        return failure instanceof UploadException refused
                && (refused.expired() || SLOT_NOT_ACCEPTED.contains(Lenient.text(refused.code())));
    }

    /** One image's failure tells which one it was. */
    private static TransportException naming(ImageBody image, TransportException broken) {
        return new TransportException(
                Redact.line(image.source().name(), 200) + ": " + broken.getMessage(),
                broken.requestMayHaveBeenProcessed(),
                broken);
    }

    private record LiveSlot(PresignedUpload upload, Instant end) {}

    /** The slot of one image, from its receipt until it is given up or its life is over. */
    private final class Lease {

        private final Mono<LiveSlot> slots;
        private @Nullable LiveSlot held;
        private int givenUp;

        Lease(Mono<PresignedUpload> uploads) {
            slots = uploads.map(upload -> new LiveSlot(upload, pace.now().plus(upload.lifetime())))
                    .doOnNext(slot -> held = slot);
        }

        Mono<LiveSlot> slot() {
            LiveSlot slot = held;
            return slot != null && lives(slot) ? Mono.just(slot) : slots;
        }

        void giveUp() {
            held = null;
            givenUp++;
        }

        boolean heals(Throwable failure) {
            return isAboutTheSlot(failure)
                    ? givenUp == 1
                    : failure instanceof NovitaException novita && novita.isTransient();
        }
    }

    private boolean lives(LiveSlot slot) {
        return pace.now().isBefore(slot.end());
    }

    private Mono<AssetId> send(LiveSlot slot, ImageBody image, LongConsumer sent) {
        return send(slot, slot.upload().url(), true, image, sent)
                .flatMap(elsewhere -> send(slot, elsewhere, false, image, sent))
                .then(Mono.just(slot.upload().id()));
    }

    /** Empty when the image is stored, else where it is to be sent instead. */
    private Mono<URI> send(LiveSlot slot, URI url, boolean mayMove, ImageBody image, LongConsumer sent) {
        Attempt attempt = new Attempt();
        Mono<URI> exchange = connections
                .put(
                        attempt,
                        url,
                        headers -> headers.set(
                                        HttpHeaderNames.CONTENT_TYPE,
                                        image.format().mediaType())
                                .set(HttpHeaderNames.CONTENT_LENGTH, image.length()),
                        outbound -> lives(slot) ? image.send(outbound, sent) : Mono.error(expired(slot, image)))
                .response((response, content) -> {
                    attempt.answered(response.status().code());
                    return receive(image, response, content, mayMove ? moved(url, response) : null);
                })
                .singleOrEmpty();
        return log.told("upload", attempt, observed.answered(attempt, attempt.bound(exchange, limit)));
    }

    private static UploadException expired(LiveSlot slot, ImageBody image) {
        return UploadException.slotExpired(image.source().name(), slot.upload().lifetime());
    }

    private static @Nullable URI moved(URI from, HttpClientResponse response) {
        String location = response.responseHeaders().get(HttpHeaderNames.LOCATION);
        return response.status().code() == 307 && location != null ? PresignedUrl.moved(from, location) : null;
    }

    private static Mono<URI> receive(
            ImageBody image, HttpClientResponse response, ByteBufFlux content, @Nullable URI elsewhere) {
        int status = response.status().code();
        if (status == 200) {
            return content.then(Mono.empty());
        }
        if (elsewhere != null) {
            return content.then(Mono.just(elsewhere));
        }
        return ResponseBody.beginning(content, ERROR_BODY_BYTES)
                .flatMap(PresignedPut::parsed)
                .flatMap(error -> Mono.error(
                        new UploadException(image.source().name(), status, error.code(), error.message(), null)));
    }

    /** The XML parser of newer JDKs reads a file of settings when it is first made. */
    private static Mono<S3Error> parsed(byte[] body) {
        return Mono.fromSupplier(() -> S3Error.parse(body)).subscribeOn(Schedulers.boundedElastic());
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
        private static final String EXPIRES = "X-Amz-Expires=";
        private static final Pattern SECONDS = Pattern.compile("0*[1-9][0-9]{0,8}");
        private static final Duration DOCUMENTED_LIFETIME = Duration.ofMinutes(2);

        /**
         * How long the address lives, counted from its receipt: not from the date inside it, since clocks differ.
         *
         * @return the seconds that the address states, else the documented 120 s
         */
        Duration lifetime() {
            for (String part : Lenient.text(url.getRawQuery()).split("&", -1)) {
                if (part.startsWith(EXPIRES)
                        && SECONDS.matcher(part.substring(EXPIRES.length())).matches()) {
                    return Duration.ofSeconds(Long.parseLong(part.substring(EXPIRES.length())));
                }
            }
            return DOCUMENTED_LIFETIME;
        }

        /** {@return id and address, the latter without its query, which is a credential} */
        @Override
        public String toString() {
            return "PresignedUpload[id=" + id + ", url=" + Redact.url(url) + "]";
        }
    }
}
