package io.github.novitagateway.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.novitagateway.image.Webhook.TaskEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

@Timeout(30)
class TaskEventsTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final TaskEvents events = new TaskEvents(3);

    @AfterEach
    void close() {
        Schedulers.resetOnScheduleHook("slow");
        events.close();
    }

    private static TaskEvent event(int number) {
        return new TaskEvent("E" + number, null);
    }

    private void publish(int first, int last) {
        IntStream.rangeClosed(first, last).mapToObj(TaskEventsTest::event).forEach(events::publish);
    }

    @Test
    void allWhoListenHearAnEvent() {
        Mono<List<TaskEvent>> both =
                Flux.merge(events.events().take(1), events.events().take(1)).collectList();

        StepVerifier.create(both.doOnSubscribe(listening ->
                        Schedulers.parallel().schedule(() -> events.publish(event(1)), 100, TimeUnit.MILLISECONDS)))
                .expectNext(List.of(event(1), event(1)))
                .expectComplete()
                .verify(LONG);
    }

    @Test
    void anEventThatNobodyHearsIsGoneAndHarmsNothing() {
        events.publish(event(1));

        StepVerifier.create(events.events())
                .then(() -> events.publish(event(2)))
                .expectNext(event(2))
                .thenCancel()
                .verify(LONG);
        events.publish(event(3));
    }

    @Test
    void aSlowSubscriberLosesTheOldestAndHoldsNobodyUp() {
        StepVerifier.create(events.events(), 0)
                .then(() -> publish(1, 50))
                .thenRequest(50)
                .recordWith(ArrayList::new)
                .expectNextCount(4)
                .consumeRecordedWith(
                        heard -> assertThat(heard).containsExactly(event(1), event(48), event(49), event(50)))
                .thenCancel()
                .verify(LONG);
    }

    @Test
    void aSubscriberThatKeepsItsThreadBusyHoldsNoPublisherUp() throws InterruptedException {
        CountDownLatch heard = new CountDownLatch(1);
        AtomicBoolean goOn = new AtomicBoolean();
        AtomicLong turns = new AtomicLong();
        long deadline = System.nanoTime() + LONG.toNanos();
        Disposable listening = events.events().subscribe(event -> {
            heard.countDown();
            while (!goOn.get() && System.nanoTime() - deadline < 0) {
                turns.incrementAndGet();
            }
        });

        long start = System.nanoTime();
        events.publish(event(0));
        assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
        publish(1, 1_000);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        goOn.set(true);
        listening.dispose();
    }

    @Test
    void eventsThatComeAtTheSameTimeAllArrive() {
        TaskEvents wide = new TaskEvents(10_000);
        Mono<Long> heard = wide.events().take(4_000).count();

        StepVerifier.create(heard.doOnSubscribe(listening -> IntStream.range(0, 4)
                        .forEach(thread -> Mono.fromRunnable(
                                        () -> IntStream.range(0, 1_000).forEach(i -> wide.publish(event(i))))
                                .delaySubscription(Duration.ofMillis(100))
                                .subscribeOn(Schedulers.boundedElastic())
                                .subscribe())))
                .expectNext(4_000L)
                .expectComplete()
                .verify(LONG);
    }

    @Test
    void publishersThatMeetNeitherFailNorLoseAnEvent() {
        CountDownLatch publishing = new CountDownLatch(1);
        Thread slow = new Thread(() -> events.publish(event(1)));
        Schedulers.onScheduleHook("slow", task -> {
            if (Thread.currentThread() == slow) {
                publishing.countDown();
                LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            }
            return task;
        });

        StepVerifier.create(events.events())
                .then(slow::start)
                .then(() -> assertThat(Mono.fromCallable(() -> publishing.await(10, TimeUnit.SECONDS))
                                .block())
                        .isTrue())
                .then(() -> events.publish(event(2)))
                .expectNext(event(1), event(2))
                .thenCancel()
                .verify(LONG);
    }

    @Test
    void closingCompletesWhoeverListensAndLaterEventsAreGone() {
        StepVerifier.create(events.events())
                .then(events::close)
                .expectComplete()
                .verify(LONG);
        events.publish(event(1));
        StepVerifier.create(events.events()).expectComplete().verify(LONG);
    }

    @Test
    void aBufferOfNoneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TaskEvents(0))
                .withMessage("buffer must be at least 1 but was 0");
    }
}
