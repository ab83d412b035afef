package io.github.novitagateway.benchmarks;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.reactor.NovitaGateway;
import java.time.Duration;
import java.util.Objects;
import reactor.core.publisher.Flux;

/** Uploads as a user of the gateway writes them. */
final class GatewayUploads implements Contestant {

    private final NovitaGateway novita;
    private final Pictures pictures;
    private final int parallel;

    GatewayUploads(NovitaGateway novita, Pictures pictures, int parallel) {
        this.novita = novita;
        this.pictures = pictures;
        this.parallel = parallel;
    }

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public void round(int operations) {
        Flux<ImageSource> sources =
                Flux.fromStream(() -> pictures.stream(operations)).map(ImageSource::file);
        Long stored = Objects.requireNonNull(
                novita.assets().uploadAll(sources, parallel).count().block(Duration.ofMinutes(2)));
        if (stored != operations) {
            throw new IllegalStateException(stored + " of " + operations + " pictures were stored");
        }
    }

    @Override
    public void close() {
        novita.closeLater().block(Duration.ofSeconds(30));
    }
}
