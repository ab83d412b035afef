package io.github.novitagateway.reactor;

import io.github.novitagateway.task.TaskSnapshot;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import io.micrometer.observation.Observation;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** One observation from its start to its end, which comes once. Whoever listens to it cannot harm what is observed. */
final class OpenObservation {

    private static final System.Logger LOG = System.getLogger(NovitaGateway.class.getName());

    private final Observed observed;
    private final Observation observation;
    private final GatewayObservationContext about;
    private @Nullable OpenObservation stage;
    private @Nullable Enum<?> seen;
    private boolean over;

    OpenObservation(Observed observed, Observation observation, GatewayObservationContext about) {
        this.observed = observed;
        this.observation = observation;
        this.about = about;
        quietly(observation::start);
    }

    Observation observation() {
        return observation;
    }

    GatewayObservationContext about() {
        return about;
    }

    /** Each stage of a training has an observation of its own within that of the training. */
    synchronized void see(TaskSnapshot snapshot) {
        about.see(snapshot);
        if (!over && about.kind() == GatewayObservation.TRAINING && snapshot.stage() != seen) {
            seen = snapshot.stage();
            endStage(snapshot);
            if (!snapshot.terminal() && seen != TrainingStage.UNKNOWN) {
                stage = observed.open(
                        GatewayObservation.STAGE, GatewayObservationContext.word(seen), snapshot.taskId(), observation);
                stage.about.stage(seen);
            }
        }
    }

    void fail(Throwable failure) {
        about.failed(failure);
        quietly(() -> observation.error(failure));
        end();
    }

    void complete() {
        about.completed();
        end();
    }

    /** As what is known of it until now; cancelled, if nothing is. */
    synchronized void end() {
        if (!over) {
            over = true;
            endStage(null);
            quietly(observation::stop);
        }
    }

    private void endStage(@Nullable TaskSnapshot next) {
        OpenObservation last = stage;
        stage = null;
        if (last != null && next != null) {
            last.about.leftFor(next);
        }
        if (last != null) {
            last.end();
        }
    }

    static void quietly(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException defect) {
            LOG.log(Level.WARNING, "an observation handler failed", defect);
        }
    }
}
