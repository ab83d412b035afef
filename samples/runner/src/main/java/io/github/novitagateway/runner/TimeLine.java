package io.github.novitagateway.runner;

import io.github.novitagateway.runner.Course.Look;
import io.github.novitagateway.runner.Course.Span;
import io.github.novitagateway.runner.Course.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Draws the course of a training: its stages side by side, its progress as a curve over them, its times as a table. */
final class TimeLine {
    private static final int WIDTH = 1000;
    private static final int FULL = 100;
    private static final int TICKS = 4;

    private final List<Look> looks;
    private final List<Span> spans;
    private final WallClock clock;
    private final Instant begin;
    private final Duration length;

    /**
     * Prepares the drawing.
     *
     * @param course what was seen; more than one look
     * @param clock how its times are said
     */
    TimeLine(Course course, WallClock clock) {
        this.looks = course.looks();
        this.spans = course.spans();
        this.clock = clock;
        this.begin = looks.get(0).at();
        this.length = Duration.between(begin, looks.get(looks.size() - 1).at());
    }

    Html chart() {
        List<Html> marks = new ArrayList<>();
        spans.forEach(span -> {
            marks.add(band("band", span, -6, FULL + 6));
            marks.add(band("strip", span, FULL + 5, 7));
        });
        Stream.of(0, FULL / 2, FULL).forEach(percent -> marks.add(path("grid", "M0 " + y(percent) + "H" + WIDTH)));
        marks.addAll(curve());
        Html drawing = Html.tag("svg", marks)
                .with("viewBox", "0 -6 " + WIDTH + " " + (FULL + 18))
                .with("preserveAspectRatio", "none")
                .with("role", "img")
                .with("aria-label", "Progress of the training over time");
        Html percents = Html.tag(
                        "div",
                        Stream.of("100 %", "50 %", "0 %")
                                .map(Html::text)
                                .map(label -> Html.tag("span", label))
                                .toList())
                .with("class", "percents");
        Html times = Html.tag(
                        "div",
                        IntStream.rangeClosed(0, TICKS).mapToObj(this::tick).toList())
                .with("class", "times");
        return Html.tag("div", percents, drawing, times).with("class", "chart");
    }

    Html table() {
        List<Html> rows = new ArrayList<>();
        spans.forEach(span -> rows.add(row(span.stage(), span.from(), Wording.span(span.length()))));
        Look last = looks.get(looks.size() - 1);
        rows.add(row(last.stage(), last.at(), ""));
        Html head = Html.tag(
                "thead", Html.tag("tr", Html.tag("th", "Stage"), Html.tag("th", "Since"), Html.tag("th", "Took")));
        return Html.tag("table", head, Html.tag("tbody", rows));
    }

    private Html row(Stage stage, Instant since, String took) {
        Html swatch = Html.tag("i").with("class", "swatch " + style(stage));
        return Html.tag(
                "tr",
                Html.tag("th", swatch, Html.text(Wording.stage(stage))),
                Html.tag("td", clock.moment(since)),
                Html.tag("td", took));
    }

    private Html tick(int number) {
        return Html.tag(
                "span", clock.moment(begin.plus(length.multipliedBy(number).dividedBy(TICKS))));
    }

    /** From the first look at the training to its end, where all is done. */
    private List<Html> curve() {
        List<String> points = new ArrayList<>();
        looks.stream()
                .filter(look -> look.percent() != null)
                .forEach(look -> points.add(x(look.at()) + " " + y(look.percent())));
        if (points.isEmpty()) {
            return List.of();
        }
        spans.stream()
                .filter(span -> span.stage() == Stage.TRAINING)
                .reduce((first, second) -> second)
                .ifPresent(span -> points.add(x(span.to()) + " " + y(FULL)));
        String line = "M" + String.join("L", points);
        return List.of(path("line", line), path("dots", "M" + String.join("h0M", points) + "h0"));
    }

    private Html band(String kind, Span span, int top, int height) {
        return Html.tag("rect")
                .with("class", kind + " " + style(span.stage()))
                .with("x", x(span.from()))
                .with("width", number(position(span.to()) - position(span.from())))
                .with("y", Integer.toString(top))
                .with("height", Integer.toString(height));
    }

    private static Html path(String kind, String line) {
        return Html.tag("path").with("class", kind).with("d", line);
    }

    private static String style(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }

    private double position(Instant at) {
        return (double) WIDTH * Duration.between(begin, at).toMillis() / Math.max(1, length.toMillis());
    }

    private String x(Instant at) {
        return number(position(at));
    }

    private static String y(long percent) {
        return Long.toString(FULL - percent);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
