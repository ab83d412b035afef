package io.github.novitagateway.reactor;

import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.error.NovitaException.TaskFailedException;
import io.github.novitagateway.guard.BoundException;
import io.github.novitagateway.preflight.DraftImage;
import io.github.novitagateway.preflight.PictureFacts;
import io.github.novitagateway.preflight.Preflight;
import io.github.novitagateway.preflight.PreflightReport;
import io.github.novitagateway.preflight.PreflightReport.Flaw;
import io.github.novitagateway.reactor.PaidRequests.Order;
import io.github.novitagateway.reactor.PictureLook.Seen;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskId.Kind;
import io.github.novitagateway.training.DatasetImage;
import io.github.novitagateway.training.StyleTrainingRequest;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TrainedModel;
import io.github.novitagateway.training.TrainingEvent;
import io.github.novitagateway.training.TrainingRequest;
import io.github.novitagateway.training.TrainingTask;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Trainings: started, watched until their model is in service, listed.
 *
 * <p>A training takes minutes to hours and costs money. Its {@link TaskId} is all that has to be kept to come back to
 * it. The service has no way to cancel one: cancelling a stream of this class stops the looking, never the training.
 */
public final class Trainings {

    private final ApiExchange exchange;
    private final PaidRequests paid;
    private final TrainingList tasks;
    private final LostTraining search;
    private final Notes notes;
    private final Assets assets;
    private final TaskPoller<TaskStatus> poller;
    private final TrainingCourse course;
    private final ManyTrainings many;
    private final Observed observed;
    private final PictureLook pictures;
    private final long maxImageBytes;
    private final GatewayLifecycle lifecycle;

    Trainings(
            ApiExchange exchange,
            PaidRequests paid,
            Notes notes,
            Assets assets,
            NovitaConfig config,
            PollingPolicy policy,
            GatewayLifecycle lifecycle,
            Agenda agenda,
            Observed observed) {
        this.exchange = exchange;
        this.observed = observed;
        this.paid = paid;
        this.notes = notes;
        this.tasks = new TrainingList(exchange, config.pageSize(), lifecycle);
        this.search = new LostTraining(tasks, config.retry().outcomeSearch(), agenda.pace());
        this.assets = assets;
        this.course = new TrainingCourse(config.trainingLimits(), agenda.pace());
        this.poller = new TaskPoller<>(
                id -> notes.observed(Mono.defer(() -> ask(id))),
                TaskStatus::withStageObservedFor,
                policy,
                config.trainingLimits(),
                agenda,
                observed);
        this.pictures = new PictureLook(config.maxImageBytes());
        this.maxImageBytes = config.maxImageBytes();
        this.lifecycle = lifecycle;
        this.many = new ManyTrainings(
                tasks::pages, poller::watch, notes, config.trainingLimits(), lifecycle, agenda, observed);
    }

    /**
     * Starts a training: {@code POST /v3/training/style} or {@code /v3/training/subject} (docs:
     * model-apis-create-style-training, model-apis-create-subject-training). <b>This costs money.</b>
     *
     * <p>The request is sent on subscription, on a connection of its own, and repeated only after 429 or when it surely
     * was not sent. When its answer is lost, the task list is searched for the name at once and after growing gaps, for
     * {@code outcomeSearch} of the retry policy (30 s by default), and the task that bears it is the answer. With a
     * journal the request is noted before it is sent, and its outcome before it is told.
     *
     * <p>Subscribing twice pays twice. Cancelling after the request was written leaves open whether the task exists;
     * look for its name with {@link #find}, or by {@link #resumeAll}, before paying again.
     *
     * @param request with 1..50 uploaded images, each captioned if it is of a style
     * @return the id of the new task;
     *     {@link io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException} when the answer was lost
     *     and the task was not found but may exist, or cannot be told from others since its name is exact; why the list
     *     could not be read, if so, is suppressed in it; {@link io.github.novitagateway.error.ApiException} when the
     *     service refused, {@link io.github.novitagateway.error.NovitaException.NotSentException} when the journal does
     *     not take it, the budget not let it through, or the quota let it wait too long,
     *     {@link io.github.novitagateway.error.NovitaException.JournalException} with the task's id when it was taken
     *     but could not be noted
     * @throws IllegalArgumentException at the call, if the images cannot be trained on
     */
    public Mono<TaskId> submit(TrainingRequest request) {
        request.requireTrainable(request.images());
        Endpoint endpoint = request instanceof StyleTrainingRequest ? Endpoint.SUBMIT_STYLE : Endpoint.SUBMIT_SUBJECT;
        Order order = new Order(
                endpoint,
                1,
                request.kind(),
                request.name(),
                request.exactName(),
                Mono.fromCallable(() -> exchange.encode(request)),
                prices -> prices.of(request));
        return paid.submit(order, lost -> search.adopted(lost, request.kind(), request.name(), request.exactName()));
    }

