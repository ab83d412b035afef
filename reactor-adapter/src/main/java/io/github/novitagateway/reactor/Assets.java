package io.github.novitagateway.reactor;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.asset.UploadedImage;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.error.NovitaException.MalformedResponseException;
import io.github.novitagateway.guard.Require;
import io.github.novitagateway.reactor.PresignedPut.PresignedUpload;
import io.github.novitagateway.reactor.Replies.Slot;
import io.github.novitagateway.reactor.Replies.Unshown;
import io.github.novitagateway.training.TrainingEvent;
import io.github.novitagateway.training.TrainingEvent.ImageUploaded;
import io.github.novitagateway.training.TrainingEvent.UploadProgress;
import java.net.URI;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Pictures to train on: each goes up with a slot of its own.
 *
 * <p>An upload asks {@code POST /v3/assets/training_dataset} for a slot (docs: model-apis-get-training-images-url) and
 * puts the bytes to the presigned URL that comes back. The key goes to the first, never to the second.
 */
public final class Assets {

    private final ApiExchange exchange;
    private final PresignedPut storage;
    private final Notes notes;
    private final QuotaLines quota;
    private final NovitaConfig config;
    private final GatewayLifecycle lifecycle;
    private final Map<ImageFormat, byte[]> questions = new ConcurrentHashMap<>();

    Assets(
            ApiExchange exchange,
            PresignedPut storage,
            Notes notes,
            QuotaLines quota,
            NovitaConfig config,
            GatewayLifecycle lifecycle) {
        this.exchange = exchange;
        this.storage = storage;
        this.notes = notes;
        this.quota = quota;
        this.config = config;
        this.lifecycle = lifecycle;
    }

    /**
     * Uploads one picture.
     *
     * <p>On subscription the picture's first bytes and length are read, a slot is asked for and the bytes are sent.
     * Transient failures of both are repeated, together at most {@code maxRetries} times for a picture. A slot is used
     * again while it lives; one that storage does not accept (expired, access denied, clocks too far apart) is replaced
     * once. With a quota that limits slots, each waits for its permit. Cancelling closes the connection; a slot left
     * behind costs nothing.
     *
     * <p>With a journal the bytes are hashed first: a picture that was stored in the last 24 hours, or what the journal
     * holds good, is not sent again.
     *
     * @param source the picture: PNG, JPEG or WEBP by its first bytes
     * @return the stored picture, with index 0;
     *     {@link io.github.novitagateway.error.NovitaException.InvalidImageException} before anything is sent if it is
     *     not a picture or cannot be read, and before anything is stored if its file changes on the way, unless it has
     *     256 KB at most, which are read on subscription; {@link io.github.novitagateway.error.UploadException} if
     *     storage refuses it, {@link io.github.novitagateway.error.ApiException} if the service refuses the slot,
     *     {@link io.github.novitagateway.error.NovitaException.TransportException} if either cannot be reached,
     *     {@link io.github.novitagateway.error.NovitaException.NotSentException} if a permit or a connection takes too
     *     long, or {@code foreignHosts} refuses the host
     */
    public Mono<UploadedImage> upload(ImageSource source) {
        Objects.requireNonNull(source, "source");
        return lifecycle.guard(ImageBody.use(
                source, config.maxImageBytes(), image -> transfer(image, 0, sent -> {}, new HashSet<>())));
    }

    /**
     * Uploads pictures in parallel, as many at once as configured ({@code uploadConcurrency}, 6 by default).
     *
     * @param sources the pictures; one more is asked for than go up
     * @return see {@link #uploadAll(Publisher, int)}
     */
    public Flux<UploadedImage> uploadAll(Publisher<? extends ImageSource> sources) {
        return uploadAll(sources, config.uploadConcurrency());
    }

