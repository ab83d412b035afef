package io.github.novitagateway.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.novitagateway.benchmarks.FirstAnswer.Client;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** From the first line of a program to the first answer in hand, each time in a new process. */
@Command(name = "start", description = "From the start of a program to its first answer.")
final class Start implements Callable<Integer> {

    private final PrintStream out;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Effort effort;

    Start(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        Table table =
                new Table(out, "Start to first answer", "JVM", "bare ms", "gateway ms", "gateway / bare", "OkHttp ms");
        try (ServerProcess server = ServerProcess.start();
                ClassData data = ClassData.create()) {
            URI service = server.server().plain();
            row(table, "as it is", client -> List.of(), service);
            row(table, "C1 only", client -> List.of("-XX:TieredStopAtLevel=1"), service);
            for (Client client : Client.values()) {
                run(client, data.writing(client.name()), service);
            }
            row(table, "class data archive", client -> data.reading(client.name()), service);
        }
        return 0;
    }

    private void row(Table table, String name, Function<Client, List<String>> options, URI service) throws IOException {
        Map<Client, List<Round>> rounds = new EnumMap<>(Client.class);
        for (int turn = effort.quick() ? 1 : 0; turn <= effort.rounds(); turn++) {
            for (Client client : Client.values()) {
                Round round = run(client, options.apply(client), service);
                if (turn > 0) { // the one before has read the files from disk
                    rounds.computeIfAbsent(client, first -> new ArrayList<>()).add(round);
                }
            }
        }
        table.row(
                name,
                millis(rounds, Client.BARE),
                millis(rounds, Client.GATEWAY),
                Series.ratio(of(Client.GATEWAY, rounds), of(Client.BARE, rounds), Round::nanos)
                        .text("%.2f"),
                millis(rounds, Client.OKHTTP));
    }

    private static String millis(Map<Client, List<Round>> rounds, Client client) {
        return Series.of(of(client, rounds), round -> round.nanos() / 1e6).text("%.0f");
    }

    private static List<Round> of(Client client, Map<Client, List<Round>> rounds) {
        return rounds.getOrDefault(client, List.of());
    }

    private static Round run(Client client, List<String> options, URI service) throws IOException {
        List<String> flags = new ArrayList<>(List.of("-XX:ActiveProcessorCount=2"));
        flags.addAll(options);
        Process process = JavaProcess.start(flags, FirstAnswer.class, client.name(), service.toString());
        String[] answer = new String(process.getInputStream().readAllBytes(), UTF_8)
                .trim()
                .split(" ", -1);
        if (answer.length != 2 || !answer[1].equals("SUCCESS")) {
            throw new IOException(client + " got no answer: " + String.join(" ", answer));
        }
        return new Round(1, Long.parseLong(answer[0]), 0, 0, Double.NaN);
    }
}
