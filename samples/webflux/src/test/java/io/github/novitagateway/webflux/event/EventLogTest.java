package io.github.novitagateway.webflux.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

/** What readers of the log get: early ones, late ones, slow ones. */
class EventLogTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final EventLog log = new EventLog(JsonMapper.builder().build());

    record Told(String training, String topic, int value, boolean course) implements StudioEvent {
        @Override
        public String kind() {
            return "told";
        }
    }

    @Test
    void whoComesLateGetsTheNewestOfEachTopicInTheirOrder() {
        add("a", "upload/0", 1);
        add("a", "upload/1", 2);
        add("a", "upload/0", 3);

        assertThat(values(log.all(null), 2)).containsExactly(2, 3);
    }

    @Test
    void aReaderGetsItsTrainingAndWhatIsForEverybody() {
        add("a", "x", 1);
        add("b", "x", 2);
        add(StudioEvent.EVERYBODY, "service", 3);

        assertThat(values(log.of("a", null), 2)).containsExactly(1, 3);
    }

    @Test
    void whoComesBackGetsWhatItMissedAndNothingElse() {
        add("a", "x", 1);
        add("a", "y", 2);
        String lastId = log.id(Objects.requireNonNull(log.all(null).take(2).blockLast(PATIENCE)));
        add("a", "z", 3);

        assertThat(values(log.all(lastId), 1)).containsExactly(3);
    }

    @Test
    void anIdOfAnotherProcessIsNotTakenForOneOfThis() {
        add("a", "x", 1);

        assertThat(values(log.all("1-1"), 1)).containsExactly(1);
        assertThat(values(log.all("nonsense"), 1)).containsExactly(1);
        assertThat(values(
                        log.all(log.id(Objects.requireNonNull(log.all(null).blockFirst(PATIENCE)))
                                + "999999999999999999"),
                        1))
                .containsExactly(1);
    }

    @Test
    void aSlowReaderSkipsWhatIsOutdatedAndEndsWithTheNewest() {
        List<Integer> got = new ArrayList<>();
        BaseSubscriber<LoggedEvent> slow = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
                request(1);
            }

            @Override
            protected void hookOnNext(LoggedEvent event) {
                got.add(value(event));
            }
        };
        log.all(null).subscribe(slow);
        IntStream.rangeClosed(1, 10_000).forEach(value -> log.add(new Told("a", "status", value, true)));
        assertThat(got).containsExactly(1);
        slow.request(10);

        assertThat(got).hasSizeLessThanOrEqualTo(3).endsWith(10_000);
    }

    @Test
    void aCourseOfAnyLengthIsKeptInABoundedNumberOfPoints() {
        IntStream.rangeClosed(1, 50_000).forEach(value -> log.add(new Told("a", "status", value, true)));

        List<Integer> points = new ArrayList<>();
        log.all(null)
                .map(EventLogTest::value)
                .takeUntil(value -> value == 50_000)
                .doOnNext(points::add)
                .blockLast(PATIENCE);
        assertThat(points)
                .hasSizeBetween(Channel.MOST_POINTS / 2, Channel.MOST_POINTS)
                .startsWith(1)
                .isSorted();
    }

    @Test
    void noReaderMissesTheLastEventWhoeverAddsAtTheSameTime() {
        int writers = 8;
        int each = 500;
        Set<String> seen = ConcurrentHashMap.newKeySet();
        Flux<Integer> readers = Flux.range(0, 20)
                .flatMap(
                        reader -> log.all(null)
                                .doOnNext(event -> seen.add(reader + "/" + event.topic()))
                                .take(writers)
                                .then(log.all(null)
                                        .filter(event -> value(event) == each)
                                        .map(LoggedEvent::topic)
                                        .distinct()
                                        .take(writers)
                                        .then())
                                .thenReturn(reader)
                                .subscribeOn(Schedulers.boundedElastic()),
                        20);
        Flux<Integer> adding = Flux.range(0, writers)
                .flatMap(
                        writer -> Flux.range(1, each)
                                .doOnNext(value -> add("training" + writer, "topic" + writer, value))
                                .subscribeOn(Schedulers.boundedElastic()),
                        writers);

        StepVerifier.create(readers.mergeWith(adding.then().cast(Integer.class)).collectList())
                .assertNext(done -> assertThat(done).hasSize(20))
                .expectComplete()
                .verify(PATIENCE);
    }

    private void add(String training, String topic, int value) {
        log.add(new Told(training, topic, value, false));
    }

    private static List<Integer> values(Flux<LoggedEvent> events, int most) {
        return Objects.requireNonNull(
                events.map(EventLogTest::value).take(most).collectList().block(PATIENCE));
    }

    private static int value(LoggedEvent event) {
        return Integer.parseInt(event.json().replaceAll(".*\"value\":(\\d+).*", "$1"));
    }
}