    /**
     * Uploads pictures in parallel, and looks at the next one meanwhile. A slot is asked for only when its PUT can
     * start, so that none expires in a queue.
     *
     * <p>After a failure no further upload starts; those under way finish and are emitted, then the stream ends in the
     * first failure, with later ones suppressed in it. What was emitted stays stored: hand those ids to
     * {@link Trainings#run} beside the pictures that are still to upload. Each picture has its own repeats, see
     * {@link #upload}. Cancelling closes what is under way.
     *
     * @param sources the pictures; one more is asked for than go up
     * @param concurrency how many at once, 1..64: as many connections as there are to storage
     * @return each picture when it is stored, in order of completion, with its place in {@code sources} as index
     */
    public Flux<UploadedImage> uploadAll(Publisher<? extends ImageSource> sources, int concurrency) {
        Objects.requireNonNull(sources, "sources");
        Require.within("concurrency", concurrency, 1, Connections.MAX_CONNECTIONS);
        Flux<Place> places = Flux.from(sources).index((index, source) -> new Place(index.intValue(), source));
        return lifecycle.guard(Flux.defer(() -> {
            Set<AssetId> taken = ConcurrentHashMap.newKeySet();
            return InTurn.flatMap(
                    places,
                    concurrency,
                    (place, turn) -> ImageBody.use(
                            place.source(),
                            config.maxImageBytes(),
                            image -> turn.flatMap(now -> transfer(image, place.index(), sent -> {}, taken))));
        }));
    }

    /** A picture and its place in what was given. */
    record Place(int index, ImageSource source) {}

    /**
     * The same, telling progress too; progress that nobody asks for is dropped.
     *
     * @param taken the ids that pictures beside these have already
     */
    Flux<TrainingEvent> uploadAllWithProgress(Flux<Place> places, Set<AssetId> taken) {
        return lifecycle.guard(InTurn.flatMap(
                places, config.uploadConcurrency(), (place, turn) -> transferWithProgress(place, turn, taken)));
    }

    /** The picture comes last, also to a reader who has not taken all of the progress yet. */
    private Flux<TrainingEvent> transferWithProgress(Place place, Mono<Boolean> turn, Set<AssetId> taken) {
        return Flux.defer(() -> {
            Sinks.Many<TrainingEvent> progress = Sinks.many().multicast().directBestEffort();
            Sinks.One<UploadedImage> stored = Sinks.one();
            Mono<TrainingEvent> upload = ImageBody.use(
                            place.source(),
                            config.maxImageBytes(),
                            image -> turn.flatMap(now -> transfer(
                                    image,
                                    place.index(),
                                    sent -> progress.tryEmitNext(
                                            new UploadProgress(place.index(), place.source(), sent, image.length())),
                                    taken)))
                    .doOnNext(stored::tryEmitValue)
                    .doOnSuccess(last -> stored.tryEmitEmpty())
                    .then(Mono.empty());
            return Flux.merge(progress.asFlux().takeUntilOther(stored.asMono()), upload)
                    .concatWith(stored.asMono().map(ImageUploaded::new));
        });
    }

    private Mono<UploadedImage> transfer(ImageBody image, int index, LongConsumer sent, Set<AssetId> taken) {
        return notes.stored(image, storage.store(slot(image.format()), image, sent), taken)
                .map(id -> new UploadedImage(id, image.source(), index));
    }

    private Mono<PresignedUpload> slot(ImageFormat format) {
        byte[] json =
                questions.computeIfAbsent(format, any -> exchange.encode(Map.of("file_extension", any.extension())));
        return Mono.defer(() -> {
            Permits permits = quota.permits(Endpoint.UPLOAD_SLOT, 1);
            return permits.reserve(permits.spend(
                            Attempt::new, attempt -> exchange.once(attempt, Endpoint.UPLOAD_SLOT, json, Slot.class)))
                    .map(Assets::presigned);
        });
    }

    static PresignedUpload presigned(Slot reply) {
        String address = Unshown.text(reply.uploadUrl());
        if (reply.assetsId() == null || address == null) {
            throw new MalformedResponseException("the upload slot has no assets_id or no upload_url", null);
        }
        String method = Objects.requireNonNullElse(reply.method(), "PUT");
        if (!"PUT".equalsIgnoreCase(method)) {
            throw new MalformedResponseException("the upload slot asks for another method than PUT", null);
        }
        return new PresignedUpload(reply.assetsId(), url(address));
    }

    private static URI url(String text) {
        URI url = PresignedUrl.parse(text);
        if (url == null) {
            throw new MalformedResponseException("upload_url is not an address to send to", null);
        }
        return url;
    }
}
