package io.github.novitagateway.redis;

import io.github.novitagateway.error.NovitaException.JournalException;
import io.github.novitagateway.reactor.JournalText;
import io.github.novitagateway.reactor.TaskJournal;
import io.github.novitagateway.task.TaskId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A journal that all nodes of a {@link RedisFleet} share. Each entry is taken in one step of Redis, with the JSON that
 * {@link io.github.novitagateway.reactor.FileTaskJournal} writes; of what is observed it keeps the first of each stage
 * and the latest.
 *
 * <p>A paid request belongs to the node that noted its intent, until that one is gone; then {@link #takeOver()} of
 * another node gets it, and of one node alone. A node that was only slow may go on watching such a task too, which
 * costs nothing.
 *
 * <p>What a run has spent is one sum for all nodes, and stays when its requests are forgotten. Of paid requests that
 * have ended it keeps the latest twenty of each kind, for the fleet's {@code keepFinished} after the last of them and
 * without what was observed; {@link #tasks()} tells those.
 *
 * <p>{@link #append} completes when Redis has answered. Whether that survives a loss of power is Redis' setting:
 * {@code appendonly yes} with {@code appendfsync always} does, {@code everysec} may lose the last second. While Redis
 * is away every use ends in {@link JournalException} after the fleet's time limit at most, so that nothing is paid
 * unnoted. An entry whose {@code append} failed or was cancelled may be there.
 */
public final class RedisTaskJournal implements TaskJournal {

    private static final int DECIMALS = 9;
    private static final Comparator<PaidTask> OLDEST_FIRST =
            Comparator.comparing(task -> task.intent().at());

    private final RedisLink redis;
    private final Keys keys;
    private final FleetSettings settings;
    private final Holding paid;

    RedisTaskJournal(RedisLink redis, FleetSettings settings, Holding paid) {
        this.redis = redis;
        this.keys = settings.keys();
        this.settings = settings;
        this.paid = paid;
    }

    @Override
    public Mono<Void> append(Entry entry) {
        Objects.requireNonNull(entry, "entry");
        return Mono.defer(() -> noted(entry))
                .onErrorMap(RedisTaskJournal::failed)
                .then();
    }

    private Mono<?> noted(Entry entry) {
        String line = JournalText.write(entry);
        if (entry instanceof Intended intended) {
            return intended(intended, line);
        }
        if (entry instanceof Started started) {
            String task = task(started.task());
            List<String> all = List.of(paid.stream(), request(started.key()), task, seen(task), requests(task));
            return redis.run(JournalScripts.START, all, line, millis(settings.keepFinished()));
        }
        if (entry instanceof Refused refused) {
            return redis.run(JournalScripts.REFUSE, List.of(paid.stream(), request(refused.key())));
        }
        if (entry instanceof Stored stored) {
            String at = Long.toString(stored.at().toEpochMilli());
            return redis.run(
                    JournalScripts.STORE,
                    List.of(picture(stored.sha256())),
                    at,
                    line,
                    millis(settings.uploadsGoodFor()));
        }
        if (entry instanceof Spent) {
            return Mono.empty();
        }
        return entry instanceof Ended ended ? ended(ended, line) : observed((Observed) entry, line);
    }

    /** Costs are counted in billionths of a dollar: Redis adds whole numbers exactly. */
    private Mono<?> intended(Intended intended, String line) {
        Cost cost = intended.cost();
        String billionths = cost == null
                ? ""
                : Long.toString(cost.usd().movePointRight(DECIMALS).longValueExact());
        return redis.run(
                JournalScripts.INTEND,
                List.of(paid.stream(), request(intended.key()), spending(cost == null ? "" : cost.run())),
                settings.node(),
                line,
                billionths);
    }

    private Mono<?> observed(Observed observed, String line) {
        String task = task(observed.task());
        Double progress = observed.progressPercent();
        String percent = progress == null ? "" : Long.toString(Math.round(progress));
        return redis.run(JournalScripts.OBSERVE, List.of(task, seen(task)), observed.stage(), percent, line);
    }

    private Mono<?> ended(Ended ended, String line) {
        String task = task(ended.task());
        return redis.run(
                JournalScripts.END,
                List.of(
                        paid.stream(),
                        task,
                        seen(task),
                        requests(task),
                        ended(ended.task().kind())),
                millis(settings.keepFinished()),
                line);
    }

    @Override
    public Flux<PaidTask> unfinished() {
        return told(JournalScripts.TELL_ALL);
    }

    @Override
    public Flux<PaidTask> tasks() {
        return Flux.mergeComparing(1, OLDEST_FIRST, unfinished(), ended());
    }

    private Flux<PaidTask> ended() {
        List<String> kinds = Stream.of(TaskId.Kind.values()).map(this::ended).toList();
        return Mono.defer(() -> redis.run(JournalScripts.TELL_ENDED, kinds))
                .flatMapIterable(told -> told)
                .map(RedisTaskJournal::endedTask)
                .sort(OLDEST_FIRST)
                .onErrorMap(RedisTaskJournal::failed);
    }

    private static PaidTask endedTask(Object told) {
        List<Entry> entries = lines(told).stream()
                .map(line -> JournalText.read((String) line))
                .toList();
        return new PaidTask((Intended) entries.get(0), (Started) entries.get(1), List.of(), (Ended) entries.get(2));
    }

    /**
     * Takes over what nobody works on: paid requests of nodes that have given no sign of life for the fleet's
     * {@code takeOverAfter}, or were closed. Of several nodes that ask at once each request goes to one.
     *
     * @return those, and what this node holds already, oldest first
     */
    @Override
    public Flux<PaidTask> takeOver() {
        return paid.takeOver()
                .onErrorMap(RedisTaskJournal::failed)
                .thenMany(Flux.defer(() -> told(JournalScripts.TELL_HELD)));
    }

    private Flux<PaidTask> told(Script script) {
        return page(script, "-")
                .expand(page -> page.isEmpty()
                        ? Mono.empty()
                        : page(script, "(" + lines(page.get(page.size() - 1)).get(0)))
                .concatMapIterable(page -> page)
                .map(RedisTaskJournal::paidTask)
                .onErrorMap(RedisTaskJournal::failed);
    }

    private Mono<List<Object>> page(Script script, String from) {
        return redis.run(script, List.of(paid.stream()), from, settings.node());
    }

    private static List<?> lines(Object told) {
        return (List<?>) told;
    }

    private static PaidTask paidTask(Object told) {
        List<Entry> entries = new ArrayList<>();
        lines(told).stream().skip(1).forEach(line -> entries.add(JournalText.read((String) line)));
        Started start = entries.size() > 1 ? (Started) entries.get(1) : null;
        List<Observed> observations =
                entries.stream().skip(2).map(Observed.class::cast).toList();
        return new PaidTask((Intended) entries.get(0), start, observations, null);
    }

    @Override
    public Mono<BigDecimal> spent(String run) {
        Objects.requireNonNull(run, "run");
        return Mono.defer(() -> money(JournalScripts.SPENT, spending(run))).defaultIfEmpty(BigDecimal.ZERO);
    }

    @Override
    public Mono<BigDecimal> counted(String key) {
        Objects.requireNonNull(key, "key");
        return Mono.defer(() -> money(JournalScripts.COUNTED, request(key)));
    }

    private Mono<BigDecimal> money(Script script, String key) {
        return redis.run(script, List.of(key))
                .flatMapIterable(found -> found)
                .next()
                .map(billionths -> BigDecimal.valueOf(Long.parseLong((String) billionths), DECIMALS))
                .onErrorMap(RedisTaskJournal::failed);
    }

    @Override
    public Mono<Stored> stored(String sha256) {
        Objects.requireNonNull(sha256, "sha256");
        return Mono.defer(() -> redis.run(JournalScripts.STORED, List.of(picture(sha256))))
                .flatMapIterable(found -> found)
                .next()
                .map(line -> (Stored) JournalText.read((String) line))
                .filter(stored -> Duration.between(stored.at(), settings.clock().instant())
                                .compareTo(settings.uploadsGoodFor())
                        <= 0)
                .onErrorMap(RedisTaskJournal::failed);
    }

    /** {@return the beginning of its keys} */
    @Override
    public String toString() {
        return "RedisTaskJournal[" + keys.prefix() + "]";
    }

    private String request(String key) {
        return keys.of("request", key);
    }

    private String task(Object id) {
        return keys.of("task", id);
    }

    private String spending(String run) {
        return keys.of("spent", run);
    }

    private String ended(TaskId.Kind kind) {
        return keys.of("ended", kind);
    }

    private static String seen(String task) {
        return task + ":seen";
    }

    private static String requests(String task) {
        return task + ":requests";
    }

    private String picture(String sha256) {
        return keys.of("picture", sha256);
    }

    private static String millis(Duration span) {
        return Long.toString(span.toMillis());
    }

    private static Throwable failed(Throwable failure) {
        return failure instanceof JournalException
                ? failure
                : new JournalException("the journal in Redis cannot be used: " + reason(failure), null, failure);
    }

    private static @Nullable String reason(Throwable failure) {
        return failure.getMessage();
    }
}
