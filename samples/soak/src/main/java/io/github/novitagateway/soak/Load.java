package io.github.novitagateway.soak;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.BaseModels;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import io.github.novitagateway.training.StyleTrainingRequest;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TrainingRequest;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** So many who start a training and watch it to its end, again and again, and one who uploads rounds of pictures. */
final class Load {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int PICTURE_SIZE = 600;
    private static final int PARALLEL_UPLOADS = 32;
    private static final int ONE_WHO_LEAVES_OF = 5;

    private final Plan plan;
    private final NovitaGateway novita;
    private final Tally tally;

    Load(Plan plan, NovitaGateway novita, Tally tally) {
        this.plan = plan;
        this.novita = novita;
        this.tally = tally;
    }

    /** Ends by being cancelled, or with what is no failure of the service. */
    Mono<Void> forever() {
        SplittableRandom chance = new SplittableRandom(plan.seed());
        return novita.assets()
                .upload(picture(chance))
                .retry(5)
                .flatMapMany(stored -> Flux.merge(trainings(stored.id(), chance.split()), uploads(chance.split())))
                .then();
    }

    private Flux<Void> trainings(AssetId image, SplittableRandom chance) {
        return Flux.range(0, plan.watches()).flatMap(number -> oneAfterTheOther(image, chance.split()), plan.watches());
    }

    private Flux<Void> oneAfterTheOther(AssetId image, SplittableRandom chance) {
        Mono<Void> one = Mono.defer(() -> novita.trainings()
                        .submit(request(image))
                        .doOnSubscribe(started -> tally.ordering(1))
                        .doOnTerminate(() -> tally.ordering(-1))
                        .doOnNext(id -> tally.ordered())
                        .flatMapMany(id -> visits(id, chance))
                        .then())
                .onErrorResume(failure -> noted(failure).then(pause(plan.look(), chance)));
        return pause(plan.training(), chance).thenMany(one.repeat());
    }

    /** Most stay to the end; some leave, and come back. */
    private Flux<TaskStatus> visits(TaskId id, SplittableRandom chance) {
        Flux<TaskStatus> watch = watch(id);
        return chance.nextInt(ONE_WHO_LEAVES_OF) == 0
                ? watch.takeUntilOther(delay(plan.training(), chance)).thenMany(watch)
                : watch;
    }

    private Flux<TaskStatus> watch(TaskId id) {
        return novita.trainings()
                .watch(id)
                .doOnSubscribe(started -> tally.watching(1))
                .doFinally(end -> tally.watching(-1))
                .doOnNext(tally::seen);
    }

    private Flux<Void> uploads(SplittableRandom chance) {
        return Flux.defer(() -> Flux.range(0, plan.uploads())
                        .flatMap(number -> upload(picture(chance)), PARALLEL_UPLOADS)
                        .then(Mono.delay(plan.look()).then()))
                .repeat();
    }

    private Mono<Void> upload(ImageSource picture) {
        return novita.assets()
                .upload(picture)
                .doOnNext(stored -> tally.uploaded())
                .then()
                .onErrorResume(this::noted);
    }

    private Mono<Void> noted(Throwable failure) {
        if (failure instanceof NovitaException known) {
            tally.failed(known);
        } else {
            tally.defect("unnamed", failure);
        }
        return Mono.empty();
    }

    private static Mono<Void> pause(Duration longest, SplittableRandom chance) {
        return delay(longest, chance).then();
    }

    private static Mono<Long> delay(Duration longest, SplittableRandom chance) {
        return Mono.defer(() -> Mono.delay(Duration.ofMillis(chance.nextLong(longest.toMillis()))));
    }

    private static TrainingRequest request(AssetId image) {
        return StyleTrainingRequest.builder("soak", BaseModels.V1_5_PRUNED_EMAONLY)
                .build()
                .withImages(List.of(TrainingImage.of(image, "a stone in the rain")));
    }

    private static ImageSource picture(SplittableRandom chance) {
        byte[] bytes = new byte[PICTURE_SIZE];
        chance.nextBytes(bytes);
        System.arraycopy(PNG, 0, bytes, 0, PNG.length);
        return ImageSource.bytes("stone.png", bytes);
    }
}
