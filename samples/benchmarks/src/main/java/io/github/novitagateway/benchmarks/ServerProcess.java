package io.github.novitagateway.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The server, in a process of its own: what it allocates and computes is not the clients'. */
final class ServerProcess implements AutoCloseable {

    private final Process process;
    private final Path directory;
    private final Server server;

    private ServerProcess(Process process, Path directory, Server server) {
        this.process = process;
        this.directory = directory;
        this.server = server;
    }

    static ServerProcess start() {
        try {
            Path directory = Files.createTempDirectory("benchmark");
            Certificate certificate = Certificate.create(directory);
            Process process = JavaProcess.start(
                    List.of("-XX:ActiveProcessorCount=2"),
                    BenchmarkServer.class,
                    certificate.file().toString());
            String line = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
            if (line == null) {
                process.destroy();
                throw new IOException("the server did not start");
            }
            String[] ports = line.split(" ", -1);
            URI plain = URI.create("http://localhost:" + ports[0]);
            URI tls = URI.create("https://localhost:" + ports[1]);
            return new ServerProcess(process, directory, new Server(process.pid(), plain, tls, certificate));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Server server() {
        return server;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            Files.deleteIfExists(server.certificate().file().toPath());
            Files.deleteIfExists(directory);
        } catch (IOException remains) {
            throw new UncheckedIOException(remains);
        }
    }
}
