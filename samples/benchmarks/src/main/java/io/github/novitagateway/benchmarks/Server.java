package io.github.novitagateway.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * A server that runs, as clients in any process know it.
 *
 * @param process its number
 * @param plain service and storage without TLS
 * @param tls the same with TLS
 * @param certificate that it shows
 */
record Server(long process, URI plain, URI tls, Certificate certificate) implements Serializable {

    /** What has arrived so far. */
    Tally.Count tally() {
        try (var answer = plain.resolve(Front.TALLY).toURL().openStream()) {
            return Tally.Count.parse(new String(answer.readAllBytes(), UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** {@return how many processors the server keeps busy from now until it is asked} */
    DoubleSupplier load() {
        long begun = System.nanoTime();
        Duration before = cpu();
        return () -> (double) cpu().minus(before).toNanos() / (System.nanoTime() - begun);
    }

    private Duration cpu() {
        return ProcessHandle.of(process).orElseThrow().info().totalCpuDuration().orElseThrow();
    }
}
