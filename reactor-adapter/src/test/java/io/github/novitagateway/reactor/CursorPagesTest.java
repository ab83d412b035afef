package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.reactor.CursorPages.Page;
import io.github.novitagateway.reactor.Replies.Cursor;
import io.github.novitagateway.reactor.Replies.Unshown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.subscriber.TestSubscriber;
import tools.jackson.databind.node.StringNode;

class CursorPagesTest {

    private static final int PAGE_SIZE = 2;

    private final List<Map<String, String>> queries = new ArrayList<>();

    @Test
    void asksForTheFirstPageWithoutACursorAndForEveryFurtherOneWithTheLast() {
        assertThat(rows(pages(full("c_2"), full("c_4"), CursorPagesTest::last))).hasSize(5);

        assertThat(queries)
                .containsExactly(
                        Map.of("pagination.limit", "2", "filter.types", "lora"),
                        Map.of("pagination.limit", "2", "filter.types", "lora", "pagination.cursor", "c_2"),
                        Map.of("pagination.limit", "2", "filter.types", "lora", "pagination.cursor", "c_4"));
    }

    @Test
    void endsAtAPageWithoutRowsThoughItHasACursor() {
        assertThat(rows(pages(full("c_2"), number -> page(List.of(), "c_4")))).containsExactly("1a", "1b");
        assertThat(queries).hasSize(2);
    }

    @Test
    void endsAtAShortPageThoughItHasACursor() {
        assertThat(rows(pages(number -> page(List.of("only"), "c_2")))).containsExactly("only");
        assertThat(queries).hasSize(1);
    }

    @Test
    void endsWhereNoCursorIs() {
        assertThat(rows(pages(number -> Page.of(List.of("a", "b"), null)))).containsExactly("a", "b");
        assertThat(rows(pages(number -> Page.of(List.of("a", "b"), new Cursor(null)))))
                .containsExactly("a", "b");
        assertThat(rows(pages(full("")))).containsExactly("3a", "3b");
        assertThat(queries).hasSize(3);
    }

    @Test
    void readsAbsentRowsAsNone() {
        assertThat(rows(pages(number -> Page.of(null, new Cursor(new Unshown(StringNode.valueOf("c_2")))))))
                .isEmpty();
    }

    @Test
    void endsAtACursorThatRepeats() {
        assertThat(rows(pages(full("c_2"), full("c_2"), full("c_6")))).containsExactly("1a", "1b", "2a", "2b");
        assertThat(queries).hasSize(2);
    }

    @Test
    void endsAtACursorThatWasUsedLongAgo() {
        assertThat(rows(pages(full("c_2"), full("c_4"), full("c_2"), full("c_8"))))
                .hasSize(6);
        assertThat(queries).hasSize(3);
    }

    @Test
    void endsAfterAThousandPages() {
        assertThat(rows(number -> Mono.just(full("c_" + number).apply(number)))).hasSize(2000);
        assertThat(queries).hasSize(1000);
    }

    @Test
    void emitsARowOnceThoughItShiftsOntoTheNextPage() {
        assertThat(rows(pages(
                        number -> page(List.of("c", "b"), "c_2"),
                        number -> page(List.of("b", "a"), "c_4"),
                        CursorPagesTest::last)))
                .containsExactly("c", "b", "a", "last");
    }

    @Test
    void leavesOutRowsThatNothingTellsApart() {
        assertThat(rows(pages(number -> page(List.of("", " "), "c_2"), CursorPagesTest::last)))
                .containsExactly("last");
    }

    @Test
    void asksNothingBeforeSubscription() {
        walk(pages(CursorPagesTest::last));

        assertThat(queries).isEmpty();
    }

