package io.github.novitagateway.runner;

import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come: enough to go on without paying again, and nothing secret.
 *
 * @param format version of this form
 * @param service where the run happens: an address, or {@link Service#EMBEDDED}
 * @param request what was asked for
 * @param sentName the training's name as it is sent, by which it can be found again
 * @param sendingSince when a start of the program began to send the pictures and the training, without a known end;
 *     null when none is under way
 * @param outcomeUnknownSince when a request for the training was sent whose answer was lost; null when none was
 * @param task text form of the training's id; null while it is not submitted
 * @param model name of the trained model; null while it is not ready
 * @param lora name by which the model is drawn with; null while it is not ready
 * @param drawings what was drawn or is being drawn
 * @param course what was seen of the training; absent in a record that an earlier version of the program wrote
 */
record RunRecord(
        int format,
        String service,
        Essentials request,
        String sentName,
        @Nullable Instant sendingSince,
        @Nullable Instant outcomeUnknownSince,
        @Nullable String task,
        @Nullable String model,
        @Nullable String lora,
        List<Drawing> drawings,
        Course course) {
    static final int FORMAT = 1;

    /**
     * What makes two requests the same one.
     *
     * @param name of the training as the user gave it
     * @param baseModel what is trained on
     * @param width of the training images
     * @param height of the training images
     * @param steps of the training; null when left to the service
     * @param instancePrompt of a subject training; null for the training of a style
     * @param pictures names of the picture files
     */
    record Essentials(
            String name,
            String baseModel,
            int width,
            int height,
            @Nullable Integer steps,
            @Nullable String instancePrompt,
            List<String> pictures) {
        Essentials {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(baseModel, "baseModel");
            pictures = List.copyOf(pictures);
        }
    }

    /**
     * A drawing that is or may be paid.
     *
     * @param prompt what is drawn
     * @param checkpoint what it is drawn with
     * @param orderedAt just before the request for it was sent
     * @param task text form of its id; null while the service has not told it
     * @param files names of the files saved so far, in the folder of the record
     */
    record Drawing(
            String prompt,
            String checkpoint,
            Instant orderedAt,
            @Nullable String task,
            List<String> files) {
        Drawing {
            Objects.requireNonNull(prompt, "prompt");
            Objects.requireNonNull(checkpoint, "checkpoint");
            Objects.requireNonNull(orderedAt, "orderedAt");
            if (task != null) {
                TaskId.parse(task);
            }
            files = List.copyOf(files);
        }

        static Drawing intended(String prompt, String checkpoint, Instant now) {
            return new Drawing(prompt, checkpoint, now, null, List.of());
        }

        Drawing submitted(TaskId id) {
            return new Drawing(prompt, checkpoint, orderedAt, id.toString(), files);
        }

        Optional<TaskId> taskId() {
            return Optional.ofNullable(task).map(TaskId::parse);
        }

        Drawing holding(String file) {
            List<String> more = new ArrayList<>(files);
            more.remove(file);
            more.add(file);
            return new Drawing(prompt, checkpoint, orderedAt, task, more);
        }

        private boolean isSameAs(Drawing other) {
            return prompt.equals(other.prompt) && checkpoint.equals(other.checkpoint);
        }
    }

    RunRecord {
        if (format != FORMAT) {
            throw new IllegalArgumentException("format must be " + FORMAT + " but was " + format);
        }
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(sentName, "sentName");
        if (task != null) {
            TaskId.parse(task);
        }
        drawings = List.copyOf(drawings);
        course = course == null ? Course.UNSEEN : course;
    }

    static RunRecord fresh(String service, Essentials request, String sentName) {
        return new RunRecord(
                FORMAT, service, request, sentName, null, null, null, null, null, List.of(), Course.UNSEEN);
    }

    RunRecord sending(Instant since) {
        return new RunRecord(
                format,
                service,
                request,
                sentName,
                since,
                null,
                null,
                null,
                null,
                List.of(),
                Course.uploadingSince(since));
    }

    /** The record after a definite failure. */
    RunRecord notSending() {
        return new RunRecord(
                format, service, request, sentName, null, outcomeUnknownSince, task, model, lora, drawings, course);
    }

    /** The record of a training that was submitted then; one that is known already goes on in its course. */
    RunRecord submitted(TaskId id, Instant at) {
        Course known = id.toString().equals(task) ? course : course.submitted(at);
        return new RunRecord(
                format, service, request, sentName, null, null, id.toString(), null, null, List.of(), known);
    }

    RunRecord seen(TaskStatus status, Instant at) {
        return with(drawings, course.seen(at, status));
    }

    RunRecord outcomeUnknown(Instant since) {
        return new RunRecord(format, service, request, sentName, null, since, null, null, null, List.of(), course);
    }

    RunRecord ready(String modelName, String loraName) {
        return new RunRecord(
                format, service, request, sentName, null, null, task, modelName, loraName, drawings, course);
    }

    /** The record with this drawing, in place of an earlier state of it. */
    RunRecord with(Drawing drawing) {
        List<Drawing> changed = others(drawing);
        changed.add(drawing);
        return with(changed, course);
    }

    /** The record without this drawing, which surely was not paid. */
    RunRecord without(Drawing drawing) {
        return with(others(drawing), course);
    }

    Optional<TaskId> taskId() {
        return Optional.ofNullable(task).map(TaskId::parse);
    }

    Optional<Drawing> drawing(String prompt, String checkpoint) {
        return drawings.stream()
                .filter(drawing ->
                        drawing.prompt().equals(prompt) && drawing.checkpoint().equals(checkpoint))
                .findFirst();
    }

    private List<Drawing> others(Drawing drawing) {
        List<Drawing> others = new ArrayList<>(drawings);
        others.removeIf(kept -> kept.isSameAs(drawing));
        return others;
    }

    private RunRecord with(List<Drawing> drawings, Course course) {
        return new RunRecord(
                format,
                service,
                request,
                sentName,
                sendingSince,
                outcomeUnknownSince,
                task,
                model,
                lora,
                drawings,
                course);
    }
}
