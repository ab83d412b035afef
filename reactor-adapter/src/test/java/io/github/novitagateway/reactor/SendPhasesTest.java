package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.error.NovitaException.NotSentException;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.error.NovitaException.TransportException;
import io.github.novitagateway.reactor.FaultProbe.Outcome;
import io.github.novitagateway.reactor.FaultTarget.Kind;
import io.github.novitagateway.reactor.SendPhase.Failing;
import io.github.novitagateway.reactor.SendPhase.Stale;
import io.github.novitagateway.reactor.SendPhase.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is claimed of a paid request that comes to grief on its way, beside what the server has really seen of it. */
@Timeout(120)
class SendPhasesTest {

    private static final String NOT_SENT = "`TransportException`, surely not sent";
    private static final String UNKNOWN = "`SubmitOutcomeUnknownException`, may have been processed";

    @TempDir
    Path directory = Path.of("");

    /**
     * @param seen requests that the server has read whole / tries; {@code 1-3} stands for any number between
     * @param claims one of them is made
     */
    private record Phase(String name, String seen, List<String> claims, Surroundings surroundings) {}

    private List<Phase> phases() throws Exception {
        SelfSigned certificate = SelfSigned.in(directory);
        return List.of(
                phase(
                        "no place in the queue for a connection",
                        "0/3",
                        "`NotSentException`, nothing was sent",
                        target -> NarrowPool.full()),
                phase("no connection until the limit", "0/3", NOT_SENT, target -> NarrowPool.busy()),
                phase("name not found", "0/3", NOT_SENT, target -> NameLookup.failing()),
                phase("name not resolved until the limit", "0/3", NOT_SENT, target -> NameLookup.slow()),
                phase("connect refused", "0/3", NOT_SENT, Failing.by(Fault.REFUSED)),
                phase("not connected in time", "0/3", NOT_SENT, target -> new FullBacklog()),
                phase("TLS handshake with a stranger", "0/3", NOT_SENT, target -> TlsPhase.Untrusted.with(certificate)),
                phase("TLS handshake not done until the limit", "0/3", NOT_SENT, TlsPhase.Silent::to),
                new Phase(
                        "reset when accepted", // which of both is first, the reset or the write, is chance
                        "0/1-3",
                        List.of(NOT_SENT, UNKNOWN),
                        Failing.by(Fault.RESET_AT_ACCEPT)),
                phase("reset at the first byte", "0/1", UNKNOWN, Failing.by(Fault.RESET_AT_FIRST_BYTE)),
                phase("reset in the body of the request", "0/1", UNKNOWN, Failing.by(Fault.RESET_IN_REQUEST)),
                phase("reset after the request", "1/1", UNKNOWN, Failing.by(Fault.RESET_AFTER_REQUEST)),
                phase("closed after the request", "1/1", UNKNOWN, Failing.by(Fault.CLOSED_AFTER_REQUEST)),
                phase("no answer until the limit", "1/1", UNKNOWN, Failing.by(Fault.SILENT)),
                phase("reset after the head of the answer", "1/1", UNKNOWN, Failing.by(Fault.RESET_AFTER_HEAD)),
                phase("reset in the body of the answer", "1/1", UNKNOWN, Failing.by(Fault.RESET_IN_ANSWER)),
                phase("half an answer until the limit", "1/1", UNKNOWN, Failing.by(Fault.STALLED)),
                phase("an earlier connection has gone stale", "1/1", "the task id", Stale::connection));
    }

    private static Phase phase(String name, String seen, String claim, Surroundings surroundings) {
        return new Phase(name, seen, List.of(claim), surroundings);
    }

    @Test
    void whatIsClaimedOfAPaidRequestIsWhatTheServerSaw() throws Exception {
        List<String> offences = new ArrayList<>();
        for (Phase phase : phases()) {
            for (FaultTarget target : paid().toList()) {
                offence(phase, target).forEach(offences::add);
            }
        }

        assertThat(offences).isEmpty();
        String table = markdown();
        System.out.println(table);
        DocumentSection.assertHolds("Phases of a paid send", table);
    }

    private static Stream<FaultTarget> paid() {
        return Arrays.stream(FaultTarget.values()).filter(target -> target.kind == Kind.PAID);
    }

    private static Stream<String> offence(Phase phase, FaultTarget target) throws Exception {
        try (SendPhase place = phase.surroundings().of(target);
                FaultProbe probe =
                        new FaultProbe(target, place.configure(FaultProbe.config(place.base())), place::customize)) {
            place.prepare(probe.novita());
            Outcome outcome = probe.carryOut(target, place.base(), place::stuck);
            String seen = place.read() + "/" + outcome.tries();
            String claim = claim(outcome);
            return FaultMatrix.allows(phase.seen(), seen) && phase.claims().contains(claim)
                    ? Stream.empty()
                    : Stream.of("%s, %s: saw %s and %s (%s)"
                            .formatted(phase.name(), target, seen, claim, outcome.failure()));
        }
    }

    private static String claim(Outcome outcome) {
        Throwable failure = outcome.failure();
        if (failure == null) {
            return "the task id";
        }
        return "`" + failure.getClass().getSimpleName() + "`, " + claim(failure);
    }

    private static String claim(Throwable failure) {
        Throwable below = failure instanceof SubmitOutcomeUnknownException ? failure.getCause() : failure;
        if (below instanceof TransportException transport) {
            return transport.requestMayHaveBeenProcessed() ? "may have been processed" : "surely not sent";
        }
        return below instanceof NotSentException ? "nothing was sent" : "answered";
    }

    private String markdown() throws Exception {
        StringBuilder table = new StringBuilder("""
                | where it ends | requests the server read | tries | what the caller is told |
                |---|---|---|---|
                """);
        for (Phase phase : phases()) {
            String[] seen = phase.seen().replace("1-3", "1 to 3").split("/", -1);
            table.append("| %s | %s | %s | %s |\n"
                    .formatted(phase.name(), seen[0], seen[1], String.join("; or ", phase.claims())));
        }
        return table.toString();
    }
}
