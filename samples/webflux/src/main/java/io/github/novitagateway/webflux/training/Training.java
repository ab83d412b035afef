package io.github.novitagateway.webflux.training;

import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.webflux.picture.Picture;
import io.github.novitagateway.webflux.picture.StartForm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a training on the disk.
 *
 * @param id of ours
 * @param name that the user gave it
 * @param baseModel the checkpoint that it is trained on
 * @param steps of the training; null leaves them to the service
 * @param createdAt when it was asked for
 * @param pictures that it is trained on
 * @param taskId of the service, in its text form; null before it is known
 * @param lora the name to draw with; null before the model is in service
 * @param failure why it ended badly, or stopped on the way; null otherwise
 * @param drawings that were ordered, the first one has number 1
 */
public record Training(
        String id,
        String name,
        String baseModel,
        @Nullable Integer steps,
        Instant createdAt,
        List<Picture> pictures,
        @Nullable String taskId,
        @Nullable String lora,
        @Nullable Failure failure,
        List<Drawing> drawings) {

    /** Copies the lists. */
    public Training {
        pictures = List.copyOf(pictures);
        drawings = List.copyOf(Objects.requireNonNullElse(drawings, List.of()));
    }

    /**
     * A drawing that was ordered.
     *
     * @param number its place among the drawings, from 1
     * @param prompt what to draw
     * @param taskId of the service, in its text form; null before it is known
     * @param file its file in the folder of the training; null before it is drawn
     * @param mediaType of that file
     * @param failure why there is none; null otherwise
     */
    public record Drawing(
            int number,
            String prompt,
            @Nullable String taskId,
            @Nullable String file,
            @Nullable String mediaType,
            @Nullable Failure failure) {

        /** {@return whether it still has to be drawn} */
        public boolean open() {
            return file == null && failure == null;
        }

        /** {@return what to call its file when it is saved} */
        public String saveAs() {
            String type = mediaType == null ? "image/png" : mediaType;
            return "drawing-" + number + "." + type.substring("image/".length());
        }

        /**
         * {@return the same, ordered}
         *
         * @param task of the service
         */
        public Drawing ordered(TaskId task) {
            return new Drawing(number, prompt, task.toString(), null, null, null);
        }

        /**
         * {@return the same, drawn}
         *
         * @param path of its file in the folder of the training
         * @param type of that file
         */
        public Drawing drawn(String path, String type) {
            return new Drawing(number, prompt, taskId, path, type, null);
        }

        /**
         * {@return the same, failed}
         *
         * @param why what went wrong
         */
        public Drawing failed(Failure why) {
            return new Drawing(number, prompt, taskId, null, null, why);
        }
    }

    static Training of(String id, StartForm.Filled form, Instant now) {
        return new Training(
                id, form.name(), form.baseModel(), form.steps(), now, form.pictures(), null, null, null, List.of());
    }

    /** {@return whether there is something to do for it yet} */
    boolean open() {
        return lora == null && failure == null;
    }

    Optional<TaskId> task() {
        return Optional.ofNullable(taskId).map(TaskId::parse);
    }

    Training submitted(TaskId task) {
        return new Training(id, name, baseModel, steps, createdAt, pictures, task.toString(), lora, null, drawings);
    }

    Training ready(String model) {
        return new Training(id, name, baseModel, steps, createdAt, pictures, taskId, model, null, drawings);
    }

    Training failed(@Nullable Failure why) {
        return new Training(id, name, baseModel, steps, createdAt, pictures, taskId, lora, why, drawings);
    }

    /**
     * {@return the same with one drawing more}
     *
     * @param prompt what to draw
     */
    public Training withNewDrawing(String prompt) {
        List<Drawing> more = new ArrayList<>(drawings);
        more.add(new Drawing(drawings.size() + 1, prompt, null, null, null, null));
        return withDrawings(more);
    }

    /**
     * {@return the same with a drawing changed}
     *
     * @param number of the drawing
     * @param change to it
     */
    public Training withDrawing(int number, UnaryOperator<Drawing> change) {
        List<Drawing> changed = new ArrayList<>(drawings);
        changed.set(number - 1, change.apply(changed.get(number - 1)));
        return withDrawings(changed);
    }

    private Training withDrawings(List<Drawing> all) {
        return new Training(id, name, baseModel, steps, createdAt, pictures, taskId, lora, failure, all);
    }
}
