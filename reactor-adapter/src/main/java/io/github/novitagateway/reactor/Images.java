package io.github.novitagateway.reactor;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.error.NovitaException.TaskFailedException;
import io.github.novitagateway.guard.BoundException;
import io.github.novitagateway.image.GeneratedImage;
import io.github.novitagateway.image.GenerationRequest;
import io.github.novitagateway.image.GenerationStatus;
import io.github.novitagateway.image.GenerationStatus.GenerationState;
import io.github.novitagateway.image.ImageToImageRequest;
import io.github.novitagateway.image.Webhook.TaskEvent;
import io.github.novitagateway.reactor.Download.Item;
import io.github.novitagateway.reactor.Download.Link;
import io.github.novitagateway.reactor.PaidRequests.Order;
import io.github.novitagateway.reactor.WireFormat.GenerationBody;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskId.Kind;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Drawings: ordered, watched, fetched.
 *
 * <p>Drawings are another world than trainings: their own status words, their own endpoint for results. Links to drawn
 * images end after an hour or so; fetch them at once.
 */
public final class Images {

    private final ApiExchange exchange;
    private final PaidRequests paid;
    private final Notes notes;
    private final Download downloads;
    private final NovitaConfig config;
    private final TaskPoller<GenerationStatus> poller;
    private final HintedWatch hinted;
    private final Pace pace;
    private final Observed observed;

    Images(
            ApiExchange exchange,
            PaidRequests paid,
            Notes notes,
            Download downloads,
            NovitaConfig config,
            PollingPolicy policy,
            Agenda agenda,
            Observed observed) {
        this.exchange = exchange;
        this.paid = paid;
        this.notes = notes;
        this.downloads = downloads;
        this.config = config;
        this.pace = agenda.pace();
        this.observed = observed;
        this.poller = poller(policy, agenda);
        this.hinted = new HintedWatch(poller(HintedWatch.SELDOM, agenda)::watch, this::look, pace);
    }

    private TaskPoller<GenerationStatus> poller(PollingPolicy policy, Agenda agenda) {
        return new TaskPoller<>(
                this::look, GenerationStatus::withStageObservedFor, policy, config.imageLimits(), agenda, observed);
    }

    private Mono<GenerationStatus> look(TaskId id) {
        return notes.observed(Mono.defer(() -> ask(id)));
    }

    /**
     * Orders drawings: {@code POST /v3/async/txt2img} or {@code /v3/async/img2img} (docs: model-apis-txt2img,
     * model-apis-img2img). <b>This costs money</b>, unless a webhook's test mode asks for a sample event.
     *
     * <p>Pictures to draw from are read and encoded on the bounded elastic scheduler before anything is sent; see
     * {@link io.github.novitagateway.image.ImageToImageRequest} for their limits. Sending them counts against
     * {@code requestTimeout}; over a slow line give it more by {@link NovitaGateway#with}.
     *
     * <p>The request is sent on subscription, on a connection of its own, and repeated only after 429 or when it surely
     * was not sent, or after any passing failure where {@code retryPaidRequests} accepts that it may be paid again.
     * Subscribing twice pays twice. Cancelling after the request was written leaves open whether the task exists, and
     * unlike a training it cannot be looked up. With a journal the request is noted before it is sent.
     *
     * @param request what to draw
     * @return the id of the new task; {@link io.github.novitagateway.error.NovitaException.InvalidImageException}
     *     before anything is sent if a picture cannot be used;
     *     {@link io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException} when the answer was lost
     *     and the task may exist, {@link io.github.novitagateway.error.ApiException} when the service refused,
     *     {@link io.github.novitagateway.error.ApiException.RouteGoneException} when it no longer draws at this path,
     *     {@link io.github.novitagateway.error.NovitaException.NotSentException} when the journal does not take it, the
     *     budget not let it through, or the quota let it wait too long,
     *     {@link io.github.novitagateway.error.NovitaException.JournalException} with the task's id when it was taken
     *     but could not be noted
     */
    public Mono<TaskId> submit(GenerationRequest request) {
        Objects.requireNonNull(request, "request");
        Mono<byte[]> body = Mono.fromCallable(() -> exchange.encode(GenerationBody.of(request)));
        Order order = request instanceof ImageToImageRequest
                ? order(Endpoint.IMAGE_TO_IMAGE, request, body.subscribeOn(ImageBody.READERS))
                : order(Endpoint.TEXT_TO_IMAGE, request, body);
        return paid.submit(order, Mono::error);
    }

