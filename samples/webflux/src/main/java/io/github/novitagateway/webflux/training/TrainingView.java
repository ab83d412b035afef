package io.github.novitagateway.webflux.training;

import io.github.novitagateway.webflux.event.StudioEvent;
import io.github.novitagateway.webflux.training.TrainingEvents.StatusTold;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A training as it is shown: what it is, and where it stands.
 *
 * @param training its id
 * @param name that the user gave it
 * @param baseModel what it is trained on
 * @param steps of the training; null leaves them to the service
 * @param createdAt when it was asked for, in milliseconds since 1970
 * @param pictures that it is trained on
 * @param taskId of the service; null before it is known
 * @param status where it stands
 * @param drawings that were ordered
 */
public record TrainingView(
        String training,
        String name,
        String baseModel,
        @Nullable Integer steps,
        long createdAt,
        List<PictureView> pictures,
        @Nullable String taskId,
        StatusTold status,
        List<DrawingTold> drawings)
        implements StudioEvent {

    /**
     * A picture.
     *
     * @param href where to fetch it
     * @param name what the browser called it
     * @param caption what it shows
     */
    record PictureView(String href, String name, String caption) {}

    static TrainingView of(LiveTraining live) {
        Training training = live.now();
        return new TrainingView(
                training.id(),
                training.name(),
                training.baseModel(),
                training.steps(),
                training.createdAt().toEpochMilli(),
                IntStream.range(0, training.pictures().size())
                        .mapToObj(index -> picture(training, index))
                        .toList(),
                training.taskId(),
                live.status(),
                training.drawings().stream()
                        .map(drawing -> DrawingTold.of(training.id(), drawing))
                        .toList());
    }

    private static PictureView picture(Training training, int index) {
        var picture = training.pictures().get(index);
        return new PictureView(
                "/api/trainings/" + training.id() + "/pictures/" + index, picture.name(), picture.caption());
    }

    @Override
    public String kind() {
        return "training";
    }

    @Override
    public String topic() {
        return "training";
    }
}
