package io.github.novitagateway.webflux.picture;

import io.github.novitagateway.training.TrainingRequest;
import io.github.novitagateway.webflux.web.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.FormPartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.util.FileSystemUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The form that starts a training while it arrives. Pictures go to the disk piece by piece, on a thread that may block;
 * a few pieces at most are in memory. What is refused is read to its end, within the bound of the request, so that a
 * browser gets to see the answer instead of a lost connection.
 */
public final class IncomingForm {

    private static final int PIECES_AHEAD = 8;

    private final Path folder;
    private final Limits limits;
    private final StartForm fields = new StartForm();
    private final List<Picture> pictures = new ArrayList<>();
    private @Nullable PictureFile current;
    private @Nullable RefusedException refusal;
    private boolean discarded;
    private long bytes;

    private IncomingForm(Path folder, Limits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /**
     * What a form may hold.
     *
     * @param picture most bytes of a picture
     * @param request most bytes of all
     * @param draft whether it is only looked at: files and fields may hold anything then
     */
    record Limits(long picture, long request, boolean draft) {}

    /**
     * Reads a form.
     *
     * @param parts what arrives
     * @param folder where its pictures are put; it is made, and removed again when the form is refused or breaks off
     * @param largestPicture most bytes of a picture
     * @param largestRequest most bytes of all
     * @return what was asked for; {@link RefusedException} when it cannot be
     */
    public static Mono<StartForm.Filled> read(
            Flux<PartEvent> parts, Path folder, long largestPicture, long largestRequest) {
        Limits limits = new Limits(largestPicture, largestRequest, false);
        return read(parts, folder, limits, form -> form.fields.with(form.pictures));
    }

    /**
     * Reads a form that is only to be looked at.
     *
     * @param parts what arrives
     * @param folder where its pictures are put, to be removed by the caller
     * @param largestPicture most bytes of a picture
     * @param largestRequest most bytes of all
     * @return what was typed; {@link RefusedException} when it is no such form
     */
    public static Mono<StartForm.Draft> draft(
            Flux<PartEvent> parts, Path folder, long largestPicture, long largestRequest) {
        Limits limits = new Limits(largestPicture, largestRequest, true);
        return read(parts, folder, limits, form -> form.fields.draft(form.pictures));
    }

    private static <T> Mono<T> read(Flux<PartEvent> parts, Path folder, Limits limits, Function<IncomingForm, T> end) {
        Mono<IncomingForm> made = Mono.fromCallable(() -> {
                    Files.createDirectories(folder);
                    return new IncomingForm(folder, limits);
                })
                .subscribeOn(Schedulers.boundedElastic());
        return Mono.usingWhen(
                made,
                form -> parts.publishOn(Schedulers.boundedElastic(), PIECES_AHEAD)
                        .doOnDiscard(PartEvent.class, IncomingForm::release) // of what is taken no more, not below
                        .doOnNext(form::take)
                        .then(Mono.fromCallable(() -> form.complete(end))),
                form -> Mono.empty(),
                (form, failure) -> form.discardLater(),
                IncomingForm::discardLater);
    }

    private static void release(PartEvent part) {
        DataBufferUtils.release(part.content());
    }

    private synchronized void take(PartEvent part) {
        try {
            bytes += part.content().readableByteCount();
            if (bytes > limits.request()) {
                throw RefusedException.of(
                        HttpStatus.CONTENT_TOO_LARGE, "request", "at most " + limits.request() + " bytes", "larger");
            }
            if (refusal == null && !discarded) {
                put(part);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            release(part);
        }
    }

    private void put(PartEvent part) throws IOException {
        try {
            if (part instanceof FormPartEvent field) {
                fields.put(field.name(), field.value());
            } else if (part instanceof FilePartEvent file && file.name().equals("picture")) {
                put(file);
            } else {
                fields.put(part.name(), "");
            }
        } catch (RefusedException first) {
            refusal = first;
        }
    }

    private void put(FilePartEvent part) throws IOException {
        if (current == null) {
            if (pictures.size() == TrainingRequest.MAX_IMAGES) {
                throw RefusedException.value(
                        "pictures", "at most " + TrainingRequest.MAX_IMAGES, "more than " + pictures.size());
            }
            current = new PictureFile(folder, pictures.size(), part.filename(), limits);
        }
        PictureFile picture = current;
        picture.write(part.content());
        if (part.isLast()) {
            pictures.add(picture.finished());
            current = null;
        }
    }

    private synchronized <T> T complete(Function<IncomingForm, T> end) {
        if (refusal != null) {
            throw refusal;
        }
        return end.apply(this);
    }

    private Mono<Void> discardLater() {
        return Mono.<Void>fromRunnable(this::discard).subscribeOn(Schedulers.boundedElastic());
    }

    private synchronized void discard() {
        discarded = true;
        try {
            if (current != null) {
                current.close();
            }
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
