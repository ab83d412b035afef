package io.github.novitagateway.reactor;

import io.github.novitagateway.reactor.TaskJournal.Ended;
import io.github.novitagateway.reactor.TaskJournal.Entry;
import io.github.novitagateway.reactor.TaskJournal.Intended;
import io.github.novitagateway.reactor.TaskJournal.Observed;
import io.github.novitagateway.reactor.TaskJournal.PaidTask;
import io.github.novitagateway.reactor.TaskJournal.Refused;
import io.github.novitagateway.reactor.TaskJournal.Spent;
import io.github.novitagateway.reactor.TaskJournal.Started;
import io.github.novitagateway.reactor.TaskJournal.Stored;
import io.github.novitagateway.task.TaskId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the entries of a journal come to: those that still count, by request, task and picture. For one thread. */
final class JournalMemory {

    private final Duration uploadsGoodFor;
    private final Duration keepFinished;
    private final Map<String, Request> requests = new LinkedHashMap<>();
    private final Map<TaskId, Course> courses = new HashMap<>();
    private final Map<String, Stored> uploads = new LinkedHashMap<>();
    private final JournalSpending spending = new JournalSpending();

    JournalMemory(Duration uploadsGoodFor, Duration keepFinished) {
        this.uploadsGoodFor = uploadsGoodFor;
        this.keepFinished = keepFinished;
    }

    private static final class Request {
        private final Intended intent;
        private @Nullable BigDecimal counted;
        private @Nullable Started start;

        private Request(Intended intent) {
            this.intent = intent;
        }
    }

    /** Of one task: requests that were adopted to the same one share it. */
    private static final class Course {
        private final List<Observed> observations = new ArrayList<>();
        private @Nullable Ended end;

        /** A watch that begins anew sees again what the one before it saw last. */
        private boolean standsAt(Observed seen) {
            Observed last = observations.isEmpty() ? null : observations.get(observations.size() - 1);
            return last != null && last.stage().equals(seen.stage()) && Objects.equals(percent(last), percent(seen));
        }

        private static @Nullable Long percent(Observed seen) {
            Double progress = seen.progressPercent();
            return progress == null ? null : (Long) Math.round(progress);
        }
    }

    /** Takes the entry in. Returns whether it says anything new about what is known. */
    boolean apply(Entry entry) {
        if (entry instanceof Intended intended) {
            return intend(intended);
        }
        if (entry instanceof Started started) {
            return start(started);
        }
        if (entry instanceof Refused refused) {
            return refuse(refused);
        }
        if (entry instanceof Spent spent) {
            return spending.take(spent);
        }
        if (entry instanceof Stored stored) {
            return store(stored);
        }
        return entry instanceof Ended ended ? end(ended) : observe((Observed) entry);
    }

    private boolean intend(Intended intended) {
        Request request = new Request(intended);
        if (requests.putIfAbsent(intended.key(), request) != null) {
            return false;
        }
        if (intended.cost() != null) {
            request.counted = spending.count(intended.cost());
        }
        return true;
    }

    private boolean refuse(Refused refused) {
        Request request = requests.get(refused.key());
        if (request == null || request.start != null) {
            return false;
        }
        requests.remove(refused.key());
        if (request.intent.cost() != null) {
            spending.giveBack(request.intent.cost());
        }
        return true;
    }

    private boolean start(Started started) {
        Request request = requests.get(started.key());
        if (request == null || request.start != null) {
            return false;
        }
        request.start = started;
        courses.putIfAbsent(started.task(), new Course());
        return true;
    }

    private boolean observe(Observed observed) {
        Course course = courses.get(observed.task());
        return course != null && course.end == null && !course.standsAt(observed) && course.observations.add(observed);
    }

    private boolean end(Ended ended) {
        Course course = courses.get(ended.task());
        if (course == null || course.end != null) {
            return false;
        }
        course.end = ended;
        return true;
    }

    private boolean store(Stored stored) {
        Stored known = uploads.get(stored.sha256());
        if (known != null && (known.equals(stored) || known.at().isAfter(stored.at()))) {
            return false;
        }
        uploads.put(stored.sha256(), stored);
        return true;
    }

    List<PaidTask> tasks() {
        return requests.values().stream().map(this::task).toList();
    }

    List<PaidTask> unfinished() {
        return tasks().stream().filter(task -> task.end() == null).toList();
    }

    private PaidTask task(Request request) {
        Course course = course(request);
        return course == null
                ? new PaidTask(request.intent, null, List.of(), null)
                : new PaidTask(request.intent, request.start, course.observations, course.end);
    }

    private @Nullable Course course(Request request) {
        return request.start == null ? null : courses.get(request.start.task());
    }

    BigDecimal spent(String run) {
        return spending.of(run);
    }

    @Nullable
    BigDecimal counted(String key) {
        Request request = requests.get(key);
        return request == null ? null : request.counted;
    }

    @Nullable
    Stored stored(String sha256, Instant now) {
        Stored stored = uploads.get(sha256);
        return stored == null || isOver(stored.at(), uploadsGoodFor, now) ? null : stored;
    }

    /** Drops what has become too old. What is not known to have ended stays, however old it is. */
    void forget(Instant now) {
        uploads.values().removeIf(stored -> isOver(stored.at(), uploadsGoodFor, now));
        List<Request> old = requests.values().stream()
                .filter(request -> isOld(course(request), now))
                .toList();
        old.forEach(request -> spending.keep(request.intent));
        requests.values().removeAll(Set.copyOf(old));
        courses.values().removeIf(course -> isOld(course, now));
    }

    private boolean isOld(@Nullable Course course, Instant now) {
        return course != null && course.end != null && isOver(course.end.at(), keepFinished, now);
    }

    private static boolean isOver(Instant start, Duration span, Instant now) {
        return Duration.between(start, now).compareTo(span) > 0;
    }

    /** {@return as few entries as say all that is known, in an order in which they can be taken in again} */
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>(uploads.values());
        entries.addAll(spending.kept());
        Set<TaskId> told = new HashSet<>();
        for (Request request : requests.values()) {
            entries.add(request.intent);
            Course course = course(request);
            if (request.start != null && course != null) {
                entries.add(request.start);
                if (told.add(request.start.task())) {
                    addTo(entries, course);
                }
            }
        }
        return entries;
    }

    private static void addTo(List<Entry> entries, Course course) {
        entries.addAll(course.observations);
        if (course.end != null) {
            entries.add(course.end);
        }
    }
}
