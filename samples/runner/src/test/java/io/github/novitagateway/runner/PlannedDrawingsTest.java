package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.error.ApiException.ContentRejectedException;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.error.NovitaException.TaskFailedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;

@Timeout(60)
class PlannedDrawingsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<String> journalsAtOrders = new CopyOnWriteArrayList<>();
    private final MoodyPainter painter = new MoodyPainter(this::look);
    private Service service = service(null);

    @TempDir
    private Path out = Path.of("");

    @AfterEach
    void close() {
        service.close();
        painter.close();
    }

    /** What a start of the program told, and what it ended in. */
    private record Start(List<String> told, @Nullable Throwable failure) {
        List<String> saved() {
            return told.stream().filter(line -> line.startsWith("Saved ")).toList();
        }
    }

    @Test
    void goesOnWithTheOtherDrawingsWhenOneIsRefused() {
        Start start = start("a hill", "forbidden", "a lake");

        assertThat(start.failure()).isInstanceOf(ContentRejectedException.class);
        assertThat(start.saved()).hasSize(2);
        assertThat(start.told()).anyMatch(line -> line.startsWith("No drawing of \"forbidden\": The service refused"));
    }

    @Test
    void forgetsARefusedOrder() {
        start("a hill", "forbidden");
        Start again = start("a hill", "forbidden");

        assertThat(again.failure()).isInstanceOf(ContentRejectedException.class);
        assertThat(painter.orders()).containsExactly("a hill", "forbidden", "forbidden");
        assertThat(WrittenRun.read(out, service.name()).drawings())
                .extracting(drawing -> drawing.asked().prompt())
                .containsExactly("a hill");
    }

    @Test
    void doesNotPayAgainForADrawingWhoseAnswerWasLost() {
        Start start = start("lost", "a lake");
        Start again = start("lost", "a lake", "a hill");

        assertThat(start.failure()).isInstanceOf(SubmitOutcomeUnknownException.class);
        assertThat(start.saved()).hasSize(1);
        assertThat(painter.orders()).containsExactly("lost", "a lake", "a hill");
        assertThat(again.saved()).hasSize(2);
        assertMayBePaid(again.failure(), "lost");
    }

    @Test
    void doesNotPayAgainForADrawingThatWasAboutToBeOrderedWhenTheRunWasKilled() {
        Instant killed = Instant.parse("2026-11-01T10:00:00Z");
        leave(run -> run.drawing("a hill", WrittenRun.MODEL, killed));

        Start start = start("a hill", "a lake");

        assertThat(painter.orders()).containsExactly("a lake");
        assertThat(start.saved()).hasSize(1);
        assertMayBePaid(start.failure(), "a hill");
        assertThat(start.failure()).hasMessageContaining("2026-11-01T10:00:00Z");
    }

    @Test
    void paysOnceMoreForWhatMayBePaidWhereThatIsAccepted() {
        leave(run -> run.drawing("a hill", WrittenRun.MODEL, Instant.EPOCH));

        Start start = start(true, "a hill");
        start("a hill");

        assertThat(start.failure()).isNull();
        assertThat(start.saved()).hasSize(1);
        assertThat(painter.orders()).containsExactly("a hill");
    }

    @Test
    void ordersADrawingThatFailedAnewWherePayingAgainIsAccepted() {
        Start failed = start("spoiled", "a hill");
        start("spoiled", "a hill");
        assertThat(failed.failure()).isInstanceOf(TaskFailedException.class);
        assertThat(failed.told()).anyMatch(line -> line.endsWith(" --retry-paid-requests orders it anew."));
        assertThat(painter.orders()).containsExactly("spoiled", "a hill");

        Start accepted = start(true, "spoiled", "a hill");
        start(true, "spoiled", "a hill");

        assertThat(accepted.failure()).isNull();
        assertThat(accepted.saved()).hasSize(2);
        assertThat(painter.orders()).containsExactly("spoiled", "a hill", "spoiled");
        assertThat(WrittenRun.read(out, service.name()).drawings()).hasSize(3);
    }

    @Test
    void keepsTheIntentBeforeTheOrderIsSent() {
        start("a hill");

        assertThat(journalsAtOrders)
                .singleElement()
                .asString()
                .contains("\\\"prompt\\\":\\\"a hill\\\"")
                .contains("\"kind\":\"IMAGE\"")
                .doesNotContain("\"entry\":\"started\",\"key\":\"a hill\"", "image/");
    }

    @Test
    void endsInTheFirstOfSeveralFailuresAndTellsThemAll() {
        Start start = start("lost", "forbidden", "a hill");

        assertThat(start.failure()).isInstanceOf(SubmitOutcomeUnknownException.class);
        assertThat(start.told())
                .anyMatch(line -> line.startsWith("No drawing of \"lost\": "))
                .anyMatch(line -> line.startsWith("No drawing of \"forbidden\": "));
        assertThat(start.saved()).hasSize(1);
    }

    @Test
    void areOnThePageOfTheirRunWhenAnotherOneIsRefused() {
        Start start = start(run ->
                new TrainingJob(service.gateway(), Plans.of(out, "forbidden", "a hill"), run, false).happenings());

        Path page = out.resolve(RunPage.NAME);
        assertThat(start.failure()).isInstanceOf(ContentRejectedException.class);
        assertThat(start.told()).endsWith("See " + page);
        assertThat(page).content().contains("Not drawn", "forbidden", "a hill");
    }

    private static void assertMayBePaid(@Nullable Throwable failure, String prompt) {
        assertThat(failure)
                .isInstanceOf(MayBePaidException.class)
                .hasMessageContaining("The drawing \"" + prompt + "\" may have been paid at ")
                .hasMessageContaining("--retry-paid-requests");
        assertThat(failure)
                .extracting(ExitCodes::of, PlainErrors::text)
                .containsExactly(3, failure == null ? "" : failure.getMessage());
    }

    private Start start(String... prompts) {
        return start(false, prompts);
    }

    private Start start(boolean payAgain, String... prompts) {
        return start(run -> new PlannedDrawings(service.gateway(), Plans.of(out, prompts), run, payAgain).happenings());
    }

    /** A start of the program on the record of a run whose model is in service. */
    private Start start(Function<RunFile, Flux<Happening>> job) {
        leave(run -> {});
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Report report = new PlainReport(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try (RunFile run = RunFile.at(out, service.name())) {
            run.keep(WrittenRun.MODEL);
            service.close();
            service = service(run);
            Throwable failure = catchThrowable(() -> job.apply(run)
                    .doOnNext(happening -> happening.tellTo(report))
                    .blockLast(PATIENCE));
            return new Start(
                    bytes.toString(StandardCharsets.UTF_8).lines().toList(),
                    failure == null ? null : Exceptions.unwrap(failure));
        }
    }

    private Service service(@Nullable RunFile run) {
        Service made = new Service(
                NovitaConfig.builder(ApiKey.of("any"))
                        .baseUrl(URI.create(painter.baseUrl()))
                        .build(),
                null,
                Duration.ofMillis(50));
        if (run != null) {
            made.remember(run.journal());
        }
        return made;
    }

    /** Keeps the record as a killed program would leave it. */
    private void look() {
        try {
            journalsAtOrders.add(Files.readString(out.resolve(RunFile.NAME)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Leaves a record whose training is ready, and what else a test wants in it. */
    private void leave(Consumer<WrittenRun> more) {
        try (RunFile run = RunFile.at(out, service.name())) {
            more.accept(new WrittenRun(run)
                    .intended(Plans.of(out), Instant.EPOCH)
                    .started(Instant.EPOCH)
                    .ended("READY", Instant.EPOCH));
        }
    }
}
