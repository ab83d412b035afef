package io.github.novitagateway.runner;

import io.github.novitagateway.reactor.FileTaskJournal;
import io.github.novitagateway.reactor.TaskJournal;
import io.github.novitagateway.reactor.TaskJournal.PaidTask;
import io.github.novitagateway.reactor.TaskJournal.Refused;
import io.github.novitagateway.runner.RunRecord.Drawing;
import io.github.novitagateway.runner.RunRecord.Training;
import io.github.novitagateway.task.TaskId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The record of a run on disk, {@code novita-run.json}: the gateway's journal of what is paid and uploaded. */
final class RunFile implements AutoCloseable {
    static final String NAME = "novita-run.json";

    private static final Duration FOREVER = Duration.ofDays(36_500);

    private final Path file;
    private final String service;
    private final FileTaskJournal journal;
    private volatile @Nullable Trained trained;

    private RunFile(Path file, String service, FileTaskJournal journal) {
        this.file = file;
        this.service = service;
        this.journal = journal;
    }

    /**
     * Takes up the run that the folder holds, or begins one. Nothing is read yet.
     *
     * @param out the folder
     * @param service where the run happens: an address, or {@link Service#EMBEDDED}
     */
    static RunFile at(Path out, String service) {
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path file = out.resolve(NAME);
        return new RunFile(
                file,
                service,
                FileTaskJournal.builder(file)
                        .account(service)
                        .keepFinished(FOREVER)
                        .build());
    }

    /** Where the run happens. */
    String service() {
        return service;
    }

    /** To be given to the gateway of the run. */
    TaskJournal journal() {
        return journal;
    }

    /** All that is paid, as it stands now. */
    Flux<PaidTask> tasks() {
        return journal.tasks();
    }

    /** How far the run has come by now. */
    Mono<RunRecord> record() {
        return tasks().collectList()
                .map(RunRecord::of)
                .doOnNext(record -> record.trained().ifPresent(this::keep));
    }

    /** The model of the run, as far as it is known. */
    @Nullable
    Trained trained() {
        return trained;
    }

    void keep(Trained model) {
        trained = model;
    }

    /** Takes it that no task came of a request. */
    Mono<Void> forget(PaidTask request) {
        return journal.append(new Refused(request.intent().key(), Instant.now()));
    }

    /** @throws IllegalArgumentException when the folder holds another run that may have cost money */
    void requireOf(TrainingPlan plan, RunRecord record) {
        Training training = record.training();
        String difference = training == null ? null : training.asked().request().differenceFrom(plan.essentials());
        if (training == null || difference == null) {
            return;
        }
        String message = file + " belongs to another run: " + difference + ". ";
        throw new IllegalArgumentException(
                training.paid().taskId().isPresent()
                        ? message + "Name another folder with --out."
                        : message + "That run was sending its training at "
                                + training.paid().intent().at()
                                + " and may have paid for it. Start its command again, which looks for the training"
                                + " first, or name another folder with --out.");
    }

    /** The names of the drawing's files that are there. Blocks. */
    List<String> files(TaskId drawing) {
        String prefix = drawing.value().replaceAll("[^A-Za-z0-9_-]", "_") + "-";
        try (Stream<Path> files = Files.list(file.resolveSibling(""))) {
            return files.map(Path::getFileName)
                    .map(Path::toString)
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether nothing is left to do for the plan. Blocks. */
    boolean complete(TrainingPlan plan, RunRecord record) {
        return trained != null
                && plan.prompts().stream()
                        .allMatch(prompt -> record.drawing(prompt, plan.checkpoint())
                                .map(Drawing::paid)
                                .flatMap(PaidTask::taskId)
                                .filter(task -> !files(task).isEmpty())
                                .isPresent());
    }

    Path path(String name) {
        return file.resolveSibling(name);
    }

    /** Ends the record of a run that cannot be gone on with. Blocks. */
    void delete() {
        close();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        journal.close();
    }
}
