package io.github.novitagateway.webflux.event;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import tools.jackson.databind.json.JsonMapper;

/**
 * All events of the application, for any number of readers who come, go and come back.
 *
 * <p>Nothing is queued for a reader: each asks for the next event when it can take one, so a slow one skips what is
 * outdated by then, and one that comes late gets what still counts. Memory is bounded by the trainings there are.
 */
@Component
public final class EventLog {

    private final JsonMapper json;
    private final long epoch = System.currentTimeMillis();
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final Map<String, Bell> bells = new LinkedHashMap<>();
    private final Bell bellOfAll = new Bell();
    private long last;

    EventLog(JsonMapper json) {
        this.json = json;
    }

    /**
     * Tells all readers of an event.
     *
     * @param event what happened
     */
    public void add(StudioEvent event) {
        String content = json.writeValueAsString(event);
        Bell bell;
        synchronized (this) {
            Channel channel = channels.computeIfAbsent(event.training(), none -> new Channel());
            channel.add(
                    new LoggedEvent(++last, event.training(), event.kind(), event.topic(), event.course(), content));
            bell = bell(event.training());
        }
        bell.ring();
        bellOfAll.ring();
    }

    /**
     * Reads all events.
     *
     * @param lastId the id of the last one that the reader has; null, or unknown here, for none
     * @return the events that still count, then each new one; it never ends
     */
    public Flux<LoggedEvent> all(@Nullable String lastId) {
        return read(bellOfAll, lastId, () -> channels.values().stream());
    }

    /**
     * Reads the events of one training, and those that are for everybody.
     *
     * @param training the training
     * @param lastId the id of the last event that the reader has; null, or unknown here, for none
     * @return the events that still count, then each new one; it never ends
     */
    public Flux<LoggedEvent> of(String training, @Nullable String lastId) {
        Flux<LoggedEvent> events = Flux.defer(() -> {
            Bell bell;
            synchronized (this) {
                bell = bell(training);
            }
            return read(
                    bell,
                    lastId,
                    () -> Stream.of(training, StudioEvent.EVERYBODY)
                            .map(channels::get)
                            .filter(Objects::nonNull));
        });
        return events;
    }

    /**
     * {@return the id by which a reader comes back to an event} It names the process too: another one counts anew.
     *
     * @param event the event
     */
    public String id(LoggedEvent event) {
        return epoch + "-" + event.number();
    }

    private Bell bell(String training) {
        return bells.computeIfAbsent(training, none -> new Bell());
    }

    private Flux<LoggedEvent> read(Bell bell, @Nullable String lastId, Channels concerned) {
        return Flux.defer(() -> {
            Reader reader = new Reader(concerned, place(lastId));
            return bell.strokes().concatMap(stroke -> Flux.<LoggedEvent>generate(reader::next), 1);
        });
    }

    private long place(@Nullable String lastId) {
        String prefix = epoch + "-";
        if (lastId == null || !lastId.startsWith(prefix) || lastId.length() > prefix.length() + 18) {
            return 0;
        }
        String digits = lastId.substring(prefix.length());
        return !digits.isEmpty() && digits.chars().allMatch(Character::isDigit) ? Long.parseLong(digits) : 0;
    }

    private interface Channels {
        Stream<Channel> stream();
    }

    /** A reader's place in the log. It is used by one thread at a time. */
    private final class Reader {

        private final Channels concerned;
        private final long replayed;
        private long place;

        Reader(Channels concerned, long place) {
            this.concerned = concerned;
            this.place = place;
            synchronized (EventLog.this) {
                this.replayed = last;
            }
        }

        /** Gives one event as it stands now, and completes when there is none. */
        void next(SynchronousSink<LoggedEvent> sink) {
            LoggedEvent next = first();
            if (next == null) {
                sink.complete();
            } else {
                place = next.number();
                sink.next(next);
            }
        }

        private @Nullable LoggedEvent first() {
            synchronized (EventLog.this) {
                List<LoggedEvent> candidates = concerned.stream()
                        .map(channel -> channel.after(place, replayed))
                        .filter(Objects::nonNull)
                        .toList();
                return candidates.stream()
                        .min(Comparator.comparingLong(LoggedEvent::number))
                        .orElse(null);
            }
        }
    }
}
