package io.github.novitagateway.benchmarks;

import io.github.novitagateway.benchmarks.BenchmarkClient.Answer;
import io.github.novitagateway.benchmarks.BenchmarkClient.Order;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One place in the contests of a table, in a process of its own with the flags of this one. Code that all clients share
 * is compiled for whoever comes first where they share a process, so that the others look slower than they are.
 */
final class ClientProcess implements Racer, AutoCloseable {

    private final Process process;
    private final ObjectOutputStream orders;
    private @Nullable ObjectInputStream answers;
    private String name = "";

    private ClientProcess(Process process) throws IOException {
        this.process = process;
        this.orders = new ObjectOutputStream(process.getOutputStream());
        orders.flush();
    }

    /** Does not wait until it runs, so that several start at once. */
    static ClientProcess start() {
        List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-javaagent"))
                .toList();
        try {
            return new ClientProcess(JavaProcess.start(flags, BenchmarkClient.class));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Makes a contestant there, in place of the one before. */
    void enter(Contestant.Entry entry) {
        name = (String) told(BenchmarkClient.enter(entry));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Round round(int operations) {
        return (Round) told(BenchmarkClient.round(operations));
    }

    private Object told(Order order) {
        try {
            orders.reset(); // what was sent before is another's
            orders.writeObject(order);
            orders.flush();
            Answer answer = (Answer) answers().readObject();
            if (answer.result() == null) {
                throw new IllegalStateException(answer.failure());
            }
            return answer.result();
        } catch (IOException | ClassNotFoundException failed) {
            throw new IllegalStateException("the process of a client is gone", failed);
        }
    }

    /** It greets when it runs. */
    private ObjectInputStream answers() throws IOException {
        if (answers == null) {
            answers = new ObjectInputStream(process.getInputStream());
        }
        return answers;
    }

    /** It ends by itself when there are no more orders. */
    @Override
    public void close() {
        try {
            orders.close();
        } catch (IOException gone) {
            process.destroy();
        }
        process.onExit().join();
    }
}
