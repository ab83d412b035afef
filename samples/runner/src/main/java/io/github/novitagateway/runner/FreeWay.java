package io.github.novitagateway.runner;

import io.github.novitagateway.account.Finding;
import io.github.novitagateway.account.Finding.Subject;
import io.github.novitagateway.account.Finding.Verdict;
import io.github.novitagateway.reactor.NovitaGateway;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks before a run pays whether it can get to its drawings. What is free is not told. */
final class FreeWay {
    private final NovitaGateway novita;
    private final TrainingPlan plan;
    private final RunRecord known;
    private final boolean payAgain;

    /**
     * @param payAgain whether what may have been paid and cannot be found is paid once more, and a drawing that failed
     */
    FreeWay(NovitaGateway novita, TrainingPlan plan, RunRecord known, boolean payAgain) {
        this.novita = novita;
        this.plan = plan;
        this.known = known;
        this.payAgain = payAgain;
    }

    /**
     * What is not free, ending in a {@link BlockedWayException} where something that the run still needs is blocked.
     */
    Flux<Happening> happenings() {
        return Flux.defer(() -> {
            Set<Subject> needed = needed();
            List<Finding> blocked = new ArrayList<>();
            return novita.check()
                    .filter(finding -> needed.contains(finding.subject()) && finding.verdict() != Verdict.FREE)
                    .<Happening>map(finding -> {
                        if (finding.verdict() == Verdict.BLOCKED) {
                            blocked.add(finding);
                        }
                        return report -> report.finding(finding);
                    })
                    .concatWith(Mono.defer(() -> blocked.isEmpty()
                            ? Mono.empty()
                            : Mono.error(new BlockedWayException(
                                    known.training() != null,
                                    blocked.stream()
                                            .map(finding -> Wording.stage(finding.subject()) + ": " + finding.message())
                                            .collect(Collectors.joining("; "))))));
        });
    }

    /** What is paid already needs neither money nor the routes that took it. */
    private Set<Subject> needed() {
        Set<Subject> needed = EnumSet.of(Subject.KEY, Subject.TASK_RESULT);
        if (known.taskId().isEmpty()) {
            needed.add(Subject.UPLOAD_SLOT);
        }
        if (known.trained().isEmpty()) {
            needed.add(plan.instancePrompt() == null ? Subject.STYLE_TRAINING : Subject.SUBJECT_TRAINING);
        }
        if (known.taskId().isEmpty() || plan.prompts().stream().anyMatch(this::isToBePaid)) {
            needed.addAll(EnumSet.of(Subject.BALANCE, Subject.TEXT_TO_IMAGE));
        }
        return needed;
    }

    private boolean isToBePaid(String prompt) {
        return known.drawing(prompt, plan.checkpoint())
                .map(drawing -> payAgain && drawing.cameToNothing())
                .orElse(true);
    }
}
