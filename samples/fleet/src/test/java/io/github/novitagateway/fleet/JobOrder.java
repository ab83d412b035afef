package io.github.novitagateway.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what is wrong with the order of the steps that a subscriber saw. */
final class JobOrder {
    private JobOrder() {}

    /**
     * A job is queued first and done last, and passes all states between. A try goes forward only; one that follows
     * another may begin with the uploads again.
     */
    static List<String> faults(List<JobView> seen) {
        List<String> faults = new ArrayList<>();
        Map<String, JobView> latest = new HashMap<>();
        Set<String> begunAgain = new HashSet<>();
        for (JobView now : seen) {
            JobView before = latest.put(now.id(), now);
            if (before != null && (now.tries() > 1 || (before.node().isEmpty() && before.tries() > 0))) {
                begunAgain.add(now.id());
            }
            if (!fits(before, now, begunAgain.contains(now.id()))) {
                faults.add(before + " is followed by " + now);
            }
        }
        latest.values().stream()
                .filter(last -> !last.state().isEnd())
                .forEach(last -> faults.add("the last is " + last));
        return faults;
    }

    private static boolean fits(@Nullable JobView before, JobView now, boolean again) {
        if (before == null) {
            return now.state() == JobState.QUEUED && now.tries() == 0;
        }
        int step = now.state().compareTo(before.state());
        boolean forward = step == 0 || step == 1 || now.state() == JobState.DEAD;
        boolean back = step < 0 && now.state() == JobState.UPLOADING && again;
        return !before.state().isEnd() && now.tries() >= before.tries() && (forward || back);
    }
}
