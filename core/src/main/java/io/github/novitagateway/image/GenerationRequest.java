package io.github.novitagateway.image;

import org.jspecify.annotations.Nullable;

/** An order for images. */
public sealed interface GenerationRequest permits TextToImageRequest {
    /** {@return the checkpoint to draw with, its name in full with file suffix} */
    String modelName();

    /** {@return what to draw, 1..1024 code points} */
    String prompt();

    /** {@return how many images to draw, 1..8; the service's rate limit counts images, not requests} */
    int imageNum();

    /** {@return how the images are to be handed out, or null to leave that to the service} */
    @Nullable
    OutputOptions output();
}
