package io.github.novitagateway.training;

import org.jspecify.annotations.Nullable;

/** One picture of a training: at the service already, or still to be uploaded. */
public sealed interface DatasetImage permits TrainingImage, ImageToUpload {
    /** {@return what the picture shows, 1..1024 code points, or null when nothing was said} */
    @Nullable
    String caption();
}
