package io.github.novitagateway.benchmarks;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Options that choose the rows of a table of uploads: each kind of TLS with each size with each parallelism. The quick
 * form has the first of each, where the options tell nothing else.
 */
final class UploadGrid {

    private static final long ROUND_BYTES = 400_000_000;
    private static final int MOST_OPERATIONS = 4_000;
    private static final int LEAST_WAVES = 8;

    @Option(names = "--tls", split = ",", description = "NONE, JDK, OPENSSL.")
    private @Nullable List<Tls> tls;

    @Option(names = "--kilobytes", split = ",", description = "Sizes of a picture.")
    private @Nullable List<Integer> kilobytes;

    @Option(names = "--parallel", split = ",", description = "Uploads at once.")
    private @Nullable List<Integer> parallel;

    private final List<Tls> allTls;
    private final List<Integer> allKilobytes;
    private final List<Integer> allParallel;

    UploadGrid(List<Tls> tls, List<Integer> kilobytes, List<Integer> parallel) {
        this.allTls = tls;
        this.allKilobytes = kilobytes;
        this.allParallel = parallel;
    }

    /**
     * One row.
     *
     * @param server what is uploaded to
     * @param tls over which
     * @param pictures what is uploaded
     * @param parallel how many at once
     */
    record Cell(Server server, Tls tls, Pictures pictures, int parallel) implements Serializable {

        double megabytes() {
            return pictures.bytes() / 1e6;
        }

        double megabytesPerSecond(Round round) {
            return round.operationsPerSecond() * megabytes();
        }

        /** Uploads one picture after the other, so many of them at once. */
        void upload(int operations, Function<Path, Mono<Integer>> upload) {
            Contestant.all(
                    operations,
                    Flux.fromStream(() -> pictures.stream(operations)).flatMap(upload, parallel));
        }

        /** In one round, of which most should pass while as many as can are under way. */
        int operations(Effort effort) {
            long full =
                    Math.max(LEAST_WAVES * (long) parallel, Math.min(MOST_OPERATIONS, ROUND_BYTES / pictures.bytes()));
            return (int) Math.max(parallel, effort.share(full));
        }
    }

    private static <T> List<T> chosen(@Nullable List<T> given, List<T> all, Effort effort) {
        return given != null ? given : effort.quick() ? all.subList(0, 1) : all;
    }

    void each(Effort effort, Consumer<Cell> row) {
        try (ServerProcess process = ServerProcess.start()) {
            for (Tls kind : chosen(tls, allTls, effort)) {
                for (int size : chosen(kilobytes, allKilobytes, effort)) {
                    try (Pictures pictures = Pictures.create(size * 1000)) {
                        chosen(parallel, allParallel, effort)
                                .forEach(many -> row.accept(new Cell(process.server(), kind, pictures, many)));
                    }
                }
            }
        }
    }
}
