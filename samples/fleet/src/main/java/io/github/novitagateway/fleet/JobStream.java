package io.github.novitagateway.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The jobs of a fleet as one node sees them. All of it waits for a Redis that is away, and nothing may be said about a
 * job that another node has taken over: that ends in {@link LostJobException}.
 */
final class JobStream {
    /** How long the end of a job is remembered. */
    static final Duration KEPT = Duration.ofDays(7);

    private static final Duration LOOK = Duration.ofMillis(100);

    private final RedisCalls redis;
    private final JobKeys keys;
    private final String node;
    private final Duration takeOverAfter;

    /** @param takeOverAfter how long a node must be silent for others to get what it held */
    JobStream(RedisCalls redis, JobKeys keys, String node, Duration takeOverAfter) {
        this.redis = redis;
        this.keys = keys;
        this.node = node;
        this.takeOverAfter = takeOverAfter;
    }

    Duration takeOverAfter() {
        return takeOverAfter;
    }

    /** {@return whether it was new: a job whose id is known is not added again} */
    Mono<Boolean> add(StyleJob job) {
        List<String> said = JobNotes.of(JobState.QUEUED)
                .with("id", job.id())
                .with("name", job.name())
                .with("tries", 0)
                .with("of", job.prompts().size())
                .fields();
        return redis.run(JobScripts.ADD, keysOf(job.id()), arguments(said, StyleJobs.write(job), job.id()))
                .map(JobStream::yes);
    }

    /**
     * Takes jobs: such as nobody works on any more first, then new ones.
     *
     * @param most how many at most
     * @param held entries of the jobs that this node works on
     */
    Flux<TakenJob> take(int most, Set<String> held) {
        List<String> arguments = arguments(List.copyOf(held), node, millis(takeOverAfter), Integer.toString(most));
        return most == 0
                ? Flux.empty()
                : redis.run(JobScripts.TAKE, List.of(keys.jobs()), arguments)
                        .flatMapIterable(taken -> taken)
                        .map(JobStream::taken);
    }

    private static TakenJob taken(Object told) {
        List<?> row = (List<?>) told;
        return new TakenJob(text(row, 0), Integer.parseInt(text(row, 1)), text(row, 2), text(row, 3), text(row, 4));
    }

    /** {@return what is known of a job; empty where nothing is} */
    Mono<Map<String, String>> known(String id) {
        return redis.run(JobScripts.KNOWN, List.of(keys.job(id)), List.of()).map(JobStream::fields);
    }

    /** Says something about a job that this node holds. */
    Mono<Void> note(TakenJob job, JobNotes notes) {
        return said(job, JobScripts.NOTE, arguments(notes.fields(), node, job.entry(), job.hold()));
    }

    /** Says that this node lives; {@return those of the entries that it still holds} */
    Mono<Set<String>> renew(Set<String> entries) {
        List<String> arguments = arguments(new ArrayList<>(entries), node, millis(takeOverAfter));
        return redis.run(JobScripts.RENEW, keysOf(""), arguments).map(kept -> {
            Set<String> own = new HashSet<>();
            kept.forEach(entry -> own.add((String) entry));
            return own;
        });
    }

    /** Gives a job away in good time, which is no try: whoever asks next gets it. */
    Mono<Void> handBack(TakenJob job, String reason) {
        return handBack(job, takeOverAfter, job.tries() - 1, reason);
    }

    /**
     * Gives a job away that did not work out: whoever asks after the pause gets it.
     *
     * @param pause at most the time after which jobs are taken over
     * @param counted whether that was a try
     */
    Mono<Void> tryLater(TakenJob job, Duration pause, boolean counted, String reason) {
        Duration silent = takeOverAfter.minus(pause);
        return handBack(
                job, silent.isNegative() ? Duration.ZERO : silent, counted ? job.tries() : job.tries() - 1, reason);
    }

    private Mono<Void> handBack(TakenJob job, Duration silent, int tries, String reason) {
        List<String> notes = JobNotes.none()
                .with("node", "")
                .with("counted", tries)
                .reason(reason)
                .fields();
        return said(job, JobScripts.HAND_BACK, arguments(notes, node, job.entry(), job.hold(), millis(silent)));
    }

    /** Takes a job out of the stream; a dead one goes to the dead letters. */
    Mono<Void> end(TakenJob job, JobNotes notes) {
        return said(job, JobScripts.END, arguments(notes.fields(), node, job.entry(), job.hold(), millis(KEPT)));
    }

    /**
     * What happens to all jobs, from the beginning as far as it is remembered, and on without end. Each subscriber
     * reads for itself, so a slow one, or one that comes late, misses nothing.
     */
    Flux<JobView> feed() {
        return Flux.defer(() -> {
            String[] last = {"0-0"};
            return Flux.defer(() -> redis.run(JobScripts.READ, List.of(keys.feed()), List.of(last[0])))
                    .concatMapIterable(rows -> rows)
                    .map(told -> {
                        List<?> row = (List<?>) told;
                        last[0] = text(row, 0);
                        return JobView.of(fields((List<?>) row.get(1)));
                    })
                    .repeatWhen(read -> read.delayElements(LOOK));
        });
    }

    /** {@return the reasons of the dead letters by the id of their job} */
    Mono<Map<String, String>> dead() {
        return letters("0-0")
                .expand(rows -> rows.isEmpty() ? Mono.empty() : letters(text((List<?>) rows.get(rows.size() - 1), 0)))
                .concatMapIterable(rows -> rows)
                .map(row -> fields((List<?>) ((List<?>) row).get(1)))
                .collectMap(letter -> letter.getOrDefault("id", ""), letter -> letter.getOrDefault("reason", ""));
    }

    private Mono<List<Object>> letters(String after) {
        return redis.run(JobScripts.READ, List.of(keys.dead()), List.of(after));
    }

    /** {@return how many jobs wait or are worked on, and how many of them a node holds} */
    Mono<Backlog> backlog() {
        return redis.run(JobScripts.COUNT, List.of(keys.jobs()), List.of())
                .map(told -> new Backlog(Long.parseLong(text(told, 0)), Long.parseLong(text(told, 1))));
    }

    record Backlog(long jobs, long held) {}

    private Mono<Void> said(TakenJob job, String script, List<String> arguments) {
        return redis.run(script, keysOf(job.id()), arguments)
                .filter(JobStream::yes)
                .switchIfEmpty(Mono.error(() -> new LostJobException(job.id())))
                .then();
    }

    private List<String> keysOf(String id) {
        return List.of(keys.jobs(), keys.job(id), keys.feed(), keys.dead());
    }

    private static List<String> arguments(List<String> last, String... first) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(last);
        return all;
    }

    private static boolean yes(List<Object> answer) {
        return "1".equals(answer.get(0));
    }

    private static String text(List<?> row, int place) {
        return (String) row.get(place);
    }

    private static Map<String, String> fields(List<?> pairs) {
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i < pairs.size(); i += 2) {
            fields.put(text(pairs, i), text(pairs, i + 1));
        }
        return fields;
    }

    private static String millis(Duration span) {
        return Long.toString(span.toMillis());
    }
}
