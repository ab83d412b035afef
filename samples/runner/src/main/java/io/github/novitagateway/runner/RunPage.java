package io.github.novitagateway.runner;

import io.github.novitagateway.runner.Course.Look;
import io.github.novitagateway.task.TaskId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A run that has its model, shown on one page, {@code index.html}, that needs nothing but itself. */
final class RunPage {
    static final String NAME = "index.html";

    private static final InlinePicture THUMBNAIL = new InlinePicture(400, 32 << 10);
    private static final InlinePicture DRAWING = new InlinePicture(1024, 1 << 20);
    private static final String NOTHING_ELSE = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    private final TrainingPlan plan;
    private final RunFile run;
    private final RunRecord record;
    private final ZoneId zone;

    RunPage(TrainingPlan plan, RunFile run, RunRecord record, ZoneId zone) {
        this.plan = plan;
        this.run = run;
        this.record = record;
        this.zone = zone;
    }

    /** Writes the page; its file is whole when the Mono emits. */
    Mono<Path> written() {
        return Mono.fromCallable(() -> {
                    Path file = run.path(NAME);
                    WholeFile.write(file, text().getBytes(StandardCharsets.UTF_8));
                    return file;
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private String text() throws IOException {
        List<Html> sections = new ArrayList<>(List.of(heading()));
        if (!plan.prompts().isEmpty()) {
            sections.add(section("Drawings", figures("drawings", drawings())));
        }
        sections.add(section("Training pictures", figures("pictures", pictures())));
        sections.add(section("Time line", timeLine()));
        sections.add(section("Settings", settings()));
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n");
        Html.tag("html", head(), Html.tag("body", Html.tag("main", sections)))
                .with("lang", "en")
                .appendTo(page);
        return page.append('\n').toString();
    }

    private Html head() {
        return Html.tag(
                "head",
                Html.tag("meta").with("charset", "utf-8"),
                meta("viewport", "width=device-width, initial-scale=1"),
                meta("color-scheme", "light dark"),
                Html.tag("meta").with("http-equiv", "Content-Security-Policy").with("content", NOTHING_ELSE),
                Html.tag("title", plan.name() + " · Novita Gateway"),
                Html.style(rules()));
    }

    private Html heading() {
        String pictures = Wording.count(plan.pictures().size(), "picture");
        String learned = plan.instancePrompt() == null ? "A style" : "A subject";
        String lead = learned + ", learned from " + pictures + " in " + Wording.span(Duration.between(first(), last()))
                + " on " + clock().date(last()) + ".";
        return Html.tag(
                "header",
                Html.tag("p", "Novita Gateway").with("class", "brand"),
                words("h1", plan.name()),
                Html.tag("p", lead).with("class", "lead"));
    }

    private List<Html> drawings() throws IOException {
        List<Html> figures = new ArrayList<>();
        for (String prompt : plan.prompts()) {
            TaskId task = record.drawing(prompt, plan.checkpoint())
                    .flatMap(drawing -> drawing.paid().taskId())
                    .orElse(null);
            List<String> files = task == null ? List.of() : run.files(task);
            if (task == null || files.isEmpty()) {
                figures.add(figure(blank("Not drawn"), words("p", prompt)));
                continue;
            }
            for (String file : files) {
                figures.add(figure(
                        picture(DRAWING, run.path(file), prompt),
                        words("p", prompt),
                        Html.tag("p", Html.tag("code", task.toString()))));
            }
        }
        return figures;
    }

    private List<Html> pictures() throws IOException {
        List<Html> figures = new ArrayList<>();
        for (Picture picture : plan.pictures()) {
            String caption = Objects.requireNonNullElse(picture.caption(), "");
            figures.add(figure(
                    picture(THUMBNAIL, picture.file(), caption),
                    words("p", caption),
                    Html.tag("p", Html.tag("code", picture.name()))));
        }
        return figures;
    }

    private Html timeLine() {
        TimeLine line = new TimeLine(record.course(), clock());
        Html note = Html.tag("p", "Times of " + zone.getId() + ". A stage begins when it was first seen.")
                .with("class", "note");
        return Html.tag("div", line.chart(), line.table(), note).with("class", "card");
    }

    private Html settings() {
        List<Html> groups = new ArrayList<>();
        new RunSettings(
                        plan,
                        Objects.requireNonNull(record.training(), "training"),
                        Objects.requireNonNull(run.trained(), "trained"),
                        run.service())
                .groups()
                .forEach((name, values) -> groups.add(
                        Html.tag("div", Html.tag("h3", name), values(values)).with("class", "card")));
        return Html.tag("div", groups).with("class", "settings");
    }

    private static Html values(Map<String, String> values) {
        List<Html> rows = new ArrayList<>();
        values.forEach((name, value) -> rows.add(Html.tag("div", Html.tag("dt", name), words("dd", value))));
        return Html.tag("dl", rows);
    }

    private static Html section(String title, Html content) {
        return Html.tag("section", Html.tag("h2", title), content);
    }

    private static Html figures(String kind, List<Html> figures) {
        return Html.tag("div", figures).with("class", kind);
    }

    private static Html figure(Html picture, Html... words) {
        return Html.tag("figure", picture, Html.tag("figcaption", words));
    }

    private static Html picture(InlinePicture form, Path file, String words) throws IOException {
        return form.dataUri(file)
                .<Html>map(uri -> Html.tag("img").with("src", uri).with("alt", words))
                .orElseGet(() -> blank("Too large to be shown here"));
    }

    private static Html blank(String words) {
        return Html.tag("div", words).with("class", "blank");
    }

    /** Words of the user, in the direction of their script. */
    private static Html words(String tag, String words) {
        return Html.tag(tag, words).with("dir", "auto");
    }

    private static Html meta(String name, String content) {
        return Html.tag("meta").with("name", name).with("content", content);
    }

    private WallClock clock() {
        return WallClock.between(first(), last(), zone);
    }

    private Instant first() {
        return record.course().looks().get(0).at();
    }

    private Instant last() {
        List<Look> looks = record.course().looks();
        return looks.get(looks.size() - 1).at();
    }

    private static String rules() {
        try (InputStream rules = RunPage.class.getResourceAsStream("run-page.css")) {
            return new String(Objects.requireNonNull(rules).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
