package io.github.novitagateway.training;

import io.github.novitagateway.guard.Require;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
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
        Require.label("name", name);
        Require.label("baseModel", baseModel);
        Require.atLeast("width", width, 1);
        Require.atLeast("height", height, 1);
        images = List.copyOf(Objects.requireNonNull(images, "images"));
        DatasetRules.checkSet(images, 0);
        DatasetRules.requireCaptions(images);
        components = List.copyOf(Objects.requireNonNull(components, "components"));
        if (components.isEmpty()) {
            components = List.of(TrainingComponent.resize(width, height));
        }
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
    public StyleTrainingRequest withImages(List<TrainingImage> images) {
        return new StyleTrainingRequest(name, baseModel, width, height, images, expertSettings, components, exactName);
    }

    @Override
    public void requireTrainable(List<? extends DatasetImage> images) {
        DatasetRules.checkSet(Objects.requireNonNull(images, "images"), 1);
        DatasetRules.requireCaptions(images);
    }

    /** Collects the settings of a style training. */
    public static final class Builder {
        private final String name;
        private final String baseModel;
        private final List<TrainingComponent> components = new ArrayList<>();
        private int width = 512;
        private int height = 512;
        private List<TrainingImage> images = List.of();
        private @Nullable StyleExpertSettings expertSettings;
        private boolean exactName;

        private Builder(String name, String baseModel) {
            this.name = name;
            this.baseModel = baseModel;
        }

        /**
         * Sets the size of the training images; 512 x 512 when not called.
         *
         * @param width width in pixels, at least 1
         * @param height height in pixels, at least 1
         * @return this builder
         */
        public Builder size(int width, int height) {
            this.width = width;
            this.height = height;
            return this;
        }

        /**
         * Sets the images; none when not called, for a run that uploads them first.
         *
         * @param images the images, at most 50, each asset id once, each with a caption
         * @return this builder
         */
        public Builder images(List<TrainingImage> images) {
            this.images = images;
            return this;
        }

        /**
         * Adds a step that the service does to the images before training; a resize to the training size when not
         * called.
         *
         * @param component the step
         * @return this builder
         */
        public Builder component(TrainingComponent component) {
            components.add(Objects.requireNonNull(component, "component"));
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
         * Sends the name as it is, without a random suffix. A task whose answer was lost can then no longer be told
         * from another task of that name.
         *
         * @return this builder
         */
        public Builder exactName() {
            exactName = true;
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
                    exactName ? name : suffixed(),
                    baseModel,
                    width,
                    height,
                    images,
                    expertSettings,
                    components,
                    exactName);
        }

        private String suffixed() {
            int random = ThreadLocalRandom.current().nextInt();
            return Require.label("name", name) + "-" + HexFormat.of().toHexDigits(random);
        }
    }
}
