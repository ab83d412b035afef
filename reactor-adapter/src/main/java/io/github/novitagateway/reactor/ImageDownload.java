package io.github.novitagateway.reactor;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.error.DownloadException;
import io.github.novitagateway.error.DownloadException.Reason;
import io.github.novitagateway.error.NovitaException.TransportException;
import io.github.novitagateway.image.GeneratedImage;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClientResponse;

/** The only class that talks to the host of the drawn images. It knows no key, so it has none to leak. */
final class ImageDownload {

    private static final int CHUNKS_AHEAD = 4;

    private final NovitaConfig config;
    private final Connections connections;
    private final GatewayLifecycle lifecycle;
    private final Pace pace;

    ImageDownload(NovitaConfig config, Connections connections, GatewayLifecycle lifecycle, Pace pace) {
        this.config = config;
        this.connections = connections;
        this.lifecycle = lifecycle;
        this.pace = pace;
    }

    Mono<byte[]> bytes(GeneratedImage image) {
        return repeated(
                fetch(image, content -> ResponseBody.whole(content, config.maxImageBytes(), () -> tooLarge(image))));
    }

    Mono<Path> toDirectory(GeneratedImage image, Path directory) {
        return repeated(Mono.usingWhen(
                Mono.fromSupplier(() -> new PartialFile(directory, fileName(image))),
                file -> onDisk(image, done(file::open))
                        .then(fetch(image, content -> write(image, content, file)))
                        .then(onDisk(image, done(file::commit)))
                        .thenReturn(file.target()),
                // a part that cannot be removed changes nothing of the outcome
                file -> onDisk(image, done(file::discard)).onErrorComplete()));
    }

    private <T> Mono<T> repeated(Mono<T> download) {
        return lifecycle.guard(download.retryWhen(pace.retries(config.retry())));
    }

    private <T> Mono<T> fetch(GeneratedImage image, Function<ByteBufFlux, Mono<T>> receiver) {
        return Mono.defer(() -> {
            if (!PresignedUrl.isWeb(image.url())) {
                return Mono.error(failed(image, Reason.REFUSED, "its address is not one to fetch from", null));
            }
            Attempt attempt = new Attempt();
            Mono<T> exchange = connections
                    .storage(attempt, HttpMethod.GET, image.url(), headers -> {}, outbound -> outbound)
                    .response((response, content) ->
                            refusal(image, response).map(Mono::<T>error).orElseGet(() -> receiver.apply(content)))
                    .singleOrEmpty();
            return attempt.bound(exchange, config.downloadTimeout(), pace.scheduler())
                    .onErrorMap(TransportException.class, failure -> interrupted(image, failure));
        });
    }

    /**
     * Bytes leave the event loop before they are written; few of them wait, so that a slow disk slows the connection.
     * They leave it as copies, since pooled buffers in the queue would be lost when it is cancelled.
     */
    private Mono<Void> write(GeneratedImage image, ByteBufFlux content, PartialFile file) {
        return content.asByteArray()
                .publishOn(Schedulers.boundedElastic(), CHUNKS_AHEAD)
                .doOnNext(chunk -> append(image, chunk, file))
                .then();
    }

    private void append(GeneratedImage image, byte[] chunk, PartialFile file) {
        try {
            if (!file.append(chunk, config.maxImageBytes())) {
                throw tooLarge(image);
            }
        } catch (ClosedByInterruptException cancelled) {
            // nobody waits for this image any more
        } catch (IOException failure) {
            throw disk(image, failure);
        }
    }

    private interface DiskStep {
        void run() throws IOException;
    }

    private static Callable<Void> done(DiskStep step) {
        return () -> {
            step.run();
            return null;
        };
    }

    private static <T> Mono<T> onDisk(GeneratedImage image, Callable<T> step) {
        return Mono.fromCallable(step)
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorMap(IOException.class, failure -> disk(image, failure));
    }

    /** From our own words alone: nothing that the service names becomes part of a path as it stands. */
    private static String fileName(GeneratedImage image) {
        String task = image.taskId().value().replaceAll("[^A-Za-z0-9_-]", "_");
        ImageFormat format = image.format();
        return task + "-" + image.index() + "." + (format == null ? "image" : format.extension());
    }

    /** What the head of the answer says against reading its body. */
    private Optional<DownloadException> refusal(GeneratedImage image, HttpClientResponse response) {
        int status = response.status().code();
        if (status != 200) {
            return Optional.of(refused(image, status));
        }
        String length = response.responseHeaders().get(HttpHeaderNames.CONTENT_LENGTH);
        return length != null && Long.parseLong(length) > config.maxImageBytes()
                ? Optional.of(tooLarge(image))
                : Optional.empty();
    }

    private static DownloadException refused(GeneratedImage image, int status) {
        return switch (status) {
            case 403, 404, 410 ->
                failed(image, Reason.GONE, "its link has expired or the image is gone (status " + status + ")", null);
            case 408, 429 -> failed(image, Reason.INTERRUPTED, "its host answered status " + status, null);
            default ->
                failed(
                        image,
                        status >= 500 ? Reason.INTERRUPTED : Reason.REFUSED,
                        "its host answered status " + status,
                        null);
        };
    }

    private DownloadException tooLarge(GeneratedImage image) {
        return failed(image, Reason.TOO_LARGE, "it is longer than maxImageBytes, " + config.maxImageBytes(), null);
    }

    private static DownloadException disk(GeneratedImage image, IOException failure) {
        return failure instanceof FileAlreadyExistsException
                ? failed(image, Reason.EXISTS, "the file is already there: " + failure.getMessage(), failure)
                : failed(image, Reason.DISK, "it could not be written (" + failure + ")", failure);
    }

    private static DownloadException interrupted(GeneratedImage image, Throwable failure) {
        return failed(image, Reason.INTERRUPTED, "the transfer broke off: " + failure.getMessage(), failure);
    }

    private static DownloadException failed(
            GeneratedImage image, Reason reason, String message, @Nullable Throwable cause) {
        return new DownloadException(image.taskId(), image.index(), reason, message, cause);
    }
}
