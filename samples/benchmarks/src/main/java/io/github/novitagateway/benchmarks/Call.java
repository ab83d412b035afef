package io.github.novitagateway.benchmarks;

import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.task.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The small calls of which most traffic consists. */
enum Call {
    /** Asks once for a drawing. */
    STATUS,
    /** Orders one, over a connection of its own. */
    SUBMIT;

    /** Whoever asks for a task holds its id already. */
    private static final List<TaskId> TASKS = IntStream.range(0, 1000)
            .mapToObj(number -> TaskId.image("22222222-3333-4444-8555-%012d".formatted(number)))
            .toList();

    private static final String MODEL = "realisticVisionV51_v51VAE_94301.safetensors";
    private static final String PROMPT = "a lighthouse on a cliff";
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final ObjectReader DRAWING_READER = JSON.readerFor(Drawing.class);
    private static final ObjectReader TASK_READER = JSON.readerFor(Ordered.class);

    /** What a client reads of a drawing: the same as the gateway tells. */
    record Drawing(
            @Nullable Task task,
            @Nullable List<Image> images,
            @Nullable Extra extra) {

        record Task(
                @Nullable String taskId,
                @Nullable String taskType,
                @Nullable String status,
                @Nullable String reason,
                @Nullable Double eta,
                @Nullable Double progressPercent) {}

        record Image(
                @Nullable String imageUrl,
                @Nullable Double imageUrlTtl,
                @Nullable String imageType,
                @Nullable Nsfw nsfwDetectionResult) {}

        record Nsfw(@Nullable Boolean valid, @Nullable Double confidence) {}

        record Extra(
                @Nullable String seed,
                @Nullable Boolean enableNsfwDetection,
                @Nullable DebugInfo debugInfo) {}

        record DebugInfo(
                @Nullable String submitTimeMs,
                @Nullable String executeTimeMs,
                @Nullable String completeTimeMs) {}
    }

    record Ordered(@Nullable String taskId) {}

    private record Order(Request request) {}

    private record Request(
            String modelName,
            String prompt,
            int width,
            int height,
            int imageNum,
            int steps,
            long seed,
            double guidanceScale,
            String samplerName) {}

    String path() {
        return this == STATUS ? "/v3/async/task-result?task_id=" : "/v3/async/txt2img";
    }

    /** The id of a task. */
    static TaskId task(int number) {
        return TASKS.get(number % TASKS.size());
    }

    ObjectReader reader() {
        return this == STATUS ? DRAWING_READER : TASK_READER;
    }

    byte[] body() {
        return JSON.writeValueAsBytes(new Order(new Request(MODEL, PROMPT, 512, 512, 1, 20, -1, 7.5, "Euler a")));
    }

    static TextToImageRequest order() {
        return TextToImageRequest.builder(MODEL, PROMPT).build();
    }

    Caller gateway(NovitaGateway novita, int parallel) {
        IntFunction<Mono<?>> call = this == STATUS
                ? number -> novita.images().status(task(number))
                : number -> novita.images().submit(order());
        return new Caller("gateway", parallel, call, () -> novita.closeLater().block(Duration.ofSeconds(30)));
    }
}
