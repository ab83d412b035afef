package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.error.ApiException.ContentRejectedException;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.runner.RunRecord.Drawing;
import io.github.novitagateway.task.TaskId;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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

    private final List<RunRecord> recordsAtOrders = new CopyOnWriteArrayList<>();
    private final MoodyPainter painter = new MoodyPainter(this::look);
    private final Service service = new Service(
            NovitaConfig.builder(ApiKey.of("any"))
                    .baseUrl(URI.create(painter.baseUrl()))
                    .build(),
            null,
            Duration.ofMillis(50));

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
        assertThat(record().current().drawings()).extracting(Drawing::prompt).containsExactly("a hill");
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
        record().update(record -> record.with(Drawing.intended("a hill", Checkpoints.STABLE_DIFFUSION_1_5, killed)))
                .block(PATIENCE);

        Start start = start("a hill", "a lake");

        assertThat(painter.orders()).containsExactly("a lake");
        assertThat(start.saved()).hasSize(1);
        assertMayBePaid(start.failure(), "a hill");
        assertThat(start.failure()).hasMessageContaining("2026-11-01T10:00:00Z");
    }

    @Test
    void keepsTheIntentBeforeTheOrderIsSent() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        start("a hill");

        assertThat(recordsAtOrders)
                .singleElement()
                .satisfies(record -> assertThat(record.drawings())
                        .singleElement()
                        .satisfies(drawing -> {
                            assertThat(drawing.prompt()).isEqualTo("a hill");
                            assertThat(drawing.task()).isNull();
                            assertThat(drawing.orderedAt()).isBetween(before, Instant.now());
                        }));
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
        Start start =
                start(new TrainingJob(service.gateway(), Plans.of(out, "forbidden", "a hill"), record()).happenings());

        Path page = out.resolve(RunPage.NAME);
        assertThat(start.failure()).isInstanceOf(ContentRejectedException.class);
        assertThat(start.told()).endsWith("See " + page);
        assertThat(page).content().contains("Not drawn", "forbidden", "a hill");
    }

    private static void assertMayBePaid(@Nullable Throwable failure, String prompt) {
        assertThat(failure)
                .isInstanceOf(MayBePaidException.class)
                .hasMessageContaining("The drawing \"" + prompt + "\" may have been paid at ")
                .hasMessageContaining("novita generate --lora m:0.8");
        assertThat(failure)
                .extracting(ExitCodes::of, PlainErrors::text)
                .containsExactly(3, failure == null ? "" : failure.getMessage());
    }

    private Start start(String... prompts) {
        return start(new PlannedDrawings(service.gateway(), Plans.of(out, prompts), record()).happenings());
    }

    private static Start start(Flux<Happening> happenings) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Report report = new PlainReport(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        Throwable failure = catchThrowable(
                () -> happenings.doOnNext(happening -> happening.tellTo(report)).blockLast(PATIENCE));
        return new Start(
                bytes.toString(StandardCharsets.UTF_8).lines().toList(),
                failure == null ? null : Exceptions.unwrap(failure));
    }

    /** Keeps the record as a killed program would leave it. */
    private void look() {
        recordsAtOrders.add(RunFile.open(Plans.of(out), service.name()).current());
    }

    /** Of a run whose model is in service. */
    private RunFile record() {
        RunFile run = RunFile.open(Plans.of(out), service.name());
        if (run.current().lora() == null) {
            run.update(record ->
                            record.submitted(TaskId.style("t-1"), Instant.EPOCH).ready("m.safetensors", "m"))
                    .block(PATIENCE);
        }
        return run;
    }
}
