package io.github.novitagateway.reactor;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.training.DatasetImage;
import io.github.novitagateway.training.DatasetImage.ImageToUpload;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import io.github.novitagateway.training.TrainingEvent;
import io.github.novitagateway.training.TrainingEvent.ImageUploaded;
import io.github.novitagateway.training.TrainingEvent.Submitted;
import io.github.novitagateway.training.TrainingRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** From pictures to a model in service: uploads, the one paid submit, the watch, as one stream of events. */
final class TrainingRun {

    private final Trainings trainings;
    private final Assets assets;
    private final TrainingCourse course;

    TrainingRun(Trainings trainings, Assets assets, TrainingCourse course) {
        this.trainings = trainings;
        this.assets = assets;
        this.course = course;
    }

    Flux<TrainingEvent> of(TrainingRequest request, List<DatasetImage> images) {
        return Flux.defer(() -> {
            TrainingImage[] dataset = images.stream()
                    .map(image -> image instanceof TrainingImage uploaded ? uploaded : null)
                    .toArray(TrainingImage[]::new);
            return uploads(images, dataset)
                    .concatWith(Flux.defer(() -> training(request.withImages(List.of(dataset)))));
        });
    }

    /** Fills the gaps of the data set, whatever the order of completion. */
    private Flux<TrainingEvent> uploads(List<DatasetImage> images, TrainingImage[] dataset) {
        Flux<Assets.Place> sources = Flux.range(0, images.size())
                .filter(place -> images.get(place) instanceof ImageToUpload)
                .map(place -> new Assets.Place(place, fresh(images, place).source()));
        return assets.uploadAllWithProgress(sources, taken(dataset)).doOnNext(event -> {
            if (event instanceof ImageUploaded stored) {
                int place = stored.image().index();
                dataset[place] = fresh(images, place).uploaded(stored.image().id());
            }
        });
    }

    private static Set<AssetId> taken(TrainingImage[] dataset) {
        Set<AssetId> taken = ConcurrentHashMap.newKeySet();
        Arrays.stream(dataset)
                .filter(Objects::nonNull)
                .map(TrainingImage::assetId)
                .forEach(taken::add);
        return taken;
    }

    private static ImageToUpload fresh(List<DatasetImage> images, int place) {
        return (ImageToUpload) images.get(place);
    }

    private Flux<TrainingEvent> training(TrainingRequest request) {
        return trainings
                .submit(request)
                .flatMapMany(id -> Flux.concat(
                        Mono.just(new Submitted(id, request.name())), course.events(trainings.watchFromStart(id))));
    }
}
