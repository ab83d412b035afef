package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.reactor.TaskJournal.Intended;
import io.github.novitagateway.reactor.TaskJournal.PaidTask;
import io.github.novitagateway.reactor.TaskJournal.Started;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FreeWayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
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
        RunRecord fresh = new RunRecord(null, List.of());
        Intended intent = new Intended("k", Kind.STYLE, "ink", false, null, Instant.EPOCH);
        Started started = new Started("k", TaskId.style("1"), Instant.EPOCH);
        Training paid = new Training(
                new TrainingLabel(plan.essentials(), Instant.EPOCH), new PaidTask(intent, started, List.of(), null));

        assertThatExceptionOfType(BlockedWayException.class).isThrownBy(() -> look(plan, fresh));
        assertThat(look(plan, new RunRecord(paid, List.of()))).isEmpty();
    }

    private String look(TrainingPlan plan) {
        return look(plan, new RunRecord(null, List.of()));
    }

    private String look(TrainingPlan plan, RunRecord known) {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        Report report = new PlainReport(new PrintStream(told, true, StandardCharsets.UTF_8));
        new FreeWay(service.gateway(), plan, known)
                .happenings()
                .doOnNext(happening -> happening.tellTo(report))
                .blockLast(PATIENCE);
        return told.toString(StandardCharsets.UTF_8);
    }
}
