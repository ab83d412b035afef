package io.github.novitagateway.reactor;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/**
 * Gives slots and takes {@link Pictures#numbered numbered} pictures; holds each PUT until it is let go, and counts what
 * is under way at the same time.
 */
final class UploadTraffic extends Dispatcher {

    private final Supplier<MockResponse> slot;
    private final Map<Integer, CountDownLatch> gates = new ConcurrentHashMap<>();
    private final Map<Integer, MockResponse> answers = new ConcurrentHashMap<>();
    private final Set<Integer> seen = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Integer> arrivals = new LinkedBlockingQueue<>();
    private final AtomicInteger slots = new AtomicInteger();
    private final AtomicInteger putsUnderWay = new AtomicInteger();
    private final AtomicInteger openSlots = new AtomicInteger();
    final AtomicInteger mostPuts = new AtomicInteger();
    final AtomicInteger mostOpenSlots = new AtomicInteger();

    UploadTraffic(Supplier<MockResponse> slot) {
        this.slot = slot;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
        if (request.getTarget().equals(StorageTest.SLOTS)) {
            slots.incrementAndGet();
            mostOpenSlots.accumulateAndGet(openSlots.incrementAndGet(), Math::max);
            return slot.get();
        }
        byte[] picture = StorageTest.bytes(request);
        int number = picture[picture.length - 1];
        mostPuts.accumulateAndGet(putsUnderWay.incrementAndGet(), Math::max);
        seen.add(number);
        arrivals.add(number);
        boolean let = gate(number).await(20, TimeUnit.SECONDS);
        putsUnderWay.decrementAndGet();
        openSlots.decrementAndGet();
        return let
                ? answers.getOrDefault(number, Golden.answer("s3-put.ok.http.json"))
                : new MockResponse.Builder().code(500).build();
    }

    /** What the storage says to this picture instead of yes. */
    void answer(int number, String goldenFile) {
        answers.put(number, Golden.answer(goldenFile));
    }

    void letGo(int number) {
        gate(number).countDown();
    }

    void letAllGo() {
        gates.values().forEach(CountDownLatch::countDown);
    }

    /** The next picture whose bytes are here. */
    int arrival() throws InterruptedException {
        return Objects.requireNonNull(arrivals.poll(10, TimeUnit.SECONDS), "no picture arrived");
    }

    Set<Integer> seen() {
        return seen;
    }

    int slots() {
        return slots.get();
    }

    private CountDownLatch gate(int number) {
        return gates.computeIfAbsent(number, key -> new CountDownLatch(1));
    }
}
