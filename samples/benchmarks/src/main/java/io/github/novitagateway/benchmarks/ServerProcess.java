package io.github.novitagateway.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/** The server, in a process of its own: what it allocates and computes is not the clients'. */
final class ServerProcess implements AutoCloseable {

    private final Process process;
    private final Path directory;
    private final Certificate certificate;
    private final URI plain;
    private final URI tls;

    private ServerProcess(Process process, Path directory, Certificate certificate, String[] ports) {
        this.process = process;
        this.directory = directory;
        this.certificate = certificate;
        this.plain = URI.create("http://localhost:" + ports[0]);
        this.tls = URI.create("https://localhost:" + ports[1]);
    }

    static ServerProcess start() {
        try {
            Path directory = Files.createTempDirectory("benchmark");
            Certificate certificate = Certificate.create(directory);
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:ActiveProcessorCount=2",
                            "-classpath",
                            System.getProperty("java.class.path"),
                            BenchmarkServer.class.getName(),
                            certificate.file().toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String line = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
            if (line == null) {
                process.destroy();
                throw new IOException("the server did not start");
            }
            return new ServerProcess(process, directory, certificate, line.split(" ", -1));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Service and storage without TLS. */
    URI plain() {
        return plain;
    }

    /** The same with TLS. */
    URI tls() {
        return tls;
    }

    Certificate certificate() {
        return certificate;
    }

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
        return process.info().totalCpuDuration().orElseThrow();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            Files.deleteIfExists(certificate.file());
            Files.deleteIfExists(directory);
        } catch (IOException remains) {
            throw new UncheckedIOException(remains);
        }
    }
}
