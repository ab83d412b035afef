package io.github.novitagateway.reactor;

import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.error.ApiException;
import io.github.novitagateway.error.DownloadException;
import io.github.novitagateway.error.DownloadException.Reason;
import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.error.NovitaException.MalformedResponseException;
import io.github.novitagateway.error.NovitaException.NotSentException;
import io.github.novitagateway.error.NovitaException.TransportException;
import io.github.novitagateway.task.TaskId;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

    private static final Duration NEARLY = Duration.ofSeconds(10);
    private static final String VANISHED = "its link has expired or it is gone";

    private final NovitaConfig config;
    private final Connections connections;
    private final GatewayLifecycle lifecycle;
    private final Pace pace;
    private final Observed observed;
    private final CallLog log;

    Download(NovitaConfig config, Connections connections, GatewayLifecycle lifecycle, Pace pace, Observed observed) {
        this.config = config;
        this.connections = connections;
        this.lifecycle = lifecycle;
        this.pace = pace;
        this.observed = observed;
        this.log = new CallLog(pace);
    }

    /**
     * What is to be fetched.
     *
     * @param task that drew it; null for a model
     * @param what its name in messages
     * @param link where it is
     * @param fileName its name on disk, made of harmless characters
     * @param maxBytes the most bytes it may have
     * @param bound the name of that bound
     * @param limit the longest time of one attempt
     */
    record Item(
            @Nullable TaskId task,
            String what,
            Link link,
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

    /**
     * Where something is.
     *
     * @param url its address; null when the service gives none
     * @param expiresAt when that stops working; null when unknown
     * @param fresh asks for a new address, once per subscription; empty when there is none
     */
    record Link(@Nullable String url, @Nullable Instant expiresAt, Mono<String> fresh) {

        /** What is nearly over would be over before the host sees it. */
        private boolean isOver(Instant now) {
            return expiresAt != null && !now.plus(NEARLY).isBefore(expiresAt);
        }

        /** {@return nothing but its end: an address is a credential} */
        @Override
        public String toString() {
            return "Link[expiresAt=" + expiresAt + "]";
        }
    }

    Mono<byte[]> bytes(Item item) {
        return repeated(fetch(item, content -> ResponseBody.whole(content, item.maxBytes(), item::tooLarge)));
    }

    Mono<Path> toDirectory(Item item, Path directory) {
        return repeated(Mono.usingWhen(
                Mono.fromSupplier(() -> new PartialFile(directory, item.fileName())),
                file -> onDisk(item, done(file::open))
                        .then(fetch(item, content -> WriteBehind.of(content, chunk -> append(item, chunk, file))))
                        .then(onDisk(item, done(file::commit)))
                        .thenReturn(file.target()),
                // a part that cannot be removed changes nothing of the outcome
                file -> onDisk(item, done(file::discard)).onErrorComplete()));
    }

    private <T> Mono<T> repeated(Mono<T> download) {
        return observed.call(
                "download",
                CallLog.counted(lifecycle.guard(RetryStrategy.repeat(download, () -> pace.retries(config.retry())))));
    }

    /** By the link that there is, and once by a fresh one where that is over or gone. */
    private <T> Mono<T> fetch(Item item, Function<ByteBufFlux, Mono<T>> receiver) {
        return Mono.defer(() -> {
            Mono<T> afresh = Mono.defer(() -> anew(item)).flatMap(url -> get(item, url, receiver));
            return item.link().isOver(pace.now())
                    ? afresh
                    : get(item, item.link().url(), receiver).onErrorResume(Download::isGone, gone -> afresh);
        });
    }

    private static boolean isGone(Throwable failure) {
        return failure instanceof DownloadException broken && broken.reason() == Reason.GONE;
    }

    private static Mono<String> anew(Item item) {
        return item.link()
                .fresh()
                .onErrorMap(
                        failure -> failure instanceof ApiException
                                || failure instanceof TransportException
                                || failure instanceof MalformedResponseException,
                        failure -> ((NovitaException) failure).isTransient()
                                ? item.failed(
                                        Reason.INTERRUPTED, VANISHED + ", and the service tells no other", failure)
                                : item.failed(Reason.GONE, VANISHED + ", and there is no other", failure))
                .switchIfEmpty(Mono.error(() -> item.failed(Reason.GONE, VANISHED, null)));
    }

    private <T> Mono<T> get(Item item, @Nullable String link, Function<ByteBufFlux, Mono<T>> receiver) {
        if (link == null) {
            return Mono.error(item.failed(Reason.REFUSED, "there is no address to fetch it from", null));
        }
        URI url = PresignedUrl.parse(link);
        if (url == null) {
            return Mono.error(item.failed(Reason.REFUSED, "nothing was sent: its address is not one of the web", null));
        }
        return Mono.defer(() -> {
                    Attempt attempt = new Attempt();
                    Mono<T> exchange = connections
                            .get(attempt, url)
                            .response((response, content) -> {
                                attempt.answered(response.status().code());
                                return refusal(item, response)
                                        .map(Mono::<T>error)
                                        .orElseGet(() -> receiver.apply(content));
                            })
                            .singleOrEmpty();
                    Mono<T> bounded = attempt.bound(exchange, item.limit(), pace.scheduler());
                    return log.told("download", attempt, observed.answered(attempt, bounded));
                })
                .onErrorMap(NovitaException.class, failure -> told(item, failure));
    }

    private static NovitaException told(Item item, NovitaException failure) {
        if (failure instanceof TransportException) {
            return item.failed(Reason.INTERRUPTED, "the transfer broke off: " + failure.getMessage(), failure);
        }
        return failure instanceof NotSentException && !failure.isTransient()
                ? item.failed(Reason.REFUSED, String.valueOf(failure.getMessage()), failure)
                : failure;
    }

    private static void append(Item item, ByteBuf chunk, PartialFile file) {
        try {
            if (!file.append(chunk, item.maxBytes())) {
                throw item.tooLarge();
            }
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
            case 403, 404, 410 -> item.failed(Reason.GONE, VANISHED + " (status " + status + ")", null);
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
