package io.github.novitagateway.training;

import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Training of a style. Docs: model-apis-create-style-training.
 *
 * @param name the task's name as it is sent; not blank, no control characters
 * @param baseModel the checkpoint to train on, without file suffix; see {@link BaseModels}
 * @param width width of the training images in pixels, at least 1
 * @param height height of the training images in pixels, at least 1
 * @param images the images, at most 50, each asset id once, each with a caption; may be empty until a run fills them in
 * @param expertSettings finer settings; null leaves all of them to the service
 * @param components what is done to the images before training, in this order; when empty, a resize to width and height
 * @param exactName whether the name is the caller's own, without a random suffix
 */
public record StyleTrainingRequest(
        String name,
        String baseModel,
        int width,
        int height,
        List<TrainingImage> images,
        @Nullable StyleExpertSettings expertSettings,
        List<TrainingComponent> components,
        boolean exactName)
        implements TrainingRequest {

    /** Checks and copies what was given. */
    public StyleTrainingRequest {
        TrainingRequest.Builder.checkHead(name, baseModel, width, height);
        images = List.copyOf(Objects.requireNonNull(images, "images"));
        TrainingRequest.Builder.checkSet(images, 0);
        TrainingRequest.Builder.requireCaptions(images);
        components = TrainingRequest.Builder.components(components, width, height);
    }

    /**
     * Starts a request.
     *
     * @param name name of the task; a random suffix follows it unless {@link Builder#exactName()} is called
     * @param baseModel the checkpoint to train on, without file suffix; see {@link BaseModels}
     * @return a builder with 512 x 512 pixels and no images
     */
    public static Builder builder(String name, String baseModel) {
        return new Builder(name, baseModel);
    }

    @Override
    public TaskId.Kind kind() {
        return TaskId.Kind.STYLE;
    }

    @Override
    public boolean needsCaptions() {
        return true;
    }

    @Override
    public StyleTrainingRequest withImages(List<TrainingImage> images) {
        return new StyleTrainingRequest(name, baseModel, width, height, images, expertSettings, components, exactName);
    }

    @Override
    public void requireTrainable(List<? extends DatasetImage> images) {
        TrainingRequest.Builder.checkSet(Objects.requireNonNull(images, "images"), 1);
        TrainingRequest.Builder.requireCaptions(images);
    }

    /** Collects the settings of a style training. */
    public static final class Builder extends TrainingRequest.Builder<Builder> {
        private @Nullable StyleExpertSettings expertSettings;

        private Builder(String name, String baseModel) {
            super(name, baseModel);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets finer settings; left to the service when not called.
         *
         * @param expertSettings the settings
         * @return this builder
         */
        public Builder expertSettings(StyleExpertSettings expertSettings) {
            this.expertSettings = Objects.requireNonNull(expertSettings, "expertSettings");
            return this;
        }

        /**
         * Builds the request. Without {@link #exactName()} each call puts another random suffix, a hyphen and eight
         * hexadecimal digits, after the name, so that the task can be found in the list when its answer is lost.
         *
         * @return the request
         * @throws IllegalArgumentException when a value is out of range
         */
        public StyleTrainingRequest build() {
            return new StyleTrainingRequest(
                    nameToSend(), baseModel, width, height, images, expertSettings, components, exactName);
        }
    }
}
