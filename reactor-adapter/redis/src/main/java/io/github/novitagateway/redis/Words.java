package io.github.novitagateway.redis;

import io.github.novitagateway.image.GenerationStatus;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TrainedModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Statuses as words in Redis. Links to pictures are secrets that do not go there. */
final class Words {

    private static final String ABSENT = "-";
    private static final String PRESENT = "=";
    private static final int BEFORE_MODELS = 5;

    private Words() {}

    static List<String> of(TaskStatus status) {
        List<String> words = new ArrayList<>(List.of(
                millis(status.stageObservedFor()),
                status.rawState(),
                optional(status.modelType()),
                optional(status.progressPercent()),
                optional(status.eta())));
        for (TrainedModel model : status.models()) {
            words.add(model.name());
            words.add(model.rawState());
        }
        return words;
    }

    static TaskStatus training(TaskId id, List<String> words) {
        List<TrainedModel> models = IntStream.iterate(BEFORE_MODELS, at -> at + 1 < words.size(), at -> at + 2)
                .mapToObj(at -> new TrainedModel(words.get(at), words.get(at + 1)))
                .toList();
        return new TaskStatus(
                id,
                words.get(1),
                text(words.get(2)),
                models,
                number(words.get(3)),
                span(words.get(4)),
                observed(words));
    }

    static List<String> of(GenerationStatus status) {
        return List.of(
                millis(status.stageObservedFor()),
                status.rawState(),
                optional(status.taskType()),
                optional(status.progressPercent()),
                optional(status.eta()),
                status.reason());
    }

    static GenerationStatus drawing(TaskId id, List<String> words) {
        return new GenerationStatus(
                id,
                words.get(1),
                words.get(5),
                number(words.get(3)),
                span(words.get(4)),
                List.of(),
                text(words.get(2)),
                null,
                observed(words));
    }

    private static Duration observed(List<String> words) {
        return Duration.ofMillis(Long.parseLong(words.get(0)));
    }

    private static String millis(Duration span) {
        return Long.toString(span.toMillis());
    }

    private static String optional(@Nullable Object value) {
        return value == null ? ABSENT : PRESENT + value;
    }

    private static @Nullable String text(String word) {
        return word.startsWith(PRESENT) ? word.substring(PRESENT.length()) : null;
    }

    private static @Nullable Double number(String word) {
        String text = text(word);
        return text == null ? null : (Double) Double.parseDouble(text);
    }

    private static @Nullable Duration span(String word) {
        String text = text(word);
        return text == null ? null : Duration.parse(text);
    }
}
