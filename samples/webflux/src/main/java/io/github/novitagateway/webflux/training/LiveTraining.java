package io.github.novitagateway.webflux.training;

import io.github.novitagateway.webflux.event.EventLog;
import io.github.novitagateway.webflux.training.TrainingEvents.StatusTold;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.UnaryOperator;

/** A training while the application runs: what is kept of it, how it stands, and who is told. */
public final class LiveTraining {

    private static final int PERCENT_STEP = 4;

    private final AtomicIntegerArray sentPercent;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final EventLog log;
    private volatile Training kept;
    private volatile StatusTold status;

    LiveTraining(Training training, EventLog log) {
        this.kept = training;
        this.status = StatusTold.of(training);
        this.sentPercent = new AtomicIntegerArray(training.pictures().size());
        this.log = log;
    }

    /** {@return what is kept of it} */
    public Training now() {
        return kept;
    }

    /** {@return its id} */
    public String id() {
        return now().id();
    }

    StatusTold status() {
        return status;
    }

    /**
     * {@return what is kept of it, changed}
     *
     * @param change to what is kept
     */
    public synchronized Training change(UnaryOperator<Training> change) {
        Training changed = change.apply(kept);
        kept = changed;
        return changed;
    }

    /** Takes the place of who runs it; false when somebody does already. */
    boolean begin() {
        return busy.compareAndSet(false, true);
    }

    void end() {
        busy.set(false);
    }

    boolean running() {
        return busy.get();
    }

    /** Tells browsers what it is, what was drawn with it, and where it stands. */
    void introduce() {
        log.add(TrainingView.of(this));
        now().drawings().forEach(drawing -> log.add(DrawingTold.of(id(), drawing)));
        tell(status());
    }

    void tell(StatusTold told) {
        status = told;
        log.add(told);
    }

    /** Tells how far a picture is; not each piece of it, or there would be thousands of events. */
    void sent(int index, long bytes, long total) {
        int percent = total == 0 ? 100 : (int) (bytes * 100 / total);
        int told = sentPercent.get(index);
        if (percent < told || percent >= told + PERCENT_STEP || (percent == 100 && told < 100)) {
            sentPercent.set(index, percent);
            log.add(new TrainingEvents.UploadTold(id(), index, percent, false));
        }
    }

    void stored(int index) {
        sentPercent.set(index, 100);
        log.add(new TrainingEvents.UploadTold(id(), index, 100, true));
    }
}
