package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.DatasetImage;
import io.github.novitagateway.training.StyleTrainingRequest;
import io.github.novitagateway.training.TrainingEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/**
 * A service that stores pictures, takes one training and tells its states one after the other, the last one for ever;
 * and a client that looks every ten seconds of a virtual clock.
 */
final class TrainingRunService extends Dispatcher implements AutoCloseable {

    static final String QUEUED = "\"task_status\": \"QUEUING\"";
    static final String TRAINING = "\"task_status\": \"TRAINING\"";
    static final String DEPLOYING = success("DEPLOYING");
    static final String READY = success("SERVING");

    private static final Duration POLL = Duration.ofSeconds(10);
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    final VirtualClock clock = new VirtualClock();
    final GatewayLifecycle lifecycle = new GatewayLifecycle();
    final List<JsonNode> submitted = new CopyOnWriteArrayList<>();
    final List<String> puts = new CopyOnWriteArrayList<>();
    final Map<String, String> stored = new ConcurrentHashMap<>();
    private final AtomicInteger slots = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();
    private final Deque<String> states = new ArrayDeque<>();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final MockWebServer server = new MockWebServer();
    private final Connections.Pools pools = new Connections.Pools();
    private final Agenda agenda;
    private final Trainings trainings;

    TrainingRunService(WatchLimits limits) {
        server.setDispatcher(this);
        try {
            server.start();
        } catch (IOException busy) {
            throw new UncheckedIOException(busy);
        }
        NovitaConfig config = NovitaConfig.builder(ApiKey.of(ServiceTest.KEY))
                .baseUrl(server.url("/").uri())
                .retry(RetryPolicy.none())
                .requestTimeout(Duration.ofMinutes(2))
                .trainingLimits(limits)
                .build();
        Pace pace = clock.pace();
        Connections connections = new Connections(config, pools, client -> client);
        ApiExchange exchange = new ApiExchange(config, connections, JsonCodec.strict(), lifecycle, pace, Observed.NOT);
        PresignedPut storage = new PresignedPut(config, connections, lifecycle, pace, Observed.NOT);
        agenda = new Agenda(pace, lifecycle);
        Notes notes = new Notes(null, pace);
        trainings = new Trainings(
                exchange,
                new PaidRequests(exchange, config, notes, QuotaLines.NONE, null, lifecycle, pace),
                notes,
                new Assets(exchange, storage, notes, QuotaLines.NONE, config, lifecycle),
                config,
                PollingPolicy.fixed(POLL),
                lifecycle,
                agenda,
                Observed.NOT);
    }

    Flux<TrainingEvent> run(DatasetImage... images) {
        return trainings.run(
                StyleTrainingRequest.builder("ink-hills", "v1-5-pruned-emaonly")
                        .exactName()
                        .build(),
                List.of(images));
    }

    /** The training, as one who knows its id alone sees it. */
    Flux<TrainingEvent> follow() {
        return follow(TaskId.style("watched"));
    }

    Flux<TrainingEvent> follow(TaskId id) {
        return trainings.follow(id);
    }

    static ImageSource picture(String content) {
        byte[] letters = content.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = Arrays.copyOf(PNG, PNG.length + 8 + letters.length);
        System.arraycopy(letters, 0, bytes, PNG.length + 8, letters.length);
        return ImageSource.bytes(content + ".png", bytes);
    }

    /** The next answers to a look, as JSON members beside the task id. */
    TrainingRunService tells(String... answers) {
        synchronized (states) {
            states.addAll(List.of(answers));
        }
        return this;
    }

    int looks() {
        return looks.get();
    }

    /** Keeps the answer to this picture's upload back. */
    void hold(String picture) {
        held.put(picture, new CountDownLatch(1));
    }

    void release(String picture) {
        Objects.requireNonNull(held.get(picture), picture).countDown();
    }

    /** Lets time pass, second by second, never while a request is under way. */
    void pass(Duration duration, BooleanSupplier ended) {
        for (long second = 0; second < duration.toSeconds() && !ended.getAsBoolean(); second++) {
            awaitRest(ended);
            clock.advance(Duration.ofSeconds(1));
        }
        awaitRest(ended);
    }

    private void awaitRest(BooleanSupplier ended) {
        await(() -> (agenda.waiting() > 0 && agenda.turns().areAtRest()) || ended.getAsBoolean());
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + ServiceTest.LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
            LockSupport.parkNanos(100_000);
        }
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
        String path = request.getUrl().encodedPath();
        String method = request.getMethod();
        if (path.equals("/v3/assets/training_dataset")) {
            String id = "asset-" + slots.incrementAndGet();
            return json("{\"assets_id\": \"%s\", \"upload_url\": \"%s\", \"method\": \"PUT\"}"
                    .formatted(id, server.url("/storage/" + id)));
        }
        if (path.startsWith("/storage/")) {
            return store(request);
        }
        if (method.equals("POST")) {
            submitted.add(ServiceTest.json(request));
            return json("{\"task_id\": \"watched\"}");
        }
        looks.incrementAndGet();
        synchronized (states) {
            return json("{\"task_id\": \"watched\", " + (states.size() > 1 ? states.remove() : states.element()) + "}");
        }
    }

    private MockResponse store(RecordedRequest request) throws InterruptedException {
        String content = Objects.requireNonNull(request.getBody(), "no body").utf8();
        String picture = content.substring(content.lastIndexOf('\0') + 1);
        puts.add(picture);
        CountDownLatch wait = held.get(picture);
        if (wait != null) {
            assertThat(wait.await(10, TimeUnit.SECONDS)).isTrue();
        }
        if (picture.equals("refused")) {
            return new MockResponse.Builder().code(403).build();
        }
        stored.put(picture, request.getUrl().pathSegments().get(1));
        return new MockResponse.Builder().build();
    }

    static String training(int percent) {
        return TRAINING + ", \"extra\": {\"progress_percent\": " + percent + "}";
    }

    private static String success(String modelState) {
        return "\"task_status\": \"SUCCESS\", \"models\": [{\"model_name\": \"model_1.safetensors\", \"model_status\": \"%s\"}]"
                .formatted(modelState);
    }

    private static MockResponse json(String body) {
        return new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    @Override
    public void close() {
        lifecycle.close();
        pools.disposeLater().block(ServiceTest.LONG);
        server.close();
    }
}
