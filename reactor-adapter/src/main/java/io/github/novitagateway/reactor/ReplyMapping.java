package io.github.novitagateway.reactor;

import io.github.novitagateway.account.Balance;
import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.error.NovitaException.MalformedResponseException;
import io.github.novitagateway.guard.Lenient;
import io.github.novitagateway.image.GeneratedImage;
import io.github.novitagateway.image.GeneratedImage.NsfwDetection;
import io.github.novitagateway.image.GenerationStatus;
import io.github.novitagateway.image.GenerationStatus.GenerationDetails;
import io.github.novitagateway.image.Model;
import io.github.novitagateway.image.Webhook.TaskEvent;
import io.github.novitagateway.reactor.Replies.ModelRow;
import io.github.novitagateway.reactor.Replies.TaskResult;
import io.github.novitagateway.reactor.Replies.TrainedModelRow;
import io.github.novitagateway.reactor.Replies.TrainingRow;
import io.github.novitagateway.reactor.Replies.TrainingStatus;
import io.github.novitagateway.reactor.Replies.Unshown;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TrainedModel;
import io.github.novitagateway.training.TrainingTask;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** From what the service answers to what the caller reads. */
final class ReplyMapping {

    private static final double LONGEST_SECONDS = Duration.ofDays(3650).toSeconds();

    /** As a double the latest second is rounded up, out of range. */
    private static final double TOO_LATE = Instant.MAX.getEpochSecond();

    private ReplyMapping() {}

    static TaskStatus status(TaskId asked, TrainingStatus reply) {
        TrainingStatus.Progress extra = reply.extra();
        return new TaskStatus(
                answered(asked, reply.taskId()),
                Lenient.text(reply.taskStatus()),
                reply.modelType(),
                models(reply.models()),
                extra == null ? null : percent(extra.progressPercent()),
                extra == null ? null : seconds(extra.etaRelative()));
    }

    /**
     * Null for a row whose id is none. The row's type tells the kind; one that we do not know is taken for a style and
     * stays readable in the task.
     */
    static @Nullable TrainingTask row(TrainingRow row) {
        TaskId id = id("subject".equals(row.taskType()) ? TaskId.Kind.SUBJECT : TaskId.Kind.STYLE, row.taskId());
        return id == null
                ? null
                : new TrainingTask(
                        id,
                        name(row.taskName()),
                        Lenient.text(row.taskType()),
                        Lenient.text(row.taskStatus()),
                        instant(row.createdAt()),
                        models(row.models()));
    }

    private static List<TrainedModel> models(@Nullable List<TrainedModelRow> rows) {
        return Lenient.list(rows).stream()
                .map(row -> new TrainedModel(name(row.modelName()), Lenient.text(row.modelStatus())))
                .toList();
    }

    static GenerationStatus status(TaskId asked, TaskResult reply, Instant now) {
        TaskResult.Task task = reply.task();
        TaskId id = answered(asked, task == null ? null : task.taskId());
        return new GenerationStatus(
                id,
                Lenient.text(task == null ? null : task.status()),
                Lenient.text(task == null ? null : task.reason()),
                task == null ? null : percent(task.progressPercent()),
                task == null ? null : seconds(task.eta()),
                images(id, reply.drawn(), now),
                task == null ? null : task.taskType(),
                reply.extra() == null ? null : details(reply.extra()));
    }

    /** What was posted to a webhook; an event of another type than ours tells that type alone. */
    static TaskEvent event(Replies.Event event, Function<JsonNode, TaskResult> reader, Instant now) {
        String type = Lenient.text(event.eventType());
        if (type.isBlank()) {
            throw new MalformedResponseException("the event has no event_type", null);
        }
        if (!type.equals(TaskEvent.ASYNC_TASK_RESULT)) {
            return new TaskEvent(type, null);
        }
        TaskResult result =
                event.payload() == null ? null : reader.apply(event.payload().tree());
        TaskId id = result == null || result.task() == null
                ? null
                : id(TaskId.Kind.IMAGE, result.task().taskId());
        if (result == null || id == null) {
            throw new MalformedResponseException("the event names no task", null);
        }
        return new TaskEvent(type, status(id, result, now));
    }

    private static List<GeneratedImage> images(TaskId id, List<TaskResult.Image> rows, Instant now) {
        List<GeneratedImage> images = new ArrayList<>();
        for (int place = 0; place < rows.size(); place++) {
            TaskResult.Image row = rows.get(place);
            String url = address(row.imageUrl());
            if (url != null) {
                images.add(new GeneratedImage(
                        id,
                        place,
                        url,
                        expiry(row.imageUrlTtl(), url, now),
                        ImageFormat.ofExtension(row.imageType()).orElse(null),
                        nsfw(row)));
            }
        }
        return images;
    }

