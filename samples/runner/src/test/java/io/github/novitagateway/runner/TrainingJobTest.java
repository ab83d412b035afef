package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.error.ApiException.InsufficientBalanceException;
import io.github.novitagateway.runner.Course.Look;
import io.github.novitagateway.runner.Course.Span;
import io.github.novitagateway.runner.Course.Stage;
import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxOptions;
import io.github.novitagateway.training.TrainingTask;
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
    private final Service service = new Service(
            NovitaConfig.builder(ApiKey.of(KEY)).baseUrl(sandbox.baseUrl()).build(), null, Duration.ofMillis(50));

    @TempDir
    private Path out = Path.of("");

    @AfterEach
    void close() {
        service.close();
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
            assertThat(Files.readString(out.resolve(name)))
                    .contains("a hill")
                    .doesNotContain(KEY, "X-Amz", "Signature", "/v3/");
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
    void takesAFileThatIsWholeButNotInTheRecord() throws IOException {
        Path file = saved(run(Plans.of(out, "a hill")));
        Path record = out.resolve(RunFile.NAME);
        String name = file.getFileName().toString();
        Files.writeString(record, Files.readString(record).replace("\"" + name + "\"", ""));

        assertThat(saved(run(Plans.of(out, "a hill")))).isEqualTo(file);
        assertThat(Files.readString(record)).contains(name);
        assertThat(paid()).containsExactly("style", "txt2img");
    }

    @Test
    void drawsOnlyWhatIsNewInALongerList() {
        run(Plans.of(out, "a hill"));
        run(Plans.of(out, "a hill", "a lake"));

        assertThat(paid()).containsExactly("style", "txt2img", "txt2img");
    }

    @Test
    void adoptsATrainingWhoseIdWasNotKept() {
        TrainingPlan plan = Plans.of(out);
        String sent = RunFile.open(plan, service.name()).current().sentName();
        service.gateway()
                .trainings()
                .run(plan.requestNamed(sent), plan.images())
                .blockLast(PATIENCE);

        List<String> told = run(plan);

        assertThat(paid()).containsExactly("style");
        assertThat(told.get(0)).endsWith("is submitted as " + sent);
    }

    @Test
    void doesNotPayAgainWhileAnOutcomeIsUnknown() {
        TrainingPlan plan = Plans.of(out);
        RunFile.open(plan, service.name())
                .update(record -> record.outcomeUnknown(Instant.EPOCH))
                .block(PATIENCE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(plan))
                .withMessageContaining("1970-01-01T00:00:00Z")
                .withMessageContaining("--out");
        assertThat(paid()).isEmpty();
    }

    @Test
    void keepsThatItSendsUntilTheTrainingIsSubmitted() {
        TrainingPlan plan = Plans.of(out);
        RunFile run = RunFile.open(plan, service.name());

        List<Boolean> sending = new TrainingJob(service.gateway(), plan, run)
                .happenings()
                .map(happening -> run.current().sendingSince() != null)
                .collectList()
                .blockOptional(PATIENCE)
                .orElseThrow();

        assertThat(sending.subList(1, 4)).containsOnly(true);
        assertThat(last(sending)).isFalse();
    }

    @Test
    void keepsTheWholeCourseOfTheTraining() {
        run(Plans.of(out));

        assertThat(course().spans()).extracting(Span::stage).startsWith(Stage.UPLOADING, Stage.QUEUED);
        assertThat(last(course().looks()).stage()).isEqualTo(Stage.READY);
    }

    @Test
    void keepsWhenAnAdoptedTrainingWasCreated() {
        TrainingPlan plan = Plans.of(out);
        String sent = RunFile.open(plan, service.name()).current().sentName();
        service.gateway()
                .trainings()
                .run(plan.requestNamed(sent), plan.images())
                .blockLast(PATIENCE);
        Instant created = service.gateway()
                .trainings()
                .list()
                .next()
                .mapNotNull(TrainingTask::createdAt)
                .blockOptional(PATIENCE)
                .orElseThrow();

        run(plan);

        assertThat(course().looks().get(0)).isEqualTo(new Look(created, Stage.QUEUED, null));
    }

    @Test
    void keepsNothingOfATrainingThatWasRefused() {
        try (Sandbox poor = Sandbox.start(SandboxOptions.builder().balance(0).build());
                Service refusing = new Service(
                        NovitaConfig.builder(ApiKey.of("any"))
                                .baseUrl(poor.baseUrl())
                                .build(),
                        null,
                        Duration.ofMillis(50))) {
            RunFile run = RunFile.open(Plans.of(out), refusing.name());

            assertThatExceptionOfType(InsufficientBalanceException.class)
                    .isThrownBy(() -> new TrainingJob(refusing.gateway(), Plans.of(out), run)
                            .happenings()
                            .blockLast(PATIENCE));

            assertThat(run.current().sendingSince()).isNull();
            assertThat(out.resolve(RunPage.NAME)).doesNotExist();
        }
    }

    private List<String> run(TrainingPlan plan) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Report report = new PlainReport(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        new TrainingJob(service.gateway(), plan, RunFile.open(plan, service.name()))
                .happenings()
                .doOnNext(happening -> happening.tellTo(report))
                .blockLast(PATIENCE);
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private Course course() {
        return RunFile.open(Plans.of(out), service.name()).current().course();
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
