package io.github.novitagateway.training;

import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import java.util.List;
import java.util.Objects;

/**
 * Training of a subject, such as one person. Docs: model-apis-create-subject-training.
 *
 * @param name the task's name as it is sent; not blank, no control characters
 * @param baseModel the checkpoint to train on, without file suffix; see {@link BaseModels}
 * @param width width of the training images in pixels, at least 1
 * @param height height of the training images in pixels, at least 1
 * @param images the images, at most 50, each asset id once, captions optional; may be empty until a run fills them in;
 *     the docs advise at least 10 photos of a face
 * @param expertSettings the prompts that the service needs, and finer settings
 * @param components what is done to the images before training, in this order; when empty, a resize to width and height
 * @param exactName whether the name is the caller's own, without a random suffix
 */
public record SubjectTrainingRequest(
        String name,
        String baseModel,
        int width,
        int height,
        List<TrainingImage> images,
        SubjectExpertSettings expertSettings,
        List<TrainingComponent> components,
        boolean exactName)
        implements TrainingRequest {

    /** Checks and copies what was given. */
    public SubjectTrainingRequest {
        TrainingRequest.Builder.checkHead(name, baseModel, width, height);
        images = List.copyOf(Objects.requireNonNull(images, "images"));
        TrainingRequest.Builder.checkSet(images, 0);
        Objects.requireNonNull(expertSettings, "expertSettings");
        components = TrainingRequest.Builder.components(components, width, height);
    }

    /**
     * Starts a request.
     *
     * @param name name of the task; a random suffix follows it unless {@link Builder#exactName()} is called
     * @param baseModel the checkpoint to train on, without file suffix; see {@link BaseModels}
     * @param expertSettings the prompts that the service needs, and finer settings
     * @return a builder with 512 x 512 pixels and no images
     */
    public static Builder builder(String name, String baseModel, SubjectExpertSettings expertSettings) {
        return new Builder(name, baseModel, expertSettings);
    }

    @Override
    public TaskId.Kind kind() {
        return TaskId.Kind.SUBJECT;
    }

    @Override
    public boolean needsCaptions() {
        return false;
    }

    @Override
    public SubjectTrainingRequest withImages(List<TrainingImage> images) {
        return new SubjectTrainingRequest(
                name, baseModel, width, height, images, expertSettings, components, exactName);
    }

    @Override
    public void requireTrainable(List<? extends DatasetImage> images) {
        TrainingRequest.Builder.checkSet(Objects.requireNonNull(images, "images"), 1);
    }

    /** Collects the settings of a subject training. */
    public static final class Builder extends TrainingRequest.Builder<Builder> {
        private final SubjectExpertSettings expertSettings;

        private Builder(String name, String baseModel, SubjectExpertSettings expertSettings) {
            super(name, baseModel);
            this.expertSettings = Objects.requireNonNull(expertSettings, "expertSettings");
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Adds the three steps that the docs' examples use for photos of faces, in their order: face_crop_region,
         * resize to the training size set so far, face_restore. On images without a face the training may fail.
         *
         * @return this builder
         */
        public Builder faceComponents() {
            return component(TrainingComponent.faceCropRegion(1.4))
                    .component(TrainingComponent.resize(width, height))
                    .component(TrainingComponent.faceRestore("gfpgan_1.4", 1));
        }

        /**
         * Builds the request. Without {@link #exactName()} each call puts another random suffix, a hyphen and eight
         * hexadecimal digits, after the name, so that the task can be found in the list when its answer is lost.
         *
         * @return the request
         * @throws IllegalArgumentException when a value is out of range
         */
        public SubjectTrainingRequest build() {
            return new SubjectTrainingRequest(
                    nameToSend(), baseModel, width, height, images, expertSettings, components, exactName);
        }
    }
}