    /**
     * Asks once for the status: {@code GET /v3/async/task-result} (docs: model-apis-task-result). Repeated on transient
     * failures within the retry policy. With a journal, an end that it tells is noted.
     *
     * @param id of a drawing
     * @return its status; a failed task is a status, not an error;
     *     {@link io.github.novitagateway.error.ApiException.TaskNotFoundException} if the service does not know it
     * @throws IllegalArgumentException at the call, if the id is not of a drawing
     */
    public Mono<GenerationStatus> status(TaskId id) {
        return notes.ended(exchange.get(Endpoint.TASK_RESULT, drawing(id), Replies.TaskResult.class)
                .map(reply -> ReplyMapping.status(id, reply, pace.now())));
    }

    /**
     * Asks the service whether what an event tells is so: one {@link #status}, of the task that the event names. Events
     * are signed by nobody, so nothing but that id is taken from it: neither its word for the state nor its addresses.
     *
     * @param event from {@link NovitaGateway#parseEvent}
     * @return what the service says of the task, which may be another state than the event told; empty for an event of
     *     another type, which names no task; {@link io.github.novitagateway.error.ApiException.TaskNotFoundException}
     *     when the service does not know the id: forged, or of another account
     * @throws IllegalArgumentException at the call, if the id is not of a drawing
     */
    public Mono<GenerationStatus> confirm(TaskEvent event) {
        GenerationStatus told = Objects.requireNonNull(event, "event").status();
        return told == null ? Mono.empty() : status(told.taskId());
    }

    /**
     * Watches a drawing: asks {@code GET /v3/async/task-result} (docs: model-apis-task-result) at once, then as the
     * polling policy says, and completes after the terminal status, which is emitted whatever it is. Images of a status
     * that is not terminal are previews.
     *
     * <p>Sharing, slow subscribers, transient failures and cancelling are as in {@link Trainings#watch}.
     *
     * @param id of a drawing
     * @return each status that was seen; {@link io.github.novitagateway.error.NovitaException.PollingTimeoutException}
     *     after the deadline (10 minutes by default, counted from subscription), any definite error of the service at
     *     once
     * @throws IllegalArgumentException at the call, if the id is not of a drawing
     */
    public Flux<GenerationStatus> watch(TaskId id) {
        drawing(id);
        return observed.task(GatewayObservation.GENERATION, "watch", id, poller.watch(id), status -> status);
    }

    /**
     * Watches a drawing whose request names a webhook. An event about it, from {@link NovitaGateway#parseEvent}, is a
     * hint and no more: the service is asked at once, for one event a second at most, whoever posted it. Beside that it
     * is asked seldom, after 5 s at first and every 25 s in the end, so that a lost event costs time alone. A status
     * that an event has brought tells no {@link GenerationStatus#stageObservedFor()}.
     *
     * <p>The events are subscribed to with the watch, as many as come are taken, and left with it. Their end or failure
     * leaves the watch as it is. All else is as in {@link #watch(TaskId)}.
     *
     * @param id of a drawing
     * @param events of any task, as they reach the application's endpoint
     * @return each status that was seen, by whichever way; errors are those of {@link #watch(TaskId)}
     * @throws IllegalArgumentException at the call, if the id is not of a drawing
     */
    public Flux<GenerationStatus> watch(TaskId id, Publisher<TaskEvent> events) {
        drawing(id);
        Flux<GenerationStatus> watch = hinted.of(id, Objects.requireNonNull(events, "events"));
        return observed.task(GatewayObservation.GENERATION, "watch", id, watch, status -> status);
    }

    /**
     * Waits for the drawings: {@link #watch(TaskId)} to its end.
     *
     * @param id of a drawing
     * @return the terminal status with at least one image; {@link TaskFailedException} if the task failed, was
     *     cancelled or brought no image, and what {@link #watch} ends in
     * @throws IllegalArgumentException at the call, if the id is not of a drawing
     */
    public Mono<GenerationStatus> result(TaskId id) {
        return watch(id).last().map(Images::drawn);
    }

    /**
     * Waits for the drawings, told by events: {@link #watch(TaskId, Publisher)} to its end.
     *
     * @param id of a drawing
     * @param events of any task, as they reach the application's endpoint
     * @return as {@link #result(TaskId)}
     * @throws IllegalArgumentException at the call, if the id is not of a drawing
     */
    public Mono<GenerationStatus> result(TaskId id, Publisher<TaskEvent> events) {
        return watch(id, events).last().map(Images::drawn);
    }

