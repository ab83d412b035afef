package io.github.novitagateway.webflux.training;

import io.github.novitagateway.webflux.StudioSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
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
    private static final Pattern ID = Pattern.compile("[0-9a-f]{11,}-[0-9a-f]{8}");

    private final Path root;
    private final JsonMapper json;
    private final List<Training> found;
    private final List<Path> unfinished;
    private final Scheduler disk = Schedulers.newBoundedElastic(1, 100_000, "studio-disk");

    /** Reads what there is, before there is anybody to send something new. */
    TrainingFolder(StudioSettings settings, JsonMapper json) throws IOException {
        this.root = settings.folder().resolve("trainings");
        this.json = json;
        Files.createDirectories(root);
        this.found = read();
        this.unfinished = unfinished();
    }

    /** {@return an id that sorts by time} */
    String newId() {
        long random = ThreadLocalRandom.current().nextLong();
        return Long.toHexString(System.currentTimeMillis()) + "-"
                + HexFormat.of().toHexDigits(random, 8);
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

    /**
     * Removes what is left of forms that were there at the start and never became trainings. Only whoever holds the
     * journal may do so: they could be on their way to another application.
     */
    Mono<Void> removeUnfinished() {
        return Mono.<Void>fromRunnable(() -> unfinished.forEach(TrainingFolder::remove))
                .subscribeOn(disk);
    }

    /** Removes all that is kept of a training. */
    Mono<Void> remove(String id) {
        return Mono.<Void>fromRunnable(() -> remove(of(id))).subscribeOn(disk);
    }

    private static void remove(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException failure) {
            LOG.warn("{} cannot be removed: {}", folder, failure.toString());
        }
    }

    @Override
    public void destroy() {
        disk.dispose();
    }

    private void write(Training training) {
        try {
            Path folder = of(training.id());
            Path part = folder.resolve(RECORD + ".part");
            force(part, json.writeValueAsBytes(training));
            Files.move(part, folder.resolve(RECORD), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** As the journal is: what is paid must not outlive what it was paid for. */
    private static void force(Path file, byte[] content) throws IOException {
        try (FileChannel disk = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                disk.write(rest);
            }
            disk.force(true);
        }
    }

    private List<Training> read() throws IOException {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(TrainingFolder::holdsRecord)
                    .flatMap(this::record)
                    .sorted((a, b) -> a.createdAt().compareTo(b.createdAt()))
                    .toList();
        }
    }

    private List<Path> unfinished() throws IOException {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder ->
                            ID.matcher(folder.getFileName().toString()).matches())
                    .filter(folder -> !holdsRecord(folder))
                    .toList();
        }
    }

    private static boolean holdsRecord(Path folder) {
        return Files.exists(folder.resolve(RECORD));
    }

    private Stream<Training> record(Path folder) {
        Path record = folder.resolve(RECORD);
        try {
            return Stream.of(json.readValue(Files.readAllBytes(record), Training.class));
        } catch (IOException | JacksonException failure) {
            LOG.warn("{} cannot be read and is left as it is: {}", record, failure.toString());
            return Stream.empty();
        }
    }
}
