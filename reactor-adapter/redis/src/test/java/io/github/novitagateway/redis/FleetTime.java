package io.github.novitagateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.reactor.VirtualClock;
import io.github.novitagateway.redis.Post.Subject;
import io.github.novitagateway.task.TaskId;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.event.command.CommandFailedEvent;
import io.lettuce.core.event.command.CommandListener;
import io.lettuce.core.event.command.CommandStartedEvent;
import io.lettuce.core.event.command.CommandSucceededEvent;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultEventLoopGroupProvider;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * Virtual time of a fleet over a real Redis: it stands still as long as anything is on its way to Redis or from it,
 * however slow the machine is. It takes a {@link #client()} whose connections have one thread, so that what one of them
 * brought has been seen to when another brings something.
 */
final class FleetTime implements AutoCloseable {

    private static final Duration STEP = Duration.ofMillis(10);
    private static final int A_WAIT_NANOS = 10_000;
    private static final int MOST_WAITS = 1_000_000;
    private static final TaskId MARK = TaskId.style("mark");
    private static final String HEARD = "heard";
    private static final Set<ProtocolKeyword> ITS_OWN = Set.of(CommandType.PUBLISH, CommandType.PUBSUB);

    private final VirtualClock clock;
    private final StatefulRedisConnection<String, String> redis;
    private final RedisClient client;
    private final Count count = new Count();
    private final Disposable.Composite ears = Disposables.composite();
    private final AtomicLong heard = new AtomicLong();
    private String channel = "";
    private int nodes;
    private long marks;

    FleetTime(VirtualClock clock, RedisClient client, RedisURI uri) {
        this.clock = clock;
        this.client = client;
        redis = client.connect(uri);
        client.addListener(count);
    }

    static RedisClient client() {
        return RedisClient.create(ClientResources.builder()
                .eventLoopGroupProvider(new DefaultEventLoopGroupProvider(1))
                .build());
    }

    /** Takes in a node, and connects it. */
    void join(Board board) {
        channel = board.post().channel();
        nodes++;
        ears.add(board.post()
                .messages()
                .filter(message -> message.word().equals(HEARD))
                .subscribe(message -> heard.incrementAndGet()));
        await("line", () -> redis.sync().pubsubNumsub(channel).equals(Map.of(channel, (long) nodes)));
        AtomicLong said = new AtomicLong();
        ears.add(board.post().send(Subject.EVENT, MARK, "").subscribe(none -> {}, failed -> {}, said::incrementAndGet));
        await("link", () -> {
            clock.advance(Duration.ZERO);
            return said.get() > 0;
        });
    }

    /** {@return how many commands the nodes have given} */
    long commands() {
        return count.given.get();
    }

    void passUntil(Duration moment) {
        while (clock.elapsed().compareTo(moment) < 0) {
            long known = commands();
            clock.advance(STEP);
            while (commands() > known) {
                known = commands();
                await("answers", () -> count.unanswered.get() == 0);
                awaitMessages();
                clock.advance(Duration.ZERO);
            }
        }
    }

    /** They come in their order: all have come to a node that has heard the last. */
    private void awaitMessages() {
        redis.sync().publish(channel, "event " + MARK + " " + HEARD);
        marks += nodes;
        await("messages", () -> heard.get() == marks);
    }

    private static void await(String what, BooleanSupplier isThere) {
        for (int waits = 0; !isThere.getAsBoolean(); waits++) {
            assertThat(waits < MOST_WAITS).as("Redis' %s", what).isTrue();
            LockSupport.parkNanos(A_WAIT_NANOS);
        }
    }

    @Override
    public void close() {
        await("last answers", () -> count.unanswered.get() == 0);
        ears.dispose();
        client.removeListener(count);
        redis.close();
    }

    private static final class Count implements CommandListener {

        private final AtomicLong given = new AtomicLong();
        private final AtomicLong unanswered = new AtomicLong();

        @Override
        public void commandStarted(CommandStartedEvent event) {
            if (!ITS_OWN.contains(event.getCommand().getType())) {
                given.incrementAndGet();
            }
            unanswered.incrementAndGet();
        }

        @Override
        public void commandSucceeded(CommandSucceededEvent event) {
            unanswered.decrementAndGet();
        }

        @Override
        public void commandFailed(CommandFailedEvent event) {
            unanswered.decrementAndGet();
        }
    }
}
