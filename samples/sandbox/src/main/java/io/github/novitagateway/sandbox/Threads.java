package io.github.novitagateway.sandbox;

import java.time.Duration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/**
 * The threads of one sandbox.
 *
 * @param loops for what comes and goes over the network
 * @param studio for painting
 * @param bell for what happens at its time
 */
record Threads(LoopResources loops, Scheduler studio, Scheduler bell) {
    private static final int PAINTERS = 2;
    private static final int WAITING_DRAWINGS = 10_000;

    static Threads start() {
        return new Threads(
                LoopResources.create("novita-sandbox", 2, true),
                Schedulers.newBoundedElastic(PAINTERS, WAITING_DRAWINGS, "novita-sandbox-studio", 60, true),
                Schedulers.newSingle("novita-sandbox-bell", true));
    }

    /** Ends them and waits for it. */
    void end(Duration patience) {
        bell.dispose();
        studio.dispose();
        loops.disposeLater(Duration.ZERO, patience).block(patience);
    }
}
