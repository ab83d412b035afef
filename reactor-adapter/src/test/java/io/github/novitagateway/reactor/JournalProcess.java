package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;

/** Another process that writes to a journal: it tells the number of each entry once that is on the disk. */
final class JournalProcess implements AutoCloseable {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final Process process;
    private final BufferedReader told;

    JournalProcess(Path file, int firstNumber) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        JournalProcess.class.getName(),
                        file.toString(),
                        Integer.toString(firstNumber))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        told = process.inputReader();
    }

    /** Two appenders, so that entries are written one by one and together. */
    public static void main(String[] args) {
        FileTaskJournal journal = FileTaskJournal.at(Path.of(args[0]));
        Flux.range(Integer.parseInt(args[1]), 1_000_000)
                .flatMap(i -> journal.append(JournalOnDisk.numbered("", i)).thenReturn(i), 2)
                .doOnNext(JournalProcess::tell)
                .doOnError(JournalProcess::tell)
                .onErrorComplete()
                .blockLast();
    }

    private static void tell(Object numberOrFailure) {
        System.out.println(numberOrFailure);
        System.out.flush();
    }

    /** {@return the next number that it told} */
    int next() throws IOException {
        return Integer.parseInt(told.readLine());
    }

    /** Ends it as no process can help; {@return the other numbers that it had told} */
    List<Integer> kill() throws IOException, InterruptedException {
        process.toHandle().destroyForcibly(); // leaves what it told to be read
        List<Integer> numbers = new ArrayList<>();
        for (String line = told.readLine(); line != null; line = told.readLine()) {
            numbers.add(Integer.parseInt(line));
        }
        assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return numbers;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