    /**
     * Draws: submits, waits, and emits the images. <b>This costs money</b>; what {@link #submit} says of repeating and
     * cancelling holds. The task's id is not told before its images: where it must survive a restart, keep what
     * {@link #submit} returns and go on with {@link #result}.
     *
     * @param request what to draw
     * @return the images in the service's order; errors are those of {@link #submit} and {@link #result}
     */
    public Flux<GeneratedImage> generate(GenerationRequest request) {
        Flux<GenerationStatus> drawing = submit(request).flatMapMany(poller::watchFromStart);
        return observed.task(GatewayObservation.GENERATION, "generate", null, drawing, status -> status)
                .last()
                .map(Images::drawn)
                .flatMapIterable(GenerationStatus::images);
    }

    /**
     * Fetches an image into a directory, which is made if it is not there. The file appears when it is whole, under the
     * name {@code <task id>-<index>.<type>}; nothing is overwritten.
     *
     * <p>The bytes are streamed to disk off the event loop and count against {@code maxImageBytes}. An interrupted
     * transfer is repeated within the retry policy. Cancelling closes the connection and removes the part. The key is
     * not sent.
     *
     * <p>A link that is over by {@link GeneratedImage#expiresAt()}, or will be within 10 s, or that its host answers
     * with 403, 404 or 410, is asked for again as by {@link #status}, once in each try and free of charge, and the
     * fresh one of the same image is fetched. Other hosts than {@code foreignHosts} allows, other schemes than https
     * and redirects are refused.
     *
     * @param image from a result
     * @param directory where to put it
     * @return the file; {@link io.github.novitagateway.error.DownloadException} with its reason otherwise, which is
     *     {@code GONE} when a fresh link leads nowhere either;
     *     {@link io.github.novitagateway.error.NovitaException.NotSentException} when there was no connection for it
     */
    public Mono<Path> download(GeneratedImage image, Path directory) {
        return downloads.toDirectory(item(image), Objects.requireNonNull(directory, "directory"));
    }

    /**
     * Fetches an image into memory, up to {@code maxImageBytes}. The key is not sent; what {@link #download} says of
     * links and hosts holds.
     *
     * @param image from a result
     * @return its bytes; {@link io.github.novitagateway.error.DownloadException} with its reason otherwise
     */
    public Mono<byte[]> bytes(GeneratedImage image) {
        return downloads.bytes(item(image));
    }

    private Item item(GeneratedImage image) {
        TaskId task = Objects.requireNonNull(image, "image").taskId();
        ImageFormat format = image.format();
        return new Item(
                task,
                "image " + image.index() + " of " + task,
                new Link(image.url(), image.expiresAt(), freshUrl(image)),
                PartialFile.harmless(task.value()) + "-" + image.index() + "."
                        + (format == null ? "image" : format.extension()),
                config.maxImageBytes(),
                "maxImageBytes",
                config.downloadTimeout());
    }

    private Mono<String> freshUrl(GeneratedImage image) {
        return Mono.defer(() -> ask(image.taskId()))
                .flatMap(status -> Mono.justOrEmpty(status.images().stream()
                        .filter(other -> other.index() == image.index())
                        .map(GeneratedImage::url)
                        .findFirst()));
    }

    private static GenerationStatus drawn(GenerationStatus status) {
        if (status.state() != GenerationState.SUCCEED) {
            String reason = status.reason().isBlank() ? "" : ": " + status.reason();
            throw new TaskFailedException(
                    status, "drawing " + status.taskId() + " ended as " + status.rawState() + reason);
        }
        if (status.images().isEmpty()) {
            throw new TaskFailedException(status, "drawing " + status.taskId() + " succeeded without an image");
        }
        return status;
    }

    private static Order order(Endpoint endpoint, GenerationRequest request, Mono<byte[]> body) {
        return new Order(endpoint, request.imageNum(), Kind.IMAGE, null, false, body, prices -> prices.of(request));
    }

    private Mono<GenerationStatus> ask(TaskId id) {
        return exchange.once(Endpoint.TASK_RESULT, drawing(id), null, Replies.TaskResult.class)
                .map(reply -> ReplyMapping.status(id, reply, pace.now()));
    }

    private static Map<String, String> drawing(TaskId id) {
        Objects.requireNonNull(id, "taskId");
        if (id.kind() != Kind.IMAGE) {
            throw new BoundException("taskId", "of a drawing", id.toString());
        }
        return Map.of("task_id", id.value());
    }
}
