package io.github.novitagateway.benchmarks;

import io.github.novitagateway.benchmarks.UploadGrid.Cell;
import io.netty.buffer.ByteBufAllocator;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Spring WebClient on Reactor Netty, with the file as a resource, which is how one writes it, or as data buffers of the
 * gateway's size: over TLS a resource goes out in tiny pieces.
 */
final class WebClientUploads implements Contestant {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int CONNECTIONS = 64;

    private final ConnectionProvider connections = ConnectionProvider.create("web-client", CONNECTIONS);
    private final String name;
    private final Function<Path, BodyInserter<?, ? super ClientHttpRequest>> body;
    private final WebClient client;
    private final URI slots;
    private final Cell cell;

    private WebClientUploads(Cell cell, String name, Function<Path, BodyInserter<?, ? super ClientHttpRequest>> body) {
        this.name = name;
        this.body = body;
        HttpClient connected = cell.tls().trusting(cell.server()).apply(HttpClient.create(connections));
        this.client = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(connected))
                .build();
        this.slots = cell.tls().service(cell.server()).resolve(Front.SLOTS);
        this.cell = cell;
    }

    static WebClientUploads ofResources(Cell cell) {
        return new WebClientUploads(
                cell, "WebClient", picture -> BodyInserters.fromResource(new FileSystemResource(picture)));
    }

    static WebClientUploads ofBuffers(Cell cell) {
        NettyDataBufferFactory buffers = new NettyDataBufferFactory(ByteBufAllocator.DEFAULT);
        return new WebClientUploads(
                cell,
                "WebClient, buffers",
                picture -> BodyInserters.fromDataBuffers(DataBufferUtils.read(picture, buffers, BUFFER_BYTES)));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void round(int operations) {
        cell.upload(operations, picture -> slot().flatMap(url -> put(url, picture)));
    }

    private Mono<URI> slot() {
        return client.post()
                .uri(slots)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(SlotAnswer.question())
                .retrieve()
                .bodyToMono(byte[].class)
                .map(SlotAnswer::url);
    }

    private Mono<Integer> put(URI url, Path picture) {
        return client.put()
                .uri(url)
                .contentType(MediaType.IMAGE_PNG)
                .contentLength(cell.pictures().bytes())
                .body(body.apply(picture))
                .retrieve()
                .toBodilessEntity()
                .map(answer -> answer.getStatusCode().value());
    }

    @Override
    public void close() {
        connections.disposeLater().block(Duration.ofSeconds(30));
    }
}
