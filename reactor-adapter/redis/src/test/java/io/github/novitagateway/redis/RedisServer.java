package io.github.novitagateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lettuce.core.RedisURI;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real Redis of a test's own: on a free port, in a directory of its own, with a log that survives a kill. */
final class RedisServer implements AutoCloseable {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Path directory;
    private final int port;
    private final List<String> options;
    private @Nullable Process process;

    private RedisServer(Path directory, int port, String... options) {
        this.directory = directory;
        this.port = port;
        this.options = List.of(options);
    }

    /** Skips the test where no Redis is installed. */
    static RedisServer start(String... options) {
        assumeTrue(isInstalled(), "redis-server is not on the path: tests with a real Redis are skipped");
        try {
            RedisServer server = new RedisServer(Files.createTempDirectory("redis"), freePort(), options);
            server.begin();
            return server;
        } catch (IOException failure) {
            throw new IllegalStateException("redis-server cannot be started", failure);
        }
    }

    private static boolean isInstalled() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "redis-server")));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Starts it again over what it has on the disk. */
    void begin() throws IOException {
        List<String> command = new ArrayList<>(List.of("redis-server", "--port", "" + port, "--bind", "127.0.0.1"));
        command.addAll(List.of("--dir", directory.toString(), "--appendonly", "yes", "--appendfsync", "always"));
        command.addAll(options);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        Instant end = Instant.now().plus(LONG);
        while (!answers()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException(Files.readString(directory.resolve("log")));
            }
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() > 0 && !isLoading();
        } catch (IOException notYet) {
            return false;
        }
    }

    private boolean isLoading() throws IOException {
        return !Files.readString(directory.resolve("log")).contains("Ready to accept connections");
    }

    /** Ends it as nothing can help. */
    void kill() {
        if (process != null) {
            process.destroyForcibly();
            try {
                process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Lets it hang with its connections open, by {@code STOP}, until {@code CONT}. */
    void signal(String name) throws IOException, InterruptedException {
        String pid = Long.toString(Objects.requireNonNull(process).pid());
        Process kill = new ProcessBuilder("kill", "-" + name, pid).inheritIO().start();
        assertThat(kill.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    int port() {
        return port;
    }

    RedisURI uri() {
        return RedisURI.create("127.0.0.1", port);
    }

    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted((one, other) -> other.compareTo(one))
                    .forEach(file -> file.toFile().delete());
        } catch (IOException left) {
            throw new IllegalStateException(left);
        }
    }
}
