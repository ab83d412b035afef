package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.error.ApiException.InsufficientBalanceException;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.runner.Course.Span;
import io.github.novitagateway.runner.Course.Stage;
import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TrainingJobTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KEY = "sk-not-to-be-seen";

    private final Sandbox sandbox =
            Sandbox.start(SandboxOptions.builder().speed(2000).build());

    @TempDir
    private Path out = Path.of("");

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void tellsTheStepsInTheirOrder() {
        List<String> told = run(Plans.of(out, "a hill"));

        assertThat(told.get(0)).startsWith("Uploading 3 pictures, ");
        assertThat(told.subList(1, 4)).allMatch(line -> line.startsWith("Uploaded "));
        assertThat(told.get(4)).matches("Training style/\\S+ is submitted as ink-\\p{XDigit}{8}");
        assertThat(told.subList(told.size() - 5, told.size()))
                .satisfiesExactly(
                        ready -> assertThat(ready).isEqualTo("ready"),
                        model -> assertThat(model).startsWith("Ready: model "),
                        drawing -> assertThat(drawing).startsWith("Drawing \"a hill\" as image/"),
                        saved -> assertThat(saved).startsWith("Saved " + out),
                        page -> assertThat(page).isEqualTo("See " + out.resolve("index.html")));
    }

    @Test
    void paysNothingWhenAllIsThere() {
        List<String> first = run(Plans.of(out, "a hill"));
        List<String> second = run(Plans.of(out, "a hill"));

        assertThat(paid()).containsExactly("style", "txt2img");
        assertThat(last(second)).isEqualTo(last(first));
    }

    @Test
    void showsAFinishedRunAsBefore() throws IOException {
        run(Plans.of(out, "a hill"));
        String page = Files.readString(out.resolve(RunPage.NAME));

        run(Plans.of(out, "a hill"));

        assertThat(out.resolve(RunPage.NAME)).hasContent(page);
        assertThat(page).contains("data:image/png;base64,", ">uploading<", ">ready<");
    }

    @Test
    void keepsNoSecretInItsFiles() throws IOException {
        run(Plans.of(out, "a hill"));

        for (String name : List.of(RunPage.NAME, RunFile.NAME)) {
            String withoutPictures = Files.readString(out.resolve(name)).replaceAll(";base64,[A-Za-z0-9+/=]+", "");
            assertThat(withoutPictures).contains("a hill").doesNotContain(KEY, "X-Amz", "Signature", "/v3/");
        }
    }

    @Test
    void fetchesALostFileWithoutPayingForItsDrawingAgain() throws IOException {
        Path file = saved(run(Plans.of(out, "a hill")));
        byte[] drawing = Files.readAllBytes(file);
        Files.delete(file);

        run(Plans.of(out, "a hill"));

        assertThat(paid()).containsExactly("style", "txt2img");
        assertThat(file).hasBinaryContent(drawing);
    }

    @Test
    void drawsOnlyWhatIsNewInALongerList() {
        run(Plans.of(out, "a hill"));
        run(Plans.of(out, "a hill", "a lake"));

        assertThat(paid()).containsExactly("style", "txt2img", "txt2img");
    }

    @Test
    void adoptsATrainingWhoseIdWasNotKept() throws IOException {
        TrainingPlan plan = Plans.of(out);
        run(plan);
        dropLinesFrom("\"entry\":\"started\"");

        List<String> told = run(plan);

        assertThat(paid()).containsExactly("style");
        assertThat(told.get(0)).matches("Training style/\\S+ is submitted as ink-\\p{XDigit}{8}");
        assertThat(course().looks())
                .last()
                .satisfies(look -> assertThat(look.stage()).isEqualTo(Stage.READY));
    }

    @Test
    void doesNotPayAgainWhileAnOutcomeIsUnknown() {
        TrainingPlan plan = Plans.of(out);
        leaveAnIntent(plan);

        assertThatExceptionOfType(MayBePaidException.class)
                .isThrownBy(() -> run(plan))
                .withMessageContaining("1970-01-01T00:00:00Z")
                .withMessageContaining("--retry-paid-requests");
        assertThat(paid()).isEmpty();
    }

    @Test
    void paysOnceMoreWhereThatIsAccepted() {
        TrainingPlan plan = Plans.of(out);
        leaveAnIntent(plan);

        assertThat(last(run(plan, true))).startsWith("See ");
        run(plan);

        assertThat(paid()).containsExactly("style");
    }

    @Test
    void paysNothingAgainWhileTheListCannotBeRead() {
        TrainingPlan plan = Plans.of(out);
        leaveAnIntent(plan);
        sandbox.close();

        for (boolean payAgain : List.of(false, true)) {
            assertThatExceptionOfType(SubmitOutcomeUnknownException.class).isThrownBy(() -> run(plan, payAgain));
        }
        assertThat(WrittenRun.read(out, sandbox.baseUrl().toString()).training())
                .isNotNull();
    }

    @Test
    void sendsNoPictureAgainThatIsStored() throws IOException {
        TrainingPlan plan = Plans.of(out);
        run(plan);
        dropLinesFrom("\"entry\":\"intended\"");

        run(plan);

        assertThat(paid()).containsExactly("style", "style");
        assertThat(sandbox.ledger().storedImages()).hasSize(3);
    }

    @Test
    void keepsTheWholeCourseOfTheTraining() {
        run(Plans.of(out));

        assertThat(course().spans()).extracting(Span::stage).startsWith(Stage.UPLOADING, Stage.QUEUED);
        assertThat(last(course().looks()).stage()).isEqualTo(Stage.READY);
    }

    @Test
    void keepsNothingOfATrainingThatWasRefused() {
        try (Sandbox poor = Sandbox.start(SandboxOptions.builder().balance(0).build())) {
            assertThatExceptionOfType(InsufficientBalanceException.class)
                    .isThrownBy(() -> run(poor, Plans.of(out), false));

            assertThat(WrittenRun.read(out, poor.baseUrl().toString()).training())
                    .isNull();
            assertThat(out.resolve(RunPage.NAME)).doesNotExist();
        }
    }

    private void leaveAnIntent(TrainingPlan plan) {
        try (RunFile run = RunFile.at(out, sandbox.baseUrl().toString())) {
            new WrittenRun(run).intended(plan, Instant.EPOCH);
        }
    }

    /** Leaves the record as a kill just before that entry would have left it. */
    private void dropLinesFrom(String part) throws IOException {
        Path file = out.resolve(RunFile.NAME);
        List<String> kept = Files.readAllLines(file).stream()
                .takeWhile(line -> !line.contains(part))
                .toList();
        Files.write(file, kept);
    }

    private List<String> run(TrainingPlan plan) {
        return run(plan, false);
    }

    private List<String> run(TrainingPlan plan, boolean payAgain) {
        return run(sandbox, plan, payAgain);
    }

    private static List<String> run(Sandbox sandbox, TrainingPlan plan, boolean payAgain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Report report = new PlainReport(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        NovitaConfig config = NovitaConfig.builder(ApiKey.of(KEY))
                .baseUrl(sandbox.baseUrl())
                .retry(RetryPolicy.builder()
                        .outcomeSearch(Duration.ofSeconds(1))
                        .build())
                .build();
        try (Service service = new Service(config, null, Duration.ofMillis(50));
                RunFile run = RunFile.at(plan.out(), service.name())) {
            service.remember(run.journal());
            new TrainingJob(service.gateway(), plan, run, payAgain)
                    .happenings()
                    .doOnNext(happening -> happening.tellTo(report))
                    .blockLast(PATIENCE);
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private Course course() {
        return WrittenRun.read(out, sandbox.baseUrl().toString()).course();
    }

    private List<String> paid() {
        return sandbox.ledger().paidTasks().stream().map(task -> task.kind()).toList();
    }

    private static Path saved(List<String> told) {
        String line = told.get(told.size() - 2);
        assertThat(line).startsWith("Saved ");
        return Path.of(line.substring("Saved ".length()));
    }

    private static <T> T last(List<T> lines) {
        return lines.get(lines.size() - 1);
    }
}
