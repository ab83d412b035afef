package io.github.novitagateway.benchmarks;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.image.GeneratedImage;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.task.TaskId;
import java.net.URI;
import java.time.Duration;

/** Downloads as a user of the gateway writes them. */
final class GatewayDownloads {

    private static final TaskId TASK = TaskId.image("drawing");

    private GatewayDownloads() {}

    static Fetcher of(NovitaGateway novita, URI drawing, int parallel) {
        return new Fetcher(
                "gateway",
                parallel,
                (folder, number) -> novita.images()
                        .download(
                                new GeneratedImage(TASK, number, drawing.toString(), null, ImageFormat.PNG, null),
                                folder),
                () -> novita.closeLater().block(Duration.ofSeconds(30)));
    }
}