    /**
     * Asks once for the status: {@code GET /v3/training/style} or {@code /v3/training/subject} (docs:
     * model-apis-create-style-training, model-apis-create-subject-training). Repeated on transient failures within the
     * retry policy. With a journal, an end that it tells is noted.
     *
     * @param id of a training
     * @return its status; {@link io.github.novitagateway.error.ApiException.TaskNotFoundException} if the service does
     *     not know it
     * @throws IllegalArgumentException at the call, if the id is of a drawing
     */
    public Mono<TaskStatus> status(TaskId id) {
        return notes.ended(exchange.get(statusEndpoint(id), taskId(id), Replies.TrainingStatus.class)
                .map(reply -> ReplyMapping.status(id, reply)));
    }

    /**
     * Watches a training: asks {@code GET /v3/training/style} or {@code /v3/training/subject} (docs as for
     * {@link #status}) at once, then as the polling policy says, and completes after the terminal status, which is
     * emitted whatever it is. Of many that begin together, 64 ask at once and one more every 5 ms. Ready means
     * succeeded <em>and</em> a model in service.
     *
     * <p>All who watch the same task through one gateway share its requests. A slow subscriber gets the latest status
     * and always the terminal one. Transient failures do not end the stream, and neither does a 404 within the first 10
     * seconds. After the machine has slept it asks soon, and once more before a limit that passed meanwhile ends the
     * stream. Cancelling stops the looking, not the training.
     *
     * @param id of a training
     * @return each status that was seen, with the time for which its stage has been so;
     *     {@link io.github.novitagateway.error.NovitaException.PollingTimeoutException} after the deadline (24 hours by
     *     default, counted from subscription) or the limit of a stage, any definite error of the service at once
     * @throws IllegalArgumentException at the call, if the id is of a drawing
     */
    public Flux<TaskStatus> watch(TaskId id) {
        statusEndpoint(id);
        return observed.task(GatewayObservation.TRAINING, "watch", id, poller.watch(id), status -> status);
    }

    /**
     * Watches many trainings for few requests: every 5 seconds the list, {@code GET /v3/training} (docs:
     * model-apis-list-training-task), is walked until all of them are seen. It tells neither progress nor time left.
     *
     * <p>Asked for one by one, as {@link #watch} does, are up to ten, and from then on what the list cannot tell: a
     * training that it lacks or holds far back, one that is ready, all when there is no list. Deadline and limits hold
     * for each from subscription. Transient failures do not end the stream. A slow subscriber gets of each training the
     * latest status and always the terminal one. Cancelling stops the looking, not the trainings.
     *
     * @param ids of trainings; one that is there twice is watched once
     * @return of each training the first status and each that says something new, the terminal one last; errors of one
     *     are those of {@link #watch}: they come when the others have ended, the first of them with the rest suppressed
     *     in it
     * @throws IllegalArgumentException at the call, if an id is of a drawing
     */
    public Flux<TaskStatus> watchAll(Collection<TaskId> ids) {
        return many.watch(ids, ManyTrainings.INTERVAL);
    }

    /**
     * The same with a time of one's own from one walk of the list to the next.
     *
     * @param ids of trainings
     * @param interval above 0, at most 365 days; up to 20 % are added or taken away
     * @return as {@link #watchAll(Collection)}
     * @throws IllegalArgumentException at the call, if an id is of a drawing or the interval out of range
     */
    public Flux<TaskStatus> watchAll(Collection<TaskId> ids, Duration interval) {
        return many.watch(ids, interval);
    }

