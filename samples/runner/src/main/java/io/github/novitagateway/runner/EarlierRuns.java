package io.github.novitagateway.runner;

import io.github.novitagateway.reactor.TaskJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What the records of earlier runs beside a new one tell. Nothing is added to them; one that cannot be read, or is of
 * another service, tells nothing.
 *
 * @param records of the runs
 * @param service where they happened
 */
record EarlierRuns(List<Path> records, String service) implements TaskJournal {

    /** Those of the folders beside this one, and of itself. Blocks. */
    static EarlierRuns beside(Path out, String service) {
        Path parent = out.toAbsolutePath().normalize().resolveSibling("");
        if (!Files.isDirectory(parent)) {
            return new EarlierRuns(List.of(), service);
        }
        try (Stream<Path> runs = Files.list(parent)) {
            return new EarlierRuns(
                    runs.map(run -> run.resolve(RunFile.NAME))
                            .filter(Files::isRegularFile)
                            .sorted()
                            .toList(),
                    service);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Flux<PaidTask> tasks() {
        return Flux.fromIterable(records)
                .concatMap(record -> Flux.using(
                                () -> RunFile.at(record.resolveSibling(""), service), RunFile::tasks, RunFile::close)
                        .onErrorComplete())
                .sort(Comparator.comparing(task -> task.intent().at()));
    }

    @Override
    public Flux<PaidTask> unfinished() {
        return tasks().filter(task -> task.end() == null);
    }

    @Override
    public Mono<Void> append(Entry entry) {
        return Mono.error(() -> new IllegalStateException("the records of earlier runs are not added to"));
    }

    @Override
    public Mono<BigDecimal> spent(String run) {
        return Mono.just(BigDecimal.ZERO);
    }

    @Override
    public Mono<BigDecimal> counted(String key) {
        return Mono.empty();
    }

    @Override
    public Mono<Stored> stored(String sha256) {
        return Mono.empty();
    }
}
