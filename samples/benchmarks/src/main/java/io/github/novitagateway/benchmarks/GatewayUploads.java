package io.github.novitagateway.benchmarks;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.benchmarks.UploadGrid.Cell;
import io.github.novitagateway.reactor.NovitaGateway;
import java.time.Duration;
import reactor.core.publisher.Flux;

/** Uploads as a user of the gateway writes them. */
final class GatewayUploads implements Contestant {

    private final NovitaGateway novita;
    private final Cell cell;

    GatewayUploads(Cell cell) {
        this.novita = Gateways.to(cell.server(), cell.tls());
        this.cell = cell;
    }

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public void round(int operations) {
        Flux<ImageSource> sources =
                Flux.fromStream(() -> cell.pictures().stream(operations)).map(ImageSource::file);
        Contestant.all(operations, novita.assets().uploadAll(sources, cell.parallel()));
    }

    @Override
    public void close() {
        novita.closeLater().block(Duration.ofSeconds(30));
    }
}
