package io.github.novitagateway.reactor;

import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.error.DownloadException;
import io.github.novitagateway.error.DownloadException.Reason;
import io.github.novitagateway.error.NovitaException.TransportException;
import io.github.novitagateway.task.TaskId;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClientResponse;

/**
 * The only class that talks to the hosts of drawn images and trained models. It knows no key, so it has none to leak.
 */
final class Download {

    private static final int CHUNKS_AHEAD = 4;

    private final NovitaConfig config;
    private final Connections connections;
    private final GatewayLifecycle lifecycle;
    private final Pace pace;

    Download(NovitaConfig config, Connections connections, GatewayLifecycle lifecycle, Pace pace) {
        this.config = config;
        this.connections = connections;
        this.lifecycle = lifecycle;
        this.pace = pace;
    }

    /**
     * What is to be fetched.
     *
     * @param task that drew it; null for a model
     * @param what its name in messages
     * @param url where it is; null when the service gives no address
     * @param fileName its name on disk, made of harmless characters
     * @param maxBytes the most bytes it may have
     * @param bound the name of that bound
     * @param limit the longest time of one attempt
     */
    record Item(
            @Nullable TaskId task,
            String what,
            @Nullable URI url,
            String fileName,
            long maxBytes,
            String bound,
            Duration limit) {

        DownloadException failed(Reason reason, String message, @Nullable Throwable cause) {
            return new DownloadException(task, what, reason, message, cause);
        }

        DownloadException tooLarge() {
            return failed(Reason.TOO_LARGE, "it is longer than " + bound + ", " + maxBytes + " bytes", null);
        }

        /** {@return its name and where it goes; the query of its address is a credential} */
        @Override
        public String toString() {
            return "Item[" + what + " to " + fileName + "]";
        }
    }

    Mono<byte[]> bytes(Item item) {
        return repeated(fetch(item, content -> ResponseBody.whole(content, item.maxBytes(), item::tooLarge)));
    }

    Mono<Path> toDirectory(Item item, Path directory) {
        return repeated(Mono.usingWhen(
                Mono.fromSupplier(() -> new PartialFile(directory, item.fileName())),
                file -> onDisk(item, done(file::open))
                        .then(fetch(item, content -> write(item, content, file)))
                        .then(onDisk(item, done(file::commit)))
                        .thenReturn(file.target()),
                // a part that cannot be removed changes nothing of the outcome
                file -> onDisk(item, done(file::discard)).onErrorComplete()));
    }

    private <T> Mono<T> repeated(Mono<T> download) {
        return lifecycle.guard(download.retryWhen(pace.retries(config.retry())));
    }

    private <T> Mono<T> fetch(Item item, Function<ByteBufFlux, Mono<T>> receiver) {
        return Mono.defer(() -> {
            URI url = item.url();
            if (url == null || !PresignedUrl.isWeb(url)) {
                return Mono.error(item.failed(Reason.REFUSED, "its address is not one to fetch from", null));
            }
            Attempt attempt = new Attempt();
            Mono<T> exchange = connections
                    .storage(attempt, HttpMethod.GET, url, headers -> {}, outbound -> outbound)
                    .response((response, content) ->
                            refusal(item, response).map(Mono::<T>error).orElseGet(() -> receiver.apply(content)))
                    .singleOrEmpty();
            return attempt.bound(exchange, item.limit(), pace.scheduler())
                    .onErrorMap(
                            TransportException.class,
                            failure -> item.failed(
                                    Reason.INTERRUPTED, "the transfer broke off: " + failure.getMessage(), failure));
        });
    }

    /**
     * Bytes leave the event loop before they are written; few of them wait, so that a slow disk slows the connection.
     * They leave it as copies, since pooled buffers in the queue would be lost when it is cancelled.
     */
    private static Mono<Void> write(Item item, ByteBufFlux content, PartialFile file) {
        return content.asByteArray()
                .publishOn(Schedulers.boundedElastic(), CHUNKS_AHEAD)
                .doOnNext(chunk -> append(item, chunk, file))
                .then();
    }

    private static void append(Item item, byte[] chunk, PartialFile file) {
        try {
            if (!file.append(chunk, item.maxBytes())) {
                throw item.tooLarge();
            }
        } catch (ClosedByInterruptException cancelled) {
            // nobody waits for this file any more
        } catch (IOException failure) {
            throw disk(item, failure);
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

    private static <T> Mono<T> onDisk(Item item, Callable<T> step) {
        return Mono.fromCallable(step)
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorMap(IOException.class, failure -> disk(item, failure));
    }

    /** What the head of the answer says against reading its body. */
    private static Optional<DownloadException> refusal(Item item, HttpClientResponse response) {
        int status = response.status().code();
        if (status != 200) {
            return Optional.of(refused(item, status));
        }
        String length = response.responseHeaders().get(HttpHeaderNames.CONTENT_LENGTH);
        return length != null && Long.parseLong(length) > item.maxBytes()
                ? Optional.of(item.tooLarge())
                : Optional.empty();
    }

    private static DownloadException refused(Item item, int status) {
        return switch (status) {
            case 403, 404, 410 ->
                item.failed(Reason.GONE, "its link has expired or it is gone (status " + status + ")", null);
            default -> {
                boolean passing = status == 408 || status == 429 || status >= 500;
                Reason reason = passing ? Reason.INTERRUPTED : Reason.REFUSED;
                yield item.failed(reason, "its host answered status " + status, null);
            }
        };
    }

    private static DownloadException disk(Item item, IOException failure) {
        return failure instanceof FileAlreadyExistsException
                ? item.failed(Reason.EXISTS, "the file is already there: " + failure.getMessage(), failure)
                : item.failed(Reason.DISK, "it could not be written (" + failure + ")", failure);
    }
}
