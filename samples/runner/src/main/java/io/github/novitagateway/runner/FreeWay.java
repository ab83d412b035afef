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

    FreeWay(NovitaGateway novita, TrainingPlan plan, RunRecord known) {
        this.novita = novita;
        this.plan = plan;
        this.known = known;
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
                            : Mono.error(new BlockedWayException(blocked.stream()
                                    .map(finding -> Wording.stage(finding.subject()) + ": " + finding.message())
                                    .collect(Collectors.joining("; "))))));
        });
    }

    /** A training that is paid already needs neither slots nor its own route to be started. */
    private Set<Subject> needed() {
        Set<Subject> needed = EnumSet.of(Subject.KEY, Subject.BALANCE, Subject.TEXT_TO_IMAGE, Subject.TASK_RESULT);
        needed.add(plan.instancePrompt() == null ? Subject.STYLE_TRAINING : Subject.SUBJECT_TRAINING);
        if (known.taskId().isEmpty()) {
            needed.add(Subject.UPLOAD_SLOT);
        }
        return needed;
    }
}
