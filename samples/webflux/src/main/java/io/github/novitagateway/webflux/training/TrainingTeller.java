package io.github.novitagateway.webflux.training;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.error.NovitaException.TaskFailedException;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.training.DatasetImage.ImageToUpload;
import io.github.novitagateway.training.StyleExpertSettings;
import io.github.novitagateway.training.StyleTrainingRequest;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TrainingEvent;
import io.github.novitagateway.training.TrainingEvent.ImageUploaded;
import io.github.novitagateway.training.TrainingEvent.Ready;
import io.github.novitagateway.training.TrainingEvent.Stalled;
import io.github.novitagateway.training.TrainingEvent.StatusChanged;
import io.github.novitagateway.training.TrainingEvent.Submitted;
import io.github.novitagateway.training.TrainingEvent.UploadProgress;
import io.github.novitagateway.webflux.event.EventLog;
import io.github.novitagateway.webflux.training.TrainingEvents.NoticeTold;
import io.github.novitagateway.webflux.training.TrainingEvents.Stage;
import io.github.novitagateway.webflux.training.TrainingEvents.StatusTold;
import java.nio.file.Path;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Between the gateway and the application: what is asked for in its terms, and what its events mean here. */
@Component
final class TrainingTeller {

    private final NovitaGateway novita;
    private final TrainingFolder folder;
    private final EventLog log;

    TrainingTeller(NovitaGateway novita, TrainingFolder folder, EventLog log) {
        this.novita = novita;
        this.folder = folder;
        this.log = log;
    }

    /** What a run is given. */
    record Order(StyleTrainingRequest request, List<ImageToUpload> pictures) {}

    Mono<Order> request(Training training) {
        return Mono.fromCallable(() -> {
            StyleTrainingRequest.Builder request = StyleTrainingRequest.builder(training.name(), training.baseModel());
            if (training.steps() != null) {
                request.expertSettings(StyleExpertSettings.builder()
                        .maxTrainSteps(training.steps())
                        .build());
            }
            Path home = folder.of(training.id());
            List<ImageToUpload> pictures = training.pictures().stream()
                    .map(picture -> ImageToUpload.of(ImageSource.file(home.resolve(picture.file())), picture.caption()))
                    .toList();
            return new Order(request.build(), pictures);
        });
    }

    /**
     * Completes when what must be kept is on the disk: browsers hear of it only then. The last word is not told but
     * given, for whoever hears it may begin something new.
     */
    Mono<StatusTold> tell(LiveTraining training, TrainingEvent event) {
        if (event instanceof UploadProgress progress) {
            training.sent(progress.index(), progress.bytesSent(), progress.totalBytes());
        } else if (event instanceof ImageUploaded uploaded) {
            training.stored(uploaded.image().index());
        } else if (event instanceof Submitted submitted) {
            training.change(now -> now.submitted(submitted.taskId()));
            return folder.save(training)
                    .then(Mono.fromRunnable(() -> training.tell(StatusTold.of(training.id(), Stage.QUEUED))));
        } else if (event instanceof StatusChanged changed) {
            changed(training, changed.status());
        } else if (event instanceof Stalled stalled) {
            log.add(new NoticeTold(
                    training.id(),
                    "Nothing has moved for " + stalled.unchangedFor().toMinutes() + " minutes. It may still do so."));
        } else if (event instanceof Ready ready) {
            return ready(training, ready);
        }
        return Mono.empty();
    }

    /** Ends are told by {@link Ready} and by the failure: not before they are kept. */
    private static void changed(LiveTraining training, TaskStatus status) {
        if (!status.terminal()) {
            training.tell(StatusTold.of(training.id(), status));
        }
    }

    private Mono<StatusTold> ready(LiveTraining training, Ready ready) {
        return novita.models()
                .loraName(ready.model())
                .flatMap(lora -> {
                    training.change(now -> now.ready(lora));
                    return folder.save(training);
                })
                .then(Mono.fromSupplier(() -> StatusTold.of(training.id(), Stage.READY)));
    }

    /** {@return the last word, when it is kept} */
    Mono<StatusTold> failed(LiveTraining training, Throwable why) {
        Failure failure = why instanceof TaskFailedException ended
                        && ended.snapshot() instanceof TaskStatus status
                        && status.state() == TaskStatus.TrainingState.CANCELED
                ? Failure.canceled(ended)
                : Failure.of(why);
        training.change(now -> now.failed(failure));
        return folder.save(training)
                .onErrorComplete()
                .then(Mono.fromSupplier(() -> StatusTold.failed(training.id(), failure)));
    }
}