    /**
     * Follows a training that was started earlier: the events that {@link #run} brings after its submit. It is a
     * {@link #watch} that tells a status once as long as it stays the same, and tells when nothing moves.
     *
     * @param id of a training
     * @return {@link TrainingEvent.StatusChanged}, {@link TrainingEvent.Stalled}, at the end
     *     {@link TrainingEvent.Ready}; errors are those of {@link #result}
     * @throws IllegalArgumentException at the call, if the id is of a drawing
     */
    public Flux<TrainingEvent> follow(TaskId id) {
        return course.events(watch(id));
    }

    /**
     * Waits for the model: {@link #watch} to its end.
     *
     * @param id of a training
     * @return the model in service; {@link TaskFailedException} if the training failed or was cancelled, and what
     *     {@link #watch} ends in
     * @throws IllegalArgumentException at the call, if the id is of a drawing
     */
    public Mono<TrainedModel> result(TaskId id) {
        return watch(id).last().map(TrainingCourse::trained);
    }

    /**
     * Lists trainings of both kinds, newest first as far as was seen: {@code GET /v3/training} (docs:
     * model-apis-list-training-task). Pages are fetched on demand, at most one ahead; cancelling stops the fetching.
     * Free of charge, each page repeated on transient failures within the retry policy.
     *
     * @return the tasks, each once; the stream ends with the service's list, which it does not mark well: a short page,
     *     an absent cursor, one that repeats, or the thousandth page ends it;
     *     {@link io.github.novitagateway.error.ApiException} when the service refuses,
     *     {@link io.github.novitagateway.error.NovitaException.TransportException} when it cannot be reached,
     *     {@link io.github.novitagateway.error.NovitaException.MalformedResponseException} for what is no list
     */
    public Flux<TrainingTask> list() {
        return tasks.matching(Map.of());
    }

    /**
     * The same for trainings of one kind. The service is asked for that kind, which its docs do not promise to heed, so
     * rows of the other kind are left out here too.
     *
     * @param kind {@link Kind#STYLE} or {@link Kind#SUBJECT}
     * @return the tasks of that kind, as {@link #list()} tells them
     * @throws IllegalArgumentException at the call, if the kind is that of drawings
     */
    public Flux<TrainingTask> list(Kind kind) {
        Objects.requireNonNull(kind, "kind");
        if (kind == Kind.IMAGE) {
            throw new BoundException("kind", "STYLE or SUBJECT", kind.toString());
        }
        return tasks.matching(Map.of("task_type", kind.name().toLowerCase(Locale.ROOT)))
                .filter(task -> task.taskId().kind() == kind);
    }

    /**
     * Looks for trainings by their name, such as that of a submit whose answer was lost, in {@link #list()}. The whole
     * list is walked, since the service promises no order of it; take the first where one is enough. Cancelling stops
     * the fetching.
     *
     * @param name the name as it was sent, with its random suffix
     * @param notBefore when the submit was tried; 10 seconds between the clocks are allowed for
     * @return each training of that name which was started then or later, or does not tell when; errors are those of
     *     {@link #list()}
     */
    public Flux<TrainingTask> find(String name, Instant notBefore) {
        return tasks.named(name, notBefore);
    }

    /**
     * From pictures to a model in service, in one stream: uploads what is not uploaded yet, submits, watches. <b>This
     * costs money</b>; what {@link #submit} says of repeating and cancelling holds.
     *
     * <p>Count and captions are checked before the first upload. After a failed upload nothing is submitted; pictures
     * that were stored by then have been emitted, and a next run takes their ids as
     * {@link io.github.novitagateway.training.DatasetImage.TrainingImage} beside those still to upload.
     *
     * @param request without images
     * @param images uploaded and new ones, in the order in which the training gets them
     * @return what happens, ending in {@link TrainingEvent.Ready}; a slow subscriber misses upload progress and
     *     intermediate statuses, nothing else; errors are those of {@link Assets#upload}, {@link #submit} and
     *     {@link #result}
     * @throws IllegalArgumentException at the call, if the images cannot be trained on
     */
    public Flux<TrainingEvent> run(TrainingRequest request, List<? extends DatasetImage> images) {
        if (!request.images().isEmpty()) {
            throw new IllegalArgumentException(
                    "request.images must be empty, since images are given beside it, but was "
                            + request.images().size());
        }
        request.requireTrainable(images);
        Flux<TrainingEvent> run = new TrainingRun(this, assets, course).of(request, List.copyOf(images));
        return observed.task(GatewayObservation.TRAINING, "run", null, run, TrainingCourse::told);
    }

