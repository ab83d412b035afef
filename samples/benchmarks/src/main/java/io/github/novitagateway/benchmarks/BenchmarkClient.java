package io.github.novitagateway.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** Runs the contestants that it is sent, one after the other, and tells what their rounds took. */
final class BenchmarkClient {

    private @Nullable Contestant contestant;

    private BenchmarkClient() {}

    /** What is to be done, in the process of the client. */
    interface Order extends Serializable {
        /** {@return what is told of it} */
        Serializable carriedOut(BenchmarkClient client);
    }

    /**
     * The other end of an order.
     *
     * @param result null when it failed
     * @param failure null when it did not
     */
    record Answer(@Nullable Serializable result, @Nullable String failure) implements Serializable {}

    /** {@return an order to make a contestant, in place of the one before, and to tell its name} */
    static Order enter(Contestant.Entry entry) {
        return client -> {
            client.leave();
            Contestant entered = entry.open();
            client.contestant = entered;
            return entered.name();
        };
    }

    /** {@return an order of so many operations, which tells what they took} */
    static Order round(int operations) {
        return client -> {
            if (client.contestant == null) {
                throw new IllegalStateException("nobody has entered");
            }
            return new Meter(client.contestant).round(operations);
        };
    }

    private void leave() {
        if (contestant != null) {
            contestant.close();
            contestant = null;
        }
    }

    /** Takes orders until there are no more, at the latest when the process ends that gives them. */
    public static void main(String[] arguments) throws IOException, ClassNotFoundException {
        OutputStream told = System.out;
        System.setOut(System.err); // what others print is no answer
        BenchmarkClient client = new BenchmarkClient();
        try (ObjectOutputStream answers = new ObjectOutputStream(told)) {
            answers.flush();
            try (ObjectInputStream orders = new ObjectInputStream(System.in)) {
                while (true) {
                    answers.writeObject(client.answer((Order) orders.readObject()));
                    answers.flush();
                }
            }
        } catch (EOFException end) {
            client.leave();
        }
        System.exit(0);
    }

    private Answer answer(Order order) {
        try {
            return new Answer(order.carriedOut(this), null);
        } catch (RuntimeException failure) {
            StringWriter text = new StringWriter();
            failure.printStackTrace(new PrintWriter(text));
            return new Answer(null, text.toString());
        }
    }
}
