package io.github.novitagateway.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong at an endpoint of a sandbox. A fault strikes every request until it is switched off, unless
 * {@link #next}, {@link #everyNth} or {@link #withProbability} say otherwise; the last of them that is called counts.
 * Faults are immutable and may be used for several endpoints and sandboxes.
 */
public final class Fault {
    private static final String RETRY_AFTER = "Retry-After";

    private final FaultEffect effect;
    private final Occurrence occurrence;

    private Fault(FaultEffect effect, Occurrence occurrence) {
        this.effect = effect;
        this.occurrence = occurrence;
    }

    static Fault of(FaultEffect effect) {
        return new Fault(effect, new Occurrence.Always());
    }

    /** {@return an error in the service's JSON form, with empty metadata; the request is not processed} */
    public static Fault apiError(int status, String reason, String message) {
        return apiError(status, reason, message, Map.of());
    }

    /** {@return an error in the service's JSON form; the request is not processed} */
    public static Fault apiError(int status, String reason, String message, Map<String, String> metadata) {
        return answer(ApiErrors.refusal(status, reason, message, metadata));
    }

    /** {@return an error in the XML form of S3; the request is not processed} */
    public static Fault storageError(int status, String code, String message) {
        return answer(StorageErrors.refusal(status, code, message, Map.of()));
    }

    /**
     * An answer of any form; the request is not processed.
     *
     * @param status 200..599
     * @param headers by name; the sandbox sets the length
     * @param body sent as UTF-8
     */
    public static Fault raw(int status, Map<String, String> headers, String body) {
        return of(new FaultEffect.Answer(status, headers, body));
    }

    /** {@return 429 without {@code Retry-After}, as the service answers; the request is not processed} */
    public static Fault throttled() {
        return apiError(429, "RATE_LIMIT_EXCEEDED", "rate limit exceeded");
    }

    /** {@return 429 with {@code Retry-After} in whole seconds; the request is not processed} */
    public static Fault throttled(Duration retryAfter) {
        return throttled().retryAfter(retryAfter);
    }

    /**
     * A wait by the wall clock before the request is processed. When its connection ends meanwhile, it is not processed
     * at all.
     */
    public static Fault latency(Duration time) {
        return of(new FaultEffect.Latency(time, false));
    }

    /**
     * A wait by the wall clock after the request was processed, and paid for, before it is answered. A client that goes
     * away meanwhile has paid.
     */
    public static Fault lateAnswer(Duration time) {
        return of(new FaultEffect.Latency(time, true));
    }

    /** {@return a reset of the connection instead of an answer; the request is not processed} */
    public static Fault resetBefore() {
        return of(FaultEffect.Spoil.RESET_BEFORE);
    }

    /** {@return a reset of the connection instead of an answer after the request was processed, and paid for} */
    public static Fault resetAfter() {
        return of(FaultEffect.Spoil.RESET_AFTER);
    }

    /** {@return the true answer, of which only the first half arrives before the connection ends} */
    public static Fault truncated() {
        return of(FaultEffect.Spoil.TRUNCATED);
    }

    /** {@return the status and headers of the true answer, with bytes that are neither text nor picture} */
    public static Fault garbage() {
        return of(FaultEffect.Spoil.GARBAGE);
    }

    /**
     * Something that ended before its time. At {@code UPLOAD_SLOT} the URLs that are given away are over already; at
     * {@code STORAGE_PUT}, {@code IMAGE_GET} and {@code MODEL_FILE} every URL is called expired.
     */
    public static Fault expired() {
        return of(new FaultEffect.Twist(Fate.EXPIRED));
    }

    /** {@return a queue that never moves: the tasks that are submitted meanwhile wait for ever} */
    public static Fault stuck() {
        return of(new FaultEffect.Twist(Fate.STUCK));
    }

    /** {@return a failure at the end of the tasks that are submitted meanwhile} */
    public static Fault failed() {
        return of(new FaultEffect.Twist(Fate.FAILED));
    }

    /** {@return a cancellation at the end of the tasks that are submitted meanwhile} */
    public static Fault canceled() {
        return of(new FaultEffect.Twist(Fate.CANCELED));
    }

    /**
     * Pictures that are not there. At {@code TXT2IMG} and {@code IMG2IMG} the tasks that are submitted meanwhile
     * succeed without pictures; at {@code IMAGE_GET} no picture is found.
     */
    public static Fault vanished() {
        return of(new FaultEffect.Twist(Fate.VANISHED));
    }

    /** {@return this fault for so many requests from when it is switched on} */
    public Fault next(int requests) {
        return new Fault(effect, new Occurrence.Next(requests));
    }

    /** {@return this fault for one request of {@code n}: the last of each round} */
    public Fault everyNth(int n) {
        return new Fault(effect, new Occurrence.Every(n));
    }

    /** {@return this fault for some requests by chance, the same ones for the same seed} */
    public Fault withProbability(double probability, long seed) {
        return new Fault(effect, new Occurrence.Chance(probability, seed));
    }

    /**
     * This fault with a {@code Retry-After} header in whole seconds.
     *
     * @throws IllegalStateException when it is not an answer
     */
    public Fault retryAfter(Duration time) {
        if (!(effect instanceof FaultEffect.Answer answer)) {
            throw new IllegalStateException("only an answer has headers, but this is " + effect.word());
        }
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.put(RETRY_AFTER, Long.toString(time.toSeconds()));
        return new Fault(new FaultEffect.Answer(answer.status(), headers, answer.body()), occurrence);
    }

    FaultEffect effect() {
        return effect;
    }

    Occurrence occurrence() {
        return occurrence;
    }

    /** Refuses an endpoint at which this fault would do nothing. */
    void checkFits(SandboxEndpoint endpoint) {
        if (!effect.fits(endpoint)) {
            throw new IllegalArgumentException(effect.word() + " does nothing at " + endpoint.word());
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fault fault && effect.equals(fault.effect) && occurrence.equals(fault.occurrence);
    }

    @Override
    public int hashCode() {
        return 31 * effect.hashCode() + occurrence.hashCode();
    }

    /** {@return its JSON form, as the control API takes and gives it} */
    @Override
    public String toString() {
        return FaultForm.write(this).toString();
    }

    private static Fault answer(Refusal refusal) {
        Reply reply = refusal.reply();
        return raw(reply.status(), reply.headers(), new String(reply.body(), StandardCharsets.UTF_8));
    }
}