    /**
     * Looks at a training before it is paid: the pictures by their bytes, captions, checkpoints, and what it will take.
     * <b>Nothing is sent.</b> Each subscription reads the pictures, four at a time on the bounded elastic scheduler;
     * one that is larger than {@code maxImageBytes} is not read to its end. Cancelling stops after those under way.
     *
     * <p>With a journal the time is told that is usual for this kind of training: the middle one of the last twenty
     * that came into service. It is left open where the journal knows of none.
     *
     * @param preflight the training without images, the drawings that are meant, prices
     * @param images in the order in which the training gets them, unchecked
     * @return errors, for which {@link #run} would fail or its price be lost, and warnings, each naming picture, field,
     *     bound and value; a picture that cannot be read is one of the errors
     */
    public Mono<PreflightReport> preflight(Preflight preflight, List<DraftImage> images) {
        Objects.requireNonNull(preflight, "preflight");
        Mono<Optional<Duration>> time =
                Mono.defer(() -> notes.usualTime(preflight.request().kind())).singleOptional();
        Mono<List<Seen>> looks = pictures.at(List.copyOf(images)).collectList();
        return lifecycle.guard(looks.zipWith(time, (seen, usual) -> report(preflight, seen, usual.orElse(null))));
    }

    private PreflightReport report(Preflight preflight, List<Seen> seen, @Nullable Duration time) {
        List<PictureFacts> facts = seen.stream().map(Seen::facts).toList();
        List<Flaw> unread =
                seen.stream().map(Seen::flaw).filter(Objects::nonNull).toList();
        return preflight.report(facts, maxImageBytes, time).withErrors(unread);
    }

    /**
     * Goes on with what the journal holds: {@link #watchAll} of each training that has no known end. Of a journal that
     * many nodes share it {@linkplain TaskJournal#takeOver() takes over} what no other one works on. A request whose
     * outcome is unknown is looked for first, as {@link #submit} does; its task is noted when it is found. Nothing is
     * paid, and drawings are left out. Cancelling stops the looking, not the trainings.
     *
     * @return the statuses of all as {@link #watchAll} tells them, mixed; each training's errors are those of
     *     {@link #watch}, and {@link io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException} for a
     *     request whose task is not found: they come last, when the others have ended, the first of them with the rest
     *     suppressed in it. What is not found stays in the journal.
     *     {@link io.github.novitagateway.error.NovitaException.JournalException} when the journal cannot be read
     * @throws IllegalStateException at the call, if the gateway has no journal
     */
    public Flux<TaskStatus> resumeAll() {
        return new UnfinishedTrainings(notes, search, many).statuses();
    }

    Flux<TaskStatus> watchFromStart(TaskId id) {
        return poller.watchFromStart(id);
    }

    private Mono<TaskStatus> ask(TaskId id) {
        return exchange.once(statusEndpoint(id), taskId(id), null, Replies.TrainingStatus.class)
                .map(reply -> ReplyMapping.status(id, reply));
    }

    static Endpoint statusEndpoint(TaskId id) {
        Objects.requireNonNull(id, "taskId");
        return switch (id.kind()) {
            case STYLE -> Endpoint.STYLE_STATUS;
            case SUBJECT -> Endpoint.SUBJECT_STATUS;
            case IMAGE -> throw new BoundException("taskId", "of a training", id.toString());
        };
    }

    private static Map<String, String> taskId(TaskId id) {
        return Map.of("task_id", id.value());
    }
}
