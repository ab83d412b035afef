package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.reactor.TaskJournal.Intended;
import io.github.novitagateway.reactor.TaskJournal.PaidTask;
import io.github.novitagateway.reactor.TaskJournal.Started;
import io.github.novitagateway.runner.RunRecord.Drawing;
import io.github.novitagateway.runner.RunRecord.Training;
import io.github.novitagateway.sandbox.Fault;
import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxEndpoint;
import io.github.novitagateway.sandbox.SandboxOptions;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskId.Kind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FreeWayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final RunRecord FRESH = new RunRecord(null, List.of());
    private static final Fault GONE = Fault.raw(404, Map.of(), "404 page not found\n");

    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
    private final Service service = new Service(
            NovitaConfig.builder(ApiKey.of("any")).baseUrl(sandbox.baseUrl()).build(), null, Duration.ofMillis(50));

    private final Path out = Path.of("");

    @AfterEach
    void close() {
        service.close();
        sandbox.close();
    }

    @Test
    void saysNothingWhereAllIsFree() {
        assertThat(look(Plans.of(out, "a hill"))).isEmpty();
        assertThat(sandbox.ledger().paidTasks()).isEmpty();
    }

    @Test
    void aRouteThatIsGoneEndsTheRunBeforeItPays() {
        sandbox.faults().on(SandboxEndpoint.TXT2IMG, GONE);

        assertThatExceptionOfType(BlockedWayException.class)
                .isThrownBy(() -> look(Plans.of(out, "a hill")))
                .withMessageContaining("nothing paid. text to image: 404: 404 page not found. --no-check");
    }

    @Test
    void whatTheRunDoesNotNeedMayBeGone() {
        sandbox.faults().on(SandboxEndpoint.IMG2IMG, GONE);
        sandbox.faults().on(SandboxEndpoint.SUBJECT_STATUS, GONE);

        assertThat(look(Plans.of(out, "a hill"))).isEmpty();
    }

    @Test
    void whatCannotBeFoundOutIsToldAndNoHindrance() {
        sandbox.faults().on(SandboxEndpoint.TXT2IMG, Fault.apiError(503, "SERVICE_NOT_AVAILABLE", "overloaded"));

        assertThat(look(Plans.of(out, "a hill")))
                .startsWith("unclear  text to image")
                .hasLineCount(1);
    }

    @Test
    void aPaidTrainingNeedsNoUploadSlots() {
        sandbox.faults().on(SandboxEndpoint.UPLOAD_SLOT, GONE);
        TrainingPlan plan = Plans.of(out, "a hill");

        assertThatExceptionOfType(BlockedWayException.class).isThrownBy(() -> look(plan, FRESH));
        assertThat(look(plan, trained(plan))).isEmpty();
    }

    @Test
    void whatIsPaidNeedsNoneOfTheRoutesThatTookIt() {
        sandbox.faults().on(SandboxEndpoint.UPLOAD_SLOT, GONE);
        sandbox.faults().on(SandboxEndpoint.STYLE_STATUS, GONE);
        sandbox.faults().on(SandboxEndpoint.TXT2IMG, GONE);

        TrainingPlan plan = Plans.of(out, "a hill");
        assertThat(look(plan, trained(plan, drawn("a hill")))).isEmpty();
        assertThatExceptionOfType(BlockedWayException.class)
                .isThrownBy(() -> look(Plans.of(out, "a hill", "a lake"), trained(plan, drawn("a hill"))))
                .withMessageContaining(
                        "so nothing more was started. text to image: 404: 404 page not found. --no-check");
    }

    @Test
    void aDrawingWhoseOrderIsUnknownNeedsItsRouteWhereItMayBePaidAgain() {
        sandbox.faults().on(SandboxEndpoint.TXT2IMG, GONE);
        TrainingPlan plan = Plans.of(out, "a hill");
        RunRecord unknown = trained(plan, ordered("a hill", null));

        assertThat(look(plan, unknown, false)).isEmpty();
        assertThatExceptionOfType(BlockedWayException.class).isThrownBy(() -> look(plan, unknown, true));
    }

    private static RunRecord trained(TrainingPlan plan, Drawing... drawings) {
        Intended intent = new Intended("k", Kind.STYLE, "ink", false, null, Instant.EPOCH);
        Started started = new Started("k", TaskId.style("1"), Instant.EPOCH);
        Training paid = new Training(
                new TrainingLabel(plan.essentials(), Instant.EPOCH), new PaidTask(intent, started, List.of(), null));
        return new RunRecord(paid, List.of(drawings));
    }

    private static Drawing drawn(String prompt) {
        return ordered(prompt, new Started(prompt, TaskId.image("1"), Instant.EPOCH));
    }

    private static Drawing ordered(String prompt, @Nullable Started started) {
        Intended intent = new Intended(prompt, Kind.IMAGE, null, false, null, Instant.EPOCH);
        DrawingLabel label = new DrawingLabel(prompt, Checkpoints.STABLE_DIFFUSION_1_5, WrittenRun.MODEL);
        return new Drawing(label, new PaidTask(intent, started, List.of(), null));
    }

    private String look(TrainingPlan plan) {
        return look(plan, FRESH);
    }

    private String look(TrainingPlan plan, RunRecord known) {
        return look(plan, known, false);
    }

    private String look(TrainingPlan plan, RunRecord known, boolean payAgain) {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        Report report = new PlainReport(new PrintStream(told, true, StandardCharsets.UTF_8));
        new FreeWay(service.gateway(), plan, known, payAgain)
                .happenings()
                .doOnNext(happening -> happening.tellTo(report))
                .blockLast(PATIENCE);
        return told.toString(StandardCharsets.UTF_8);
    }
}