    /** A time to live of 0 means unknown, not over: then the link itself may say it. */
    private static @Nullable Instant expiry(@Nullable Double ttl, String url, Instant now) {
        Duration stated = seconds(ttl);
        return stated != null && !stated.isZero() ? now.plus(stated) : PresignedUrl.expiry(url);
    }

    private static @Nullable NsfwDetection nsfw(TaskResult.Image row) {
        TaskResult.Nsfw found = row.nsfwDetectionResult();
        return found == null ? null : new NsfwDetection(found.valid(), found.confidence());
    }

    private static GenerationDetails details(TaskResult.Extra extra) {
        TaskResult.DebugInfo times = extra.debugInfo();
        return new GenerationDetails(
                extra.seed(),
                extra.enableNsfwDetection(),
                forEachImage(extra.hasNsfwContents()),
                times == null ? null : Unshown.text(times.requestInfo()),
                times == null ? null : millis(times.submitTimeMs()),
                times == null ? null : millis(times.executeTimeMs()),
                times == null ? null : millis(times.completeTimeMs()));
    }

    /** With one of them unreadable, the others would be taken for those of other images. */
    private static List<Boolean> forEachImage(@Nullable List<@Nullable Boolean> found) {
        return found == null || found.contains(null) ? List.of() : found;
    }

    static Balance balance(Replies.BalanceDetail reply) {
        return new Balance(
                spendable(reply.available()),
                dollars(reply.cash()),
                dollars(reply.creditLimit()),
                dollars(reply.pendingCharges()),
                dollars(reply.outstandingInvoices()));
    }

    static Balance balance(Replies.User reply) {
        return new Balance(spendable(reply.creditBalance()), null, null, null, null);
    }

    private static BigDecimal spendable(@Nullable Double tenThousandths) {
        BigDecimal dollars = dollars(tenThousandths);
        if (dollars == null) {
            throw new MalformedResponseException("the answer tells no balance", null);
        }
        return dollars;
    }

    private static @Nullable BigDecimal dollars(@Nullable Double tenThousandths) {
        return tenThousandths == null ? null : BigDecimal.valueOf(Math.round(tenThousandths), 4);
    }

    static Model model(ModelRow row) {
        Double status = row.status();
        return new Model(
                row.id(),
                name(row.name()),
                name(row.sdName()),
                name(row.sdNameInApi()),
                Lenient.text(row.type() == null ? null : row.type().name()),
                Lenient.list(row.categories()),
                status == null ? null : status.intValue(),
                address(row.downloadUrl()),
                seconds(row.downloadUrlTtl()),
                Lenient.list(row.tags()),
                address(row.coverUrl()),
                row.source(),
                row.baseModel(),
                row.baseModelType(),
                row.isSdxl(),
                row.isNsfw(),
                row.visibility(),
                row.hashSha256());
    }

    /** An answer without an id, or with one that is none, is about the task that was asked for. */
    private static TaskId answered(TaskId asked, @Nullable String answered) {
        if (asked.value().equals(answered)) {
            return asked; // one for all the looks of a watch
        }
        TaskId id = id(asked.kind(), answered);
        return id == null ? asked : id;
    }

    private static @Nullable TaskId id(TaskId.Kind kind, @Nullable String value) {
        try {
            return value == null || value.isBlank() ? null : new TaskId(kind, value);
        } catch (IllegalArgumentException unusable) {
            return null;
        }
    }

    private static @Nullable Double percent(@Nullable Double progress) {
        if (progress == null || (progress >= 0 && progress <= 100)) {
            return progress;
        }
        return progress < 0 ? 0.0 : 100.0;
    }

    private static @Nullable Duration seconds(@Nullable Double seconds) {
        if (seconds == null || seconds < 0) {
            return null;
        }
        return Duration.ofMillis(Math.round(Math.min(seconds, LONGEST_SECONDS) * 1000));
    }

    /** 0 says that nothing was set. */
    private static @Nullable Instant instant(@Nullable Double epochSeconds) {
        return epochSeconds == null || epochSeconds <= 0 || epochSeconds >= TOO_LATE
                ? null
                : Instant.ofEpochSecond(epochSeconds.longValue());
    }

    private static @Nullable Instant millis(@Nullable Double millis) {
        return millis == null || millis <= 0 ? null : Instant.ofEpochMilli(millis.longValue());
    }

    static String name(@Nullable Unshown told) {
        return Lenient.text(Unshown.text(told));
    }

    private static @Nullable String address(@Nullable Unshown told) {
        String text = Unshown.text(told);
        return text == null || text.isBlank() ? null : text;
    }
}
