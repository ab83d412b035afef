package io.github.novitagateway.webflux.training;

import io.github.novitagateway.webflux.event.StudioEvent;
import io.github.novitagateway.webflux.training.Training.Drawing;
import org.jspecify.annotations.Nullable;

/**
 * How a drawing stands.
 *
 * @param training that it is drawn with
 * @param number its place among the drawings, from 1
 * @param prompt what to draw
 * @param href where to fetch it; null while there is none
 * @param file what to call it when it is saved; null while there is none
 * @param failure why there is none; null otherwise
 */
public record DrawingTold(
        String training,
        int number,
        String prompt,
        @Nullable String href,
        @Nullable String file,
        @Nullable Failure failure)
        implements StudioEvent {

    /**
     * Tells of a drawing.
     *
     * @param training that it is drawn with
     * @param drawing the drawing
     * @return what browsers get
     */
    public static DrawingTold of(String training, Drawing drawing) {
        String type = drawing.mediaType();
        return new DrawingTold(
                training,
                drawing.number(),
                drawing.prompt(),
                type == null ? null : "/api/trainings/" + training + "/drawings/" + drawing.number(),
                type == null ? null : drawing.saveAs(),
                drawing.failure());
    }

    @Override
    public String kind() {
        return "drawing";
    }

    @Override
    public String topic() {
        return "drawing/" + number;
    }
}
