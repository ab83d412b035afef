package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.task.TaskId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.blockhound.BlockHound;
import reactor.core.scheduler.Schedulers;

/** The very first call of a process may be made on a thread that must not block, and be encrypted. */
class FirstCallTest extends ServiceTest {

    private static final String DONE = "answered";
    private static final String THREAD = "thread ";

    @TempDir
    Path directory = Path.of("");

    @Test
    void blocksNoThreadAndStartsEventLoopsAndThreadsOfTheParallelSchedulerAlone() throws Exception {
        SelfSigned certificate = SelfSigned.in(directory);
        server.useHttps(certificate.server().getSocketFactory());
        answer("training-style.get.training.response.json");

        Process caller = caller(SelfSigned.file(directory), server.url("/").uri());
        List<String> told = new String(caller.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();

        assertThat(caller.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(told).endsWith(DONE);
        assertThat(told)
                .filteredOn(line -> line.startsWith(THREAD))
                .isNotEmpty()
                .allMatch(line -> line.matches(THREAD + "(main|reactor-http-[a-z_]+-\\d+|parallel-\\d+)"));
    }

    private static Process caller(Path trusted, URI service) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+EnableDynamicAgentLoading",
                        "-XX:+AllowRedefinitionToAddDeleteMethods",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xlog:disable",
                        "-Djavax.net.ssl.trustStore=" + trusted,
                        "-Djavax.net.ssl.trustStorePassword=" + SelfSigned.PASSWORD,
                        "-cp",
                        System.getProperty("java.class.path"),
                        FirstCallTest.class.getName(),
                        service.toString())
                .redirectErrorStream(true)
                .start();
    }

    public static void main(String[] args) {
        BlockHound.install();
        NovitaConfig config = NovitaConfig.builder(ApiKey.of(KEY))
                .baseUrl(URI.create(args[0]))
                .build();
        try (NovitaGateway novita = gateway(config)) {
            Objects.requireNonNull(novita.trainings()
                    .status(TaskId.style("11111111-2222-4333-8444-000000000001"))
                    .subscribeOn(Schedulers.parallel())
                    .block(LONG));
        }
        new BlockingGuard().check();
        threads().forEach(System.out::println);
        System.out.println(DONE);
    }

    /** Those that are not the virtual machine's. */
    private static Stream<String> threads() {
        ThreadGroup program = Thread.currentThread().getThreadGroup();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> program.equals(thread.getThreadGroup()))
                .map(thread -> THREAD + thread.getName());
    }
}
