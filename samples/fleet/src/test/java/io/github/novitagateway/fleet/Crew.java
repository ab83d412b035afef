package io.github.novitagateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Workers, each a process of its own, of which one after another is ended and another one started. */
final class Crew implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Half of what the sandbox allows in its faster time: who is killed may have ordered what nobody knows of. */
    private static final int IMAGES_PER_MINUTE = 2_000;

    private final Path folder;
    private final Map<String, String> environment;
    private final Random random;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Integer> exits = new ArrayList<>();
    private int started;
    private int killed;

    private record Node(String name, JavaProcess process) {}

    /** @param folder for drawings, and for what they say */
    Crew(Path folder, Map<String, String> environment, long seed) {
        this.folder = folder;
        this.environment = environment;
        this.random = new Random(seed);
    }

    void start() throws IOException {
        started++;
        String name = "worker-" + started;
        List<String> command = new ArrayList<>(List.of("worker", "--node", name, "--jobs", "8"));
        command.addAll(List.of("--out", folder.resolve("drawings").toString(), "--tries", "100"));
        command.addAll(List.of("--take-over-seconds", "2", "--settling-seconds", "1", "--poll-seconds", "0.2"));
        command.addAll(List.of("--txt2img-per-minute", Integer.toString(IMAGES_PER_MINUTE), "--retry-paid-requests"));
        nodes.add(new Node(name, JavaProcess.start(Fleet.class, folder.resolve("workers.log"), environment, command)));
    }

    void requireThatAllLive() {
        assertThat(nodes)
                .as(() -> "workers that live; they said " + log())
                .allMatch(node -> node.process().isAlive());
    }

    /** One in four is asked to end, the others are killed as nothing can help; none before the newest has begun. */
    void replaceOne() throws IOException, InterruptedException {
        awaitThatItTakesJobs(nodes.get(nodes.size() - 1));
        if ((killed + exits.size()) % 4 == 3) {
            end(nodes.remove(0));
        } else {
            nodes.remove(random.nextInt(nodes.size())).process().kill();
            killed++;
        }
        start();
    }

    void endAll() throws InterruptedException {
        for (Node node : nodes) {
            end(node);
        }
    }

    private void end(Node node) throws InterruptedException {
        awaitThatItTakesJobs(node);
        exits.add(node.process().end());
    }

    /** A process that has only begun to start cannot know how to end. */
    private void awaitThatItTakesJobs(Node node) throws InterruptedException {
        Instant latest = Instant.now().plus(PATIENCE);
        while (!log().contains(node.name() + " takes jobs")) {
            assertThat(Instant.now()).as(node.name() + " starts").isBefore(latest);
            Thread.sleep(50);
        }
    }

    int killed() {
        return killed;
    }

    /** {@return the exit codes of those that were asked to end} */
    List<Integer> exits() {
        return List.copyOf(exits);
    }

    String log() {
        try {
            return Files.readString(folder.resolve("workers.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.process().close());
    }
}
