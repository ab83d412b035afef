package io.github.novitagateway.webflux.event;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What there is to tell of one training: of each topic the newest event, of its course a bounded number of points. It
 * holds all that a browser needs to draw its page anew, however late it comes. Guarded by its log.
 */
final class Channel {

    /** When there are more, every second one is dropped: a chart of the whole stays, coarser. */
    static final int MOST_POINTS = 240;

    private final NavigableMap<Long, LoggedEvent> events = new TreeMap<>();
    private final Map<String, LoggedEvent> newest = new HashMap<>();
    private int points;

    void add(LoggedEvent event) {
        LoggedEvent before = newest.put(event.topic(), event);
        if (before != null && !event.course()) {
            events.remove(before.number());
        }
        events.put(event.number(), event);
        if (event.course() && ++points > MOST_POINTS) {
            thin();
        }
    }

    /**
     * The first event behind a place.
     *
     * @param replayed up to here points are told one by one, behind it the newest of them alone
     */
    @Nullable
    LoggedEvent after(long place, long replayed) {
        for (LoggedEvent event : events.tailMap(place, false).values()) {
            if (event.number() <= replayed || isNewest(event)) {
                return event;
            }
        }
        return null;
    }

    int size() {
        return events.size();
    }

    private boolean isNewest(LoggedEvent event) {
        LoggedEvent newestOfTopic = newest.get(event.topic());
        return newestOfTopic != null && newestOfTopic.number() == event.number();
    }

    private void thin() {
        boolean odd = false;
        Iterator<LoggedEvent> all = events.values().iterator();
        while (all.hasNext()) {
            LoggedEvent event = all.next();
            if (event.course()) {
                odd = !odd;
                if (!odd && !isNewest(event)) {
                    all.remove();
                    points--;
                }
            }
        }
    }
}
