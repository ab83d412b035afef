package io.github.novitagateway.sandbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What happened in a sandbox so far, for tests to look at. Every answer is a snapshot; all methods are thread-safe. */
public final class SandboxLedger {
    private static final int KEPT_REQUESTS = 10_000;

    private final Map<String, byte[]> images = new LinkedHashMap<>();
    private final List<PaidTask> tasks = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final Deque<RecordedRequest> requests = new ArrayDeque<>();

    SandboxLedger() {}

    /** {@return the uploaded bytes by {@code assets_id}, in order of arrival} */
    public synchronized Map<String, byte[]> storedImages() {
        Map<String, byte[]> copies = new LinkedHashMap<>();
        images.forEach((id, bytes) -> copies.put(id, bytes.clone()));
        return Collections.unmodifiableMap(copies);
    }

    synchronized Map<String, Integer> storedLengths() {
        Map<String, Integer> lengths = new LinkedHashMap<>();
        images.forEach((id, bytes) -> lengths.put(id, bytes.length));
        return lengths;
    }

    /** {@return the tasks that were started and paid for, oldest first} */
    public synchronized List<PaidTask> paidTasks() {
        return List.copyOf(tasks);
    }

    /** {@return the newest 10000 requests that were answered, oldest first} */
    public synchronized List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    /** {@return the attempts to call webhooks, oldest first} */
    public synchronized List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    synchronized void stored(String assetId, byte[] bytes) {
        images.put(assetId, bytes);
    }

    synchronized void paid(PaidTask task) {
        tasks.add(task);
    }

    synchronized void delivered(Delivery delivery) {
        deliveries.add(delivery);
    }

    synchronized void answered(Exchange exchange, int status) {
        if (requests.size() == KEPT_REQUESTS) {
            requests.removeFirst();
        }
        requests.addLast(new RecordedRequest(exchange.method(), exchange.path(), status));
    }

    /**
     * A task that cost money.
     *
     * @param kind {@code style} or {@code subject} for a training, {@code txt2img} or {@code img2img} for drawings
     * @param taskId the id that the submit was answered with
     * @param name the name of the training, or the prompt of the drawings
     * @param instant when it was accepted
     * @param price what it cost, in 1/10000 USD
     */
    public record PaidTask(String kind, String taskId, String name, Instant instant, long price) {}

    /**
     * An attempt to call a webhook.
     *
     * @param taskId the task whose end was told
     * @param path the path of the webhook's URL, without the query
     * @param attempt the number of the attempt for this task, from 1
     * @param status the HTTP status of the answer; 0 when there was none in time
     */
    public record Delivery(String taskId, String path, int attempt, int status) {}

    /**
     * A request and what it was answered with.
     *
     * @param method the HTTP method
     * @param path the path, without the query
     * @param status the HTTP status of the answer; 0 when a fault reset the connection instead
     */
    public record RecordedRequest(String method, String path, int status) {}
}