    @Test
    void staysAtMostOnePageAheadOfTheSubscriber() {
        TestSubscriber<String> slow = TestSubscriber.builder().initialRequest(1).build();
        walk(number -> Mono.just(full("c_" + number).apply(number))).subscribe(slow);
        assertThat(queries).hasSizeLessThanOrEqualTo(2);

        for (int row = 2; row <= 20; row++) {
            slow.request(1);
            int page = (row + 1) / PAGE_SIZE;
            assertThat(queries).hasSizeBetween(page, page + 1);
        }
        assertThat(slow.getReceivedOnNext()).hasSize(20);
    }

    @Test
    void stopsAskingWhenTheSubscriberHasEnough() {
        Flux<String> endless = walk(number -> Mono.just(full("c_" + number).apply(number)));

        assertThat(ServiceTest.values(endless.take(3))).containsExactly("1a", "1b", "2a");

        assertThat(queries).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void cancellingCancelsThePageUnderWay() {
        AtomicInteger cancelled = new AtomicInteger();
        TestSubscriber<String> subscriber = TestSubscriber.create();
        walk(number -> Mono.<Page<String>>never().doOnCancel(cancelled::incrementAndGet))
                .subscribe(subscriber);

        subscriber.cancel();

        assertThat(cancelled).hasValue(1);
    }

    @Test
    void aSubscriberThatTakesItsTimeDoesNotLetThePageAheadTimeOut() {
        VirtualClock clock = new VirtualClock();
        TestSubscriber<String> slow = TestSubscriber.builder().initialRequest(1).build();
        walk(number -> Mono.delay(Duration.ofSeconds(1), clock)
                        .thenReturn(number < 3 ? full("c_" + number).apply(number) : last(number))
                        .timeout(Duration.ofSeconds(30), clock))
                .subscribe(slow);

        for (int row = 2; row <= 6; row++) {
            clock.advance(Duration.ofHours(1));
            slow.request(1);
        }
        clock.advance(Duration.ofHours(1));

        assertThat(slow.getReceivedOnNext()).containsExactly("1a", "1b", "2a", "2b", "last");
        assertThat(slow.isTerminatedComplete()).isTrue();
    }

    @Test
    void everySubscriptionWalksFromTheBeginning() {
        Flux<String> walk = walk(pages(full("c_2"), CursorPagesTest::last, full("c_2"), CursorPagesTest::last));

        assertThat(ServiceTest.values(walk)).containsExactly("1a", "1b", "last");
        assertThat(ServiceTest.values(walk)).containsExactly("3a", "3b", "last");
    }

    @Test
    void aFailedPageEndsTheWalkAfterTheRowsBeforeIt() {
        TestSubscriber<String> subscriber = TestSubscriber.create();
        walk(number -> number == 1 ? Mono.just(full("c_2").apply(1)) : Mono.error(WatchedTraining.overloaded()))
                .subscribe(subscriber);

        assertThat(subscriber.getReceivedOnNext()).containsExactly("1a", "1b");
        assertThat(subscriber.expectTerminalError()).hasMessageContaining("503");
    }

    private List<String> rows(IntFunction<Mono<Page<String>>> pages) {
        return ServiceTest.values(walk(pages));
    }

    private Flux<String> walk(IntFunction<Mono<Page<String>>> pages) {
        Function<Map<String, String>, Mono<Page<String>>> fetch = query -> {
            queries.add(query);
            return pages.apply(queries.size());
        };
        return CursorPages.walk(PAGE_SIZE, Map.of("filter.types", "lora"), fetch, CursorPagesTest::key);
    }

    private static @Nullable String key(String row) {
        return row.isEmpty() ? null : row;
    }

    /** One page after the other, by how many were asked for before. */
    @SafeVarargs
    private IntFunction<Mono<Page<String>>> pages(IntFunction<Page<String>>... pages) {
        int before = queries.size();
        return number -> Mono.just(pages[number - before - 1].apply(number));
    }

    private static IntFunction<Page<String>> full(String next) {
        return number -> page(List.of(number + "a", number + "b"), next);
    }

    private static Page<String> last(int number) {
        return page(List.of("last"), "");
    }

    private static Page<String> page(List<String> rows, String next) {
        return new Page<>(rows, rows.size(), next);
    }
}
