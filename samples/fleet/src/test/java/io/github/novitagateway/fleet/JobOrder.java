package io.github.novitagateway.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells what is wrong with the order of the steps that a subscriber saw. */
final class JobOrder {
    private JobOrder() {}

    /**
     * A job is queued first and done last, and passes all states between; a try goes forward only, and a later one
     * begins where the earlier had come to, or before.
     */
    static List<String> faults(List<JobView> seen) {
        List<String> faults = new ArrayList<>();
        Map<String, JobView> latest = new HashMap<>();
        for (JobView now : seen) {
            JobView before = latest.put(now.id(), now);
            if (!fits(before, now)) {
                faults.add(before + " is followed by " + now);
            }
        }
        latest.values().stream()
                .filter(last -> !last.state().isEnd())
                .forEach(last -> faults.add("the last is " + last));
        return faults;
    }

    private static boolean fits(@Nullable JobView before, JobView now) {
        if (before == null) {
            return now.state() == JobState.QUEUED && now.tries() == 0;
        }
        int step = now.state().compareTo(before.state());
        boolean forward = step == 0 || step == 1 || now.state() == JobState.DEAD;
        boolean back = step < 0 && now.state() == JobState.UPLOADING && now.tries() > 1;
        return !before.state().isEnd() && now.tries() >= before.tries() && (forward || back);
    }
}
