package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.error.NovitaException.TransportException;
import io.github.novitagateway.reactor.FaultProbe.Outcome;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Each fault against each request that the gateway makes, over real sockets. */
@Timeout(120)
class FaultMatrixTest {

    private static final int AT_ONCE = 6;

    private record Cell(FaultTarget target, Fault fault) {}

    private record Seen(Cell cell, int read, Outcome outcome) {

        @Override
        public String toString() {
            return read + "/" + outcome.tries() + " " + outcome;
        }
    }

    @Test
    void eachFaultOfEachRequestEndsAsTheTableSays() throws IOException {
        List<Seen> seen = Objects.requireNonNull(Flux.fromIterable(Fault.all())
                .flatMapIterable(fault -> Arrays.stream(FaultTarget.values())
                        .map(target -> new Cell(target, fault))
                        .toList())
                .flatMap(cell -> Mono.fromCallable(() -> meet(cell)).subscribeOn(Schedulers.boundedElastic()), AT_ONCE)
                .collectList()
                .block());

        assertThat(seen).hasSize(Fault.all().size() * FaultTarget.values().length);
        assertThat(seen.stream().map(FaultMatrixTest::offence).filter(offence -> !offence.isEmpty()))
                .isEmpty();
        String table = FaultMatrix.markdown(Fault.all());
        System.out.println(table);
        DocumentSection.assertHolds("Faults", table);
    }

    @Test
    void everyEndpointAndEveryFaultHasItsPlace() throws IllegalAccessException {
        Set<Endpoint> endpoints = new HashSet<>();
        for (Field field : Endpoint.class.getDeclaredFields()) {
            if (field.getType() == Endpoint.class) {
                endpoints.add((Endpoint) Objects.requireNonNull(field.get(null)));
            }
        }

        assertThat(Arrays.stream(FaultTarget.values())
                        .map(target -> target.endpoint)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()))
                .isEqualTo(endpoints);
        assertThat(FaultMatrix.faults())
                .isEqualTo(Fault.all().stream().map(Fault::name).toList());
    }

    private static Seen meet(Cell cell) throws IOException {
        try (FaultServer server = new FaultServer(cell.target(), cell.fault());
                FaultProbe probe = new FaultProbe(cell.target(), server.base())) {
            Outcome outcome = probe.carryOut(cell.target(), server.base(), limits -> server.held() > limits);
            return new Seen(cell, server.read(), outcome);
        }
    }

    /** What is wrong with a cell; empty when nothing is. */
    private static String offence(Seen seen) {
        FaultTarget target = seen.cell().target();
        Fault fault = seen.cell().fault();
        Outcome outcome = seen.outcome();
        String expected = FaultMatrix.expected(target, fault);
        boolean asExpected = FaultMatrix.allows(expected, seen.toString());
        boolean inTime = outcome.limits() == fault.limits(outcome.tries())
                && outcome.elapsed().compareTo(FaultProbe.LIMIT.multipliedBy(1L + outcome.limits())) < 0;
        boolean honest = !(outcome.failure() instanceof TransportException transport)
                || transport.requestMayHaveBeenProcessed()
                || seen.read() == 0;
        return asExpected && inTime && honest
                ? ""
                : "%s, %s: expected %s but saw %s after %s and %d limits, cause %s"
                        .formatted(
                                target, fault, expected, seen, outcome.elapsed(), outcome.limits(), outcome.failure());
    }
}
