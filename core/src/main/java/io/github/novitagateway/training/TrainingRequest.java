package io.github.novitagateway.training;

import io.github.novitagateway.guard.BoundException;
import io.github.novitagateway.guard.Require;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A training to be started. The images may still be absent: a whole run uploads them and fills them in. */
public sealed interface TrainingRequest permits StyleTrainingRequest, SubjectTrainingRequest {
    /** Most images of one training. Docs: model-apis-create-style-training. */
    int MAX_IMAGES = 50;

    /** {@return the task's name as it is sent, suffix included} */
    String name();

    /** {@return the checkpoint to train on, without file suffix; see {@link BaseModels}} */
    String baseModel();

    /** {@return width of the training images in pixels, at least 1} */
    int width();

    /** {@return height of the training images in pixels, at least 1} */
    int height();

    /** {@return the images with their captions, 0..50; the service wants at least one} */
    List<TrainingImage> images();

    /** {@return what the service does to the images before training, in this order; never empty} */
    List<TrainingComponent> components();

    /** {@return whether the name is the caller's own, without a random suffix} */
    boolean exactName();

    /** {@return finer settings; null leaves all of them to the service} */
    @Nullable
    ExpertSettings expertSettings();

    /** {@return the kind of the task that this request starts} */
    TaskId.Kind kind();

    /** {@return whether the service wants a caption for each image} */
    boolean needsCaptions();

    /**
     * The same request with other images; the name stays as it is.
     *
     * @param images the images, at most 50, each asset id once
     * @return the request
     */
    TrainingRequest withImages(List<TrainingImage> images);

    /**
     * Checks whether this training could be started with some images, before anything is sent: 1..50 of them, captions
     * as the kind of training wants them, each asset id once.
     *
     * @param images uploaded images and images to upload, in any mixture
     * @throws IllegalArgumentException when the service would not take them
     */
    void requireTrainable(List<? extends DatasetImage> images);

    /**
     * Collects the settings that both kinds of training have. Values are checked when the request is built.
     *
     * @param <B> the builder itself
     */
    abstract sealed class Builder<B extends Builder<B>>
            permits StyleTrainingRequest.Builder, SubjectTrainingRequest.Builder {
        final String baseModel;
        final List<TrainingComponent> components = new ArrayList<>();
        int width = 512;
        int height = 512;
        List<TrainingImage> images = List.of();
        boolean exactName;
        private final String name;

        Builder(String name, String baseModel) {
            this.name = name;
            this.baseModel = baseModel;
        }

        abstract B self();

        static void requireCaptions(List<? extends DatasetImage> images) {
            for (int i = 0; i < images.size(); i++) {
                if (images.get(i).caption() == null) {
                    throw new BoundException(
                            "images[" + i + "].caption",
                            "1.." + DatasetImage.LONGEST_CAPTION + " code points",
                            "absent");
                }
            }
        }

        static void checkSet(List<? extends DatasetImage> images, int fewest) {
            Require.within("images.size", images.size(), fewest, TrainingRequest.MAX_IMAGES);
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < images.size(); i++) {
                DatasetImage image = Objects.requireNonNull(images.get(i), "images[" + i + "]");
                // by text: the same id as number and as string is the same picture
                if (image instanceof TrainingImage known
                        && !seen.add(known.assetId().value())) {
                    throw new BoundException("images[" + i + "].assetId", "used once", "again " + known.assetId());
                }
            }
        }

        static void checkHead(String name, String baseModel, int width, int height) {
            Require.all(
                    () -> Require.label("name", name),
                    () -> Require.label("baseModel", baseModel),
                    () -> Require.atLeast("width", width, 1),
                    () -> Require.atLeast("height", height, 1));
        }

        /** The steps; the service wants at least one. */
        static List<TrainingComponent> components(List<TrainingComponent> components, int width, int height) {
            List<TrainingComponent> steps = List.copyOf(Objects.requireNonNull(components, "components"));
            return steps.isEmpty() ? List.of(TrainingComponent.resize(width, height)) : steps;
        }

        /**
         * Sets the size of the training images; 512 x 512 when not called.
         *
         * @param width width in pixels, at least 1
         * @param height height in pixels, at least 1
         * @return this builder
         */
        public B size(int width, int height) {
            this.width = width;
            this.height = height;
            return self();
        }

        /**
         * Sets the images; none when not called, for a run that uploads them first.
         *
         * @param images the images, at most 50, each asset id once, captioned as the kind of training wants it
         * @return this builder
         */
        public B images(List<TrainingImage> images) {
            this.images = images;
            return self();
        }

        /**
         * Adds a step that the service does to the images before training; a resize to the training size when not
         * called.
         *
         * @param component the step
         * @return this builder
         */
        public B component(TrainingComponent component) {
            components.add(Objects.requireNonNull(component, "component"));
            return self();
        }

        /**
         * Sends the name as it is, without a random suffix. A task whose answer was lost can then no longer be told
         * from another task of that name.
         *
         * @return this builder
         */
        public B exactName() {
            exactName = true;
            return self();
        }

        String nameToSend() {
            int random = ThreadLocalRandom.current().nextInt();
            return exactName
                    ? name
                    : Require.label("name", name) + "-" + HexFormat.of().toHexDigits(random);
        }
    }
}
