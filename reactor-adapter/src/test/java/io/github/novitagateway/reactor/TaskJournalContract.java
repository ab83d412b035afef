package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.reactor.TaskJournal.Intended;
import io.github.novitagateway.reactor.TaskJournal.PaidTask;
import io.github.novitagateway.reactor.TaskJournal.Refused;
import io.github.novitagateway.reactor.TaskJournal.Started;
import io.github.novitagateway.reactor.TaskJournal.Stored;
import io.github.novitagateway.task.TaskId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What every journal promises, whatever it writes to. Pictures are good for a day by a clock that stands at noon. */
public interface TaskJournalContract extends JournalSubject {

    @Test
    default void newJournalHoldsNothing() {
        expectUnfinished();
        assertThat(journal().stored(SHA).block(LONG)).isNull();
    }

    @Test
    default void textsComeBackAsTheyWereNotedWhateverTheyLookLike() {
        Intended intent = new Intended(
                "k1",
                TaskId.Kind.STYLE,
                "ring bearer portraits-1a2b3c4d",
                false,
                "{\"prompt\":\"a ring bearer in a garden\",\"policy=fast\":\"X-Amz-Signature=0123456789\"}",
                NOON);
        note(intent);
        expectUnfinished(new PaidTask(intent, null, List.of(), null));

        reopen();

        expectUnfinished(new PaidTask(intent, null, List.of(), null));
    }

    @Test
    default void outcomeOfAnIntentIsUnknownUntilItIsTold() {
        note(INTENT);

        expectUnfinished(new PaidTask(INTENT, null, List.of(), null));
    }

    @Test
    default void taskIsUnfinishedFromItsStartToItsEnd() {
        note(INTENT, START, QUEUED, TRAINING);
        expectUnfinished(new PaidTask(INTENT, START, List.of(QUEUED, TRAINING), null));

        note(END);

        expectUnfinished();
    }

    @Test
    default void refusedRequestIsForgotten() {
        note(INTENT, new Refused("k1", NOON));

        expectUnfinished();
    }

    @Test
    default void taskThatStartedIsNotForgottenByARefusal() {
        note(INTENT, START, new Refused("k1", NOON));

        expectUnfinished(new PaidTask(INTENT, START, List.of(), null));
    }

    @Test
    default void whatNoIntentHasBegunIsLeftOut() {
        note(START, QUEUED, END, new Refused("k1", NOON));
        note(INTENT, QUEUED, END, new Started("other", TASK, NOON));

        expectUnfinished(new PaidTask(INTENT, null, List.of(), null));
    }

    @Test
    default void sameEntryAgainChangesNothing() {
        note(INTENT, INTENT, START, START, new Started("k1", TaskId.style("another"), NOON));
        expectUnfinished(new PaidTask(INTENT, START, List.of(), null));

        note(END, END, START, INTENT);

        expectUnfinished();
    }

    @Test
    default void nothingIsObservedAfterTheEnd() {
        note(INTENT, START, END, TRAINING);

        expectUnfinished();
    }

    @Test
    default void unfinishedOnesComeOldestFirst() {
        for (int i = 0; i < 20; i++) {
            note(new Intended("key" + (i * 7 % 20), TaskId.Kind.IMAGE, null, false, "n" + i, NOON.plusSeconds(i)));
        }
        note(new Started("key7", TaskId.image("seven"), NOON.plusSeconds(50)), new Refused("key14", NOON));

        String[] expected = IntStream.range(0, 20)
                .filter(i -> i != 2)
                .mapToObj(i -> "n" + i)
                .toArray(String[]::new);
        assertThat(unfinished()).extracting(task -> task.intent().label()).containsExactly(expected);
        reopen();
        assertThat(unfinished()).extracting(task -> task.intent().label()).containsExactly(expected);
    }

    @Test
    default void requestsOfOneTaskEndTogether() {
        Intended second = new Intended("k2", TaskId.Kind.STYLE, "ink-hills-1f", true, null, NOON.plusSeconds(5));
        Started adopted = new Started("k2", TASK, NOON.plusSeconds(6));
        note(INTENT, START, QUEUED, second, adopted, TRAINING);
        expectUnfinished(
                new PaidTask(INTENT, START, List.of(QUEUED, TRAINING), null),
                new PaidTask(second, adopted, List.of(QUEUED, TRAINING), null));

        note(END);

        expectUnfinished();
    }

