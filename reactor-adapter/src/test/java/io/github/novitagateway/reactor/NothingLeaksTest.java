package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.error.NovitaException.JournalException;
import io.github.novitagateway.error.NovitaException.NotSentException;
import io.github.novitagateway.image.GeneratedImage;
import io.github.novitagateway.image.Model.ModelFilter;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.image.Webhook.TaskEvent;
import io.github.novitagateway.reactor.EchoingService.Mood;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.DatasetImage.ImageToUpload;
import io.github.novitagateway.training.StyleTrainingRequest;
import io.github.novitagateway.training.TrainedModel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Publisher;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/**
 * Whatever a service, a storage or a network does: no key and no presigned query is in anything that a program can
 * print of the outcome, or that is logged. The test fails too when a record or a failure is new and was not looked at.
 */
@Timeout(120)
class NothingLeaksTest extends ServiceTest {

    /** For what never comes; what does come is waited for. */
    private static final Duration HASTE = Duration.ofMillis(400);

    /** Parts of the machinery: numbers, functions, connections. No value from outside ever stands in them. */
    private static final Set<String> MACHINERY = Set.of(
            "AddressRules",
            "Connections$Clients",
            "Endpoint",
            "ExponentialPolling",
            "FileTaskJournal$Question",
            "HintedWatch",
            "ImageFile$State",
            "JournalLines$Header",
            "JournalReader$Extent",
            "JournalSettings", // a place, and a word of the caller's own
            "LostTraining",
            "ManyTrainings",
            "Notes",
            "Notes$Step",
            "Observed",
            "Observed$OfOneKind",
            "Pace",
            "PacedPolling",
            "PaidRequests$Order",
            "PartialFile$Part",
            "LocalQuota$SchedulerClock",
            "QuotaLines",
            "PresignedPut$LiveSlot", // a PresignedUpload, which is printed, and an instant
            "SweptTrainings$Bound", // a span, its name, and a training's id and status
            "TrainingCourse$Standstill",
            "TrainingList",
            "UnfinishedTrainings");

    private final KeptLog requests = KeptLog.ofRequests(java.util.logging.Level.ALL);
    private final RecordedObservations observations = new RecordedObservations();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Printout printout = new Printout();
    private EchoingService service = new EchoingService(URI.create("http://localhost/"));

    @TempDir
    Path directory = Path.of("");

    @BeforeEach
    void listen() {
        service = new EchoingService(server.url("/").uri());
        server.setDispatcher(service);
        novita.close();
        novita = gateway(server.url("/").uri(), HASTE);
        log.start();
        for (String logger : List.of("io.github.novitagateway", "reactor.core")) {
            logger(logger).setLevel(Level.TRACE);
            logger(logger).setAdditive(false);
            logger(logger).addAppender(log);
        }
        logger("ROOT").addAppender(log);
    }

    @AfterEach
    void stopListening() {
        requests.close();
        for (String logger : List.of("io.github.novitagateway", "reactor.core")) {
            logger(logger).setLevel(null);
            logger(logger).setAdditive(true);
            logger(logger).detachAppender(log);
        }
        logger("ROOT").detachAppender(log);
    }

    @Test
    void neitherKeyNorPresignedQueryIsInAnythingThatCanBePrinted() {
        for (Mood mood : Mood.values()) {
            service.mood = mood;
            runAll(novita);
        }
        service.mood = Mood.KIND;
        runAllAndClose(gateway(server.url("/").uri(), LONG));
        readAll();
        runAllRefused();
        runAllAndClose(gateway(URI.create("https://nowhere.invalid/"), HASTE));
        NovitaGateway closed = gateway(server.url("/").uri(), HASTE);
        closed.close();
        runAllAndClose(closed);
        PrintedByHand.values(service.link()).forEach(printout::add);
        printout.add(new NotSentException("no room for " + service.link(), true, null));
        printout.add(new JournalException("no room for " + service.link(), TaskId.image("1"), null));
        dropAll();
        observations.all().forEach(printout::add);
        requests.lines().forEach(printout::add);

        assertNothingLeaks();
        assertThat(printout.unseen().stream()
                        .map(name -> name.replace("io.github.novitagateway.reactor.", ""))
                        .filter(name -> !MACHINERY.contains(name)))
                .as("records and failures that were not looked at")
                .isEmpty();
    }

    private void runAllAndClose(NovitaGateway gateway) {
        runAll(gateway);
        gateway.closeLater().block(LONG);
    }

    private void runAllRefused() {
        String echo = EchoingService.ECHO;
        String reason = "{\"reason\":\"%s\",\"message\":\"%s\",\"metadata\":{\"%2$s\":\"%2$s\",\"a\":[\"%2$s\"]}}";
        for (String refusal : List.of(echo, "<html>" + echo + "</html>", reason.formatted(echo, echo))) {
            runAllRefused(403, refusal);
        }
        runAllRefused(404, reason.formatted("TASK_NOT_FOUND", echo));
        for (int status : new int[] {400, 401, 402, 404, 429, 451, 500}) {
            runAllRefused(status, reason.formatted(status == 400 ? "ILLEGAL_PROMPT" : echo, echo));
        }
        runAllRefused(400, "");
        service.status = 0;
    }

    private void runAllRefused(int status, String refusal) {
        service.status = status;
        service.refusal = refusal;
        runAll(novita);
    }

