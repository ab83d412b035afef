package io.github.novitagateway.webflux.training;

import io.github.novitagateway.webflux.StudioSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is kept on the disk: a folder for each training, with its pictures, its drawings and {@code training.json}. All
 * records are written by one thread, each as it stands when its turn comes, so that an older one never comes last.
 */
@Component
public final class TrainingFolder implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(TrainingFolder.class);
    private static final String RECORD = "training.json";

    private final Path root;
    private final JsonMapper json;
    private final List<Training> found;
    private final Scheduler disk = Schedulers.newBoundedElastic(1, 100_000, "studio-disk");

    /** Reads what there is, before there is anybody to send something new. */
    TrainingFolder(StudioSettings settings, JsonMapper json) throws IOException {
        this.root = settings.folder().resolve("trainings");
        this.json = json;
        this.found = read();
    }

    /**
     * {@return the folder of a training, there or not}
     *
     * @param id of the training
     */
    public Path of(String id) {
        return root.resolve(id);
    }

    /**
     * Writes the record as it stands when its turn comes: whole or not at all.
     *
     * @param training whose record it is
     * @return completes when it is on the disk
     */
    public Mono<Void> save(LiveTraining training) {
        return Mono.<Void>fromRunnable(() -> write(training.now())).subscribeOn(disk);
    }

    /** {@return the trainings that were there at the start, oldest first} */
    List<Training> found() {
        return found;
    }

    @Override
    public void destroy() {
        disk.dispose();
    }

    private void write(Training training) {
        try {
            Path folder = of(training.id());
            Path part = folder.resolve(RECORD + ".part");
            Files.write(part, json.writeValueAsBytes(training));
            Files.move(part, folder.resolve(RECORD), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What is left of forms that never became a training is removed. */
    private List<Training> read() throws IOException {
        Files.createDirectories(root);
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(Files::isDirectory)
                    .flatMap(this::record)
                    .sorted((a, b) -> a.createdAt().compareTo(b.createdAt()))
                    .toList();
        }
    }

    private Stream<Training> record(Path folder) {
        Path record = folder.resolve(RECORD);
        try {
            if (!Files.exists(record)) {
                FileSystemUtils.deleteRecursively(folder);
                return Stream.empty();
            }
            return Stream.of(json.readValue(Files.readAllBytes(record), Training.class));
        } catch (IOException | JacksonException failure) {
            LOG.warn("{} cannot be read and is left as it is: {}", record, failure.toString());
            return Stream.empty();
        }
    }
}
