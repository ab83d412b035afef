package io.github.novitagateway.reactor;

import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/**
 * One line at DEBUG for each try of a request: what it was, how it ended, how long it took, which try it was. Of
 * addresses, headers and bodies nothing is told.
 */
final class CallLog {

    private static final System.Logger LOG = System.getLogger(NovitaGateway.class.getPackageName() + ".requests");

    private final Pace pace;

    CallLog(Pace pace) {
        this.pace = pace;
    }

    /** The operation, whose tries are counted from its subscription. */
    static <T> Mono<T> counted(Mono<T> operation) {
        return isOff() ? operation : operation.contextWrite(context -> context.put(CallLog.class, new AtomicInteger()));
    }

    private static boolean isOff() {
        return !LOG.isLoggable(Level.DEBUG);
    }

    <T> Mono<T> told(String operation, Attempt attempt, Mono<T> exchange) {
        if (isOff()) {
            return exchange;
        }
        return Mono.deferContextual(view -> {
            int number = view.hasKey(CallLog.class)
                    ? view.<AtomicInteger>get(CallLog.class).incrementAndGet()
                    : 1;
            long begun = pace.nanos();
            return exchange.doOnSuccess(done -> tell(operation, String.valueOf(attempt.status()), begun, number))
                    .doOnError(failure -> tell(operation, answer(attempt) + failure, begun, number))
                    .doOnCancel(() -> tell(operation, "cancelled", begun, number));
        });
    }

    private static String answer(Attempt attempt) {
        return attempt.status() == 0 ? "" : attempt.status() + " ";
    }

    private void tell(String operation, String end, long begun, int number) {
        long millis = TimeUnit.NANOSECONDS.toMillis(pace.nanos() - begun);
        LOG.log(Level.DEBUG, "{0}: {1}, {2} ms, try {3}", operation, end, Long.toString(millis), number);
    }
}