    /** Answers as they pass through operators, which may drop them. */
    private void readAll() {
        NovitaConfig config = config().build();
        Connections.Pools pools = new Connections.Pools();
        JsonCodec codec = JsonCodec.strict();
        ApiExchange exchange = new ApiExchange(
                config,
                new Connections(config, pools, client -> client),
                codec,
                new GatewayLifecycle(),
                new Pace(Schedulers.parallel(), () -> 0),
                Observed.NOT);
        Flux.just(
                        exchange.get(Endpoint.UPLOAD_SLOT, Map.of(), Replies.Slot.class),
                        exchange.get(Endpoint.SUBMIT_STYLE, Map.of(), Replies.Submitted.class),
                        exchange.get(Endpoint.STYLE_STATUS, Map.of(), Replies.TrainingStatus.class),
                        exchange.get(Endpoint.TRAININGS, Map.of(), Replies.Trainings.class),
                        exchange.get(Endpoint.TASK_RESULT, Map.of(), Replies.TaskResult.class),
                        exchange.get(Endpoint.MODELS, Map.of(), Replies.Models.class),
                        exchange.get(Endpoint.MODELS, Map.of(), Replies.Answered.class),
                        exchange.get(Endpoint.BALANCE, Map.of(), Replies.BalanceDetail.class),
                        exchange.get(Endpoint.USER, Map.of(), Replies.User.class))
                .flatMap(answer -> answer)
                .doOnNext(printout::add)
                .blockLast(LONG);
        pools.disposeLater().block(LONG);
        printout.add(codec.read(service.event().getBytes(StandardCharsets.UTF_8), Replies.Event.class));
        printout.add(codec.read(
                "{\"message\":\"%1$s\",\"metadata\":{\"a\":\"%1$s\"}}"
                        .formatted(service.link())
                        .getBytes(StandardCharsets.UTF_8),
                Replies.Failure.class));
    }

    /** All operations at once: each value and each failure is printed. */
    private void runAll(NovitaGateway gateway) {
        Flux.fromStream(operations(gateway))
                .flatMap(
                        operation -> Flux.from(operation)
                                .doOnNext(printout::add)
                                .doOnError(printout::add)
                                .onErrorComplete(),
                        64)
                .blockLast(LONG);
    }

    private Stream<Publisher<?>> operations(NovitaGateway gateway) {
        ImageSource picture = ImageSource.bytes("a.png", Pictures.png(64));
        ImageSource unusable = ImageSource.bytes("b.png", new byte[64]);
        TaskId style = TaskId.style("t-1");
        List<TaskId> many = IntStream.range(0, 11)
                .mapToObj(number -> TaskId.style("t-" + number))
                .toList();
        TaskId drawing = TaskId.image("t-1");
        TrainedModel trained = new TrainedModel("ink", "SERVING");
        var training = StyleTrainingRequest.builder("ink", "v1-5-pruned-emaonly");
        var picked = List.of(ImageToUpload.of(picture, "ohwx"));
        var drawn = TextToImageRequest.builder("checkpoint", "a lighthouse").build();
        String link = service.link().replace(" ", "%20");
        var image = new GeneratedImage(drawing, 0, link, null, null, null);
        return Stream.of(
                gateway.assets().upload(picture),
                gateway.assets().uploadAll(Flux.just(picture, unusable)),
                gateway.trainings().run(training.build(), picked),
                gateway.trainings().status(style),
                gateway.trainings().status(TaskId.subject("t-1")),
                gateway.trainings().watch(style),
                gateway.trainings().watchAll(List.of(style)),
                gateway.trainings().watchAll(many),
                gateway.trainings().result(style),
                gateway.trainings().list(),
                gateway.trainings().find("ink", Instant.EPOCH),
                gateway.images().submit(drawn),
                gateway.images().generate(drawn),
                gateway.images().status(drawing),
                gateway.images().watch(drawing),
                gateway.images().result(drawing),
                gateway.images().bytes(image),
                gateway.images().download(image, directory),
                event(gateway).flatMap(gateway.images()::confirm),
                event(gateway),
                gateway.models().list(ModelFilter.all()),
                gateway.models().find(trained),
                gateway.models().loraName(trained),
                gateway.models().download(PrintedByHand.model(link), directory),
                gateway.account().balance(),
                gateway.check());
    }

    private Mono<TaskEvent> event(NovitaGateway gateway) {
        return Mono.fromCallable(() -> gateway.parseEvent(service.event().getBytes(StandardCharsets.UTF_8)));
    }

    /** What Reactor logs of values and failures that nobody waits for any more. */
    private void dropAll() {
        printout.values().forEach(value -> {
            if (value instanceof Throwable failure) {
                Operators.onErrorDropped(failure, Context.empty());
            } else {
                Operators.onNextDropped(value, Context.empty());
            }
        });
    }

    private void assertNothingLeaks() {
        assertThat(log.list).as("the log is listened to").hasSizeGreaterThan(100);
        Stream<String> logged = List.copyOf(log.list).stream()
                .map(event -> event.getLoggerName() + " logs " + event.getFormattedMessage()
                        + ThrowableProxyUtil.asString(event.getThrowableProxy()));
        assertThat(Stream.concat(printout.texts.stream(), logged)
                        .filter(text -> text.contains(KEY)
                                || text.contains(EchoingService.SIGNATURE)
                                || text.contains(EchoingService.TOKEN)))
                .isEmpty();
    }

    private NovitaGateway gateway(URI service, Duration limit) {
        return NovitaGateway.builder(config().baseUrl(service)
                        .retry(RetryPolicy.none())
                        .requestTimeout(limit)
                        .uploadTimeout(limit)
                        .downloadTimeout(limit)
                        .trainingLimits(WatchLimits.builder(limit).build())
                        .imageLimits(WatchLimits.builder(limit).build())
                        .build())
                .trainingPolling(PollingPolicy.fixed(Duration.ofMillis(20)))
                .imagePolling(PollingPolicy.fixed(Duration.ofMillis(20)))
                .codec(JsonCodec.strict())
                .observations(observations.registry)
                .build();
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
