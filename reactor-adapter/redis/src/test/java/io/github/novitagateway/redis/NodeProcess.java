package io.github.novitagateway.redis;

import io.github.novitagateway.reactor.TaskJournal.Intended;
import io.github.novitagateway.task.TaskId;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;

/** A node in a process of its own: it tells the key of each paid request that is its own by then, and lives on. */
final class NodeProcess implements AutoCloseable {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String END = "that is all";

    /** So long that a busy machine is not taken for a dead node. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(3);

    private final Process process;
    private final BufferedReader told;

    private NodeProcess(int port, String... role) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                NodeProcess.class.getName(),
                Integer.toString(port)));
        command.addAll(List.of(role));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        told = process.inputReader();
    }

    /** Pays, as it were, for so many. */
    static NodeProcess thatIntends(int port, int requests) throws IOException {
        return new NodeProcess(port, Integer.toString(requests));
    }

    /** Takes over what it can get, from its first answer of Redis on for longer than a node may be silent. */
    static NodeProcess thatTakesOver(int port) throws IOException {
        return new NodeProcess(port, "heir");
    }

    /** Watches a training, and tells its stages. */
    static NodeProcess thatWatches(int port, URI sandbox, TaskId training) throws IOException {
        return new NodeProcess(port, "watcher", sandbox.toString(), training.toString());
    }

    public static void main(String[] args) {
        RedisFleet node = RedisFleet.builder(
                        RedisClient.create(), RedisURI.create("127.0.0.1", Integer.parseInt(args[0])), RedisTest.KEY)
                .heartbeat(Duration.ofMillis(200))
                .takeOverAfter(args[1].equals("watcher") ? RedisTest.TAKE_OVER : TAKE_OVER)
                .build();
        Flux<String> own = switch (args[1]) {
            case "heir" -> taken(node);
            case "watcher" -> stages(node, URI.create(args[2]), TaskId.parse(args[3]));
            default -> intended(node, Integer.parseInt(args[1]));
        };
        own.concatWithValues(END)
                .doOnNext(NodeProcess::tell)
                .thenMany(Flux.never())
                .blockLast();
    }

    private static Flux<String> intended(RedisFleet node, int requests) {
        return Flux.range(0, requests)
                .map(i -> new Intended("k" + i, TaskId.Kind.STYLE, "n" + i, true, null, Instant.now()))
                .flatMap(intent -> node.journal().append(intent).thenReturn(intent.key()), 8);
    }

    private static Flux<String> taken(RedisFleet node) {
        return keys(node)
                .concatWith(Flux.interval(Duration.ofMillis(20))
                        .onBackpressureDrop()
                        .concatMap(tick -> keys(node), 1)
                        .take(TAKE_OVER.multipliedBy(3)))
                .last(List.of())
                .flatMapIterable(keys -> keys);
    }

    private static Flux<String> stages(RedisFleet node, URI sandbox, TaskId training) {
        return node.watches(FleetTest.gateway(sandbox).build())
                .watchTraining(training)
                .map(status -> status.stage().name());
    }

    private static Flux<List<String>> keys(RedisFleet node) {
        return node.journal()
                .takeOver()
                .map(task -> task.intent().key())
                .collectList()
                .flux();
    }

    private static void tell(String line) {
        System.out.println(line);
        System.out.flush();
    }

    /** {@return the next line that it told} */
    String next() throws IOException {
        return Objects.requireNonNull(told.readLine());
    }

    /** {@return all that it told} */
    List<String> all() throws IOException {
        List<String> keys = new ArrayList<>();
        for (String line = told.readLine(); !END.equals(line); line = told.readLine()) {
            if (line == null) {
                throw new IOException("the node ended after it had told " + keys);
            }
            keys.add(line);
        }
        return Collections.unmodifiableList(keys);
    }

    /** Ends it as no process can help. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
