package io.github.novitagateway.runner;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Says moments as a clock on the wall does.
 *
 * @param zone where the wall is
 * @param form how moments are written
 */
record WallClock(ZoneId zone, DateTimeFormatter form) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    /** A clock that names the day only where more than one is spoken of. */
    static WallClock between(Instant first, Instant last, ZoneId zone) {
        boolean oneDay =
                first.atZone(zone).toLocalDate().equals(last.atZone(zone).toLocalDate());
        return new WallClock(zone, oneDay ? TIME : DAY_AND_TIME);
    }

    Html moment(Instant at) {
        return Html.tag("time", form.format(at.atZone(zone))).with("datetime", at.toString());
    }

    String date(Instant at) {
        return DATE.format(at.atZone(zone));
    }
}
