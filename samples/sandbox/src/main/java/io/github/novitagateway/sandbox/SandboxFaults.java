package io.github.novitagateway.sandbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The faults that are switched on in a sandbox. Several faults of one endpoint strike in their order; what is behind
 * one that answers or resets before processing neither strikes nor counts that request. All methods are thread-safe.
 */
public final class SandboxFaults {
    private final Map<SandboxEndpoint, List<Fault>> atStart;
    private final Map<SandboxEndpoint, List<Active>> active = new EnumMap<>(SandboxEndpoint.class);

    SandboxFaults(Map<SandboxEndpoint, List<Fault>> atStart) {
        this.atStart = atStart;
        reset();
    }

    /** A fault and the requests that it has seen. */
    private static final class Active {
        private final Fault fault;
        private final SplittableRandom chance;
        private long requests;

        Active(Fault fault) {
            this.fault = fault;
            this.chance = new SplittableRandom(fault.occurrence().seed());
        }

        boolean strikes() {
            requests++;
            return fault.occurrence().strikes(requests, chance);
        }

        boolean isOver() {
            return fault.occurrence().isOver(requests);
        }
    }

    /**
     * Switches faults on. The endpoint has these from now on, and no others.
     *
     * @throws IllegalArgumentException when one of them would do nothing there
     */
    public void on(SandboxEndpoint endpoint, Fault... faults) {
        on(endpoint, Arrays.asList(faults));
    }

    /** Switches the faults of one endpoint off. */
    public synchronized void clear(SandboxEndpoint endpoint) {
        active.remove(endpoint);
    }

    /** Switches all faults off. */
    public synchronized void clear() {
        active.clear();
    }

    /** Goes back to the faults of the sandbox's options, counted afresh. */
    public synchronized void reset() {
        active.clear();
        atStart.forEach(this::on);
    }

    /** {@return the faults that may still strike, by endpoint} */
    public synchronized Map<SandboxEndpoint, List<Fault>> active() {
        Map<SandboxEndpoint, List<Fault>> faults = new EnumMap<>(SandboxEndpoint.class);
        active.forEach((endpoint, list) -> {
            List<Fault> left = list.stream()
                    .filter(one -> !one.isOver())
                    .map(one -> one.fault)
                    .toList();
            if (!left.isEmpty()) {
                faults.put(endpoint, left);
            }
        });
        return Collections.unmodifiableMap(faults);
    }

    synchronized void on(SandboxEndpoint endpoint, List<Fault> faults) {
        faults.forEach(fault -> fault.checkFits(endpoint));
        active.put(endpoint, faults.stream().map(Active::new).toList());
    }

    /** Counts a request and tells what strikes it. */
    synchronized List<FaultEffect> strike(SandboxEndpoint endpoint) {
        List<FaultEffect> effects = new ArrayList<>();
        for (Active one : active.getOrDefault(endpoint, List.of())) {
            if (one.strikes()) {
                FaultEffect effect = one.fault.effect();
                effects.add(effect);
                if (effect.isLast()) {
                    break;
                }
            }
        }
        return effects;
    }
}