    @Test
    default void endedOnesAreToldAmongAllOldestFirst() {
        Intended later = new Intended("k2", TaskId.Kind.IMAGE, null, false, null, NOON.plusSeconds(9));
        note(INTENT, START, later, END);

        expectTasks(new PaidTask(INTENT, START, List.of(), END), new PaidTask(later, null, List.of(), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"order 17", "Größe \"5\" \\ 東京 🖋️", "\u2028 line \u2029 {\"entry\":\"ended\"}"})
    default void nameAndLabelComeBackAsTheyWere(String text) {
        Intended intent = new Intended("k1", TaskId.Kind.SUBJECT, text, true, text, NOON);
        note(intent);

        expectUnfinished(new PaidTask(intent, null, List.of(), null));
    }

    @Test
    default void runHasSpentWhatItsRequestsCost() {
        note(priced("k1", "spring", "0.0015"), priced("k2", "autumn", "12"), priced("k3", "spring", "0.3"), INTENT);

        expectSpent("spring", "0.3015");
        expectSpent("autumn", "12");
        expectSpent("winter", "0");
    }

    @Test
    default void costCountsFromTheIntentOnAndStaysWithTheTask() {
        note(priced("k1", "spring", "0.5"));
        expectSpent("spring", "0.5");

        note(START, TRAINING, END);

        expectSpent("spring", "0.5");
    }

    @Test
    default void refusedRequestGivesItsCostBackOnce() {
        Refused refusal = new Refused("k2", NOON);
        note(priced("k1", "spring", "0.5"), priced("k2", "spring", "0.7"), refusal, refusal);

        expectSpent("spring", "0.5");
    }

    @Test
    default void refusalOfATaskThatStartedGivesNothingBack() {
        note(priced("k1", "spring", "0.5"), START, new Refused("k1", NOON));

        expectSpent("spring", "0.5");
    }

    @Test
    default void sameRequestIsCountedOnce() {
        note(priced("k1", "spring", "0.5"), priced("k1", "spring", "0.5"), priced("k1", "spring", "9"));

        expectSpent("spring", "0.5");
    }

    @Test
    default void eachRequestIsToldWhatWasSpentWhenItWasCounted() {
        note(priced("k1", "spring", "0.5"), priced("k2", "autumn", "3"), priced("k3", "spring", "0.7"));
        note(new Refused("k1", NOON), priced("k4", "spring", "0.1"), INTENT);

        assertThat(journal().counted("k2").block(LONG)).isEqualByComparingTo("3");
        assertThat(journal().counted("k3").block(LONG)).isEqualByComparingTo("1.2");
        assertThat(journal().counted("k4").block(LONG)).isEqualByComparingTo("0.8");
        assertThat(journal().counted("k1").block(LONG)).as("refused").isNull();
        assertThat(journal().counted("other").block(LONG)).as("unknown").isNull();
    }

    @Test
    default void requestsOfTheSameMomentAreToldApart() {
        List<BigDecimal> counted = Flux.range(0, 50)
                .flatMap(
                        i -> journal()
                                .append(priced("k" + i, "spring", "0.001"))
                                .then(Mono.defer(() -> journal().counted("k" + i))),
                        50)
                .map(BigDecimal::stripTrailingZeros)
                .collectList()
                .block(LONG);

        assertThat(counted).doesNotHaveDuplicates().hasSize(50).contains(new BigDecimal("0.05"));
        expectSpent("spring", "0.05");
    }

    @Test
    default void storedPictureIsFoundByItsBytesAlone() {
        note(new Stored(SHA, AssetId.of("a1"), NOON));

        expectStored(new Stored(SHA, AssetId.of("a1"), NOON));
        assertThat(journal().stored(SHA.replace('9', '8')).block(LONG)).isNull();
    }

    @Test
    default void newestOfAPictureIsFoundAndItsIdKeepsItsJsonType() {
        note(
                new Stored(SHA, AssetId.of("17"), NOON.minusSeconds(20)),
                new Stored(SHA, AssetId.of(17), NOON),
                new Stored(SHA, AssetId.of("18"), NOON.minusSeconds(10)));

        expectStored(new Stored(SHA, AssetId.of(17), NOON));
    }

    @Test
    default void pictureIsNotReliedOnForMoreThanADay() {
        Instant yesterday = NOON.minus(Duration.ofHours(24));
        String other = SHA.replace('9', '8');
        note(new Stored(SHA, AssetId.of(1), yesterday), new Stored(other, AssetId.of(2), yesterday.minusMillis(1)));

        expectStored(new Stored(SHA, AssetId.of(1), yesterday));
        assertThat(journal().stored(other).block(LONG)).isNull();
    }

    @Test
    default void nothingHappensBeforeSubscription() {
        Objects.requireNonNull(journal().append(INTENT), "not subscribed to");

        expectUnfinished();
    }
}
