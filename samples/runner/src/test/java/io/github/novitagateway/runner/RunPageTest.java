package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final Trained MODEL = new Trained("m.safetensors", "m-lora");
    private static final String HOSTILE = "<script>\"alert('1')\"</script> & more";
    private static final String HARMLESS = "&lt;script&gt;&quot;alert(&#39;1&#39;)&quot;&lt;/script&gt; &amp; more";

    @TempDir
    private Path out = Path.of("");

    @TempDir
    private Path pictures = Path.of("");

    private RunFile run = RunFile.at(Path.of("target"), "none");

    @AfterEach
    void close() {
        run.close();
    }

    @BeforeEach
    void putOnePictureThere() throws IOException {
        Files.copy(Plans.PICTURES.resolve("pine-island.png"), pictures.resolve("island.png"));
    }

    @Test
    void showsAllThatBelongsToARun() throws IOException {
        TrainingPlan plan = plan("ink", "an island", "a lighthouse", "a harbour");
        RunFile run = ready(plan);
        drawn(run, "a lighthouse");

        String page = page(plan, run);

        assertThat(words(page))
                .contains("A style, learned from 1 picture in 1 min 0 s on 1 November 2026.")
                .contains("a lighthouse image/d-1")
                .contains("an island island.png")
                .contains("uploading 10:00:00 5 s queued 10:00:05 10 s training 10:00:15 45 s ready 10:01:00")
                .contains("Task style/t-1 Model m.safetensors LoRA m-lora")
                .contains("Name ink Sent as " + WrittenRun.NAME + " Base model v1-5-pruned-emaonly")
                .contains("Size 512 × 512 Steps 700 Pictures 1, 162.6 KiB Service https://api.example")
                .contains("Checkpoint " + Checkpoints.STABLE_DIFFUSION_1_5 + " Strength 0.8 Size 512 × 512 Steps 20");
        assertThat(page).containsSubsequence("<h2>Drawings", "src=\"data:image/png", "src=\"data:image/jpeg", "<svg");
    }

    @Test
    void saysWhichDrawingIsMissing() throws IOException {
        TrainingPlan plan = plan("ink", "an island", "a lighthouse", "a harbour");
        RunFile run = ready(plan);
        drawn(run, "a lighthouse");

        assertThat(words(page(plan, run))).contains("Not drawn a harbour").doesNotContain("Not drawn a lighthouse");
    }

    @Test
    void leavesOutDrawingsWhenNoneWereAskedFor() throws IOException {
        TrainingPlan plan = plan("ink", "an island");

        assertThat(page(plan, ready(plan)))
                .doesNotContain("Drawings", "Checkpoint")
                .contains("Time line");
    }

    @Test
    void escapesNameCaptionAndPrompt() throws IOException {
        TrainingPlan plan = plan("name " + HOSTILE, "caption " + HOSTILE, "prompt " + HOSTILE, "missing " + HOSTILE);
        RunFile run = ready(plan);
        drawn(run, "prompt " + HOSTILE);

        assertThat(page(plan, run))
                .contains("<title>name " + HARMLESS)
                .contains(">name " + HARMLESS + "</h1>")
                .contains("alt=\"caption " + HARMLESS + "\"")
                .contains(">caption " + HARMLESS + "</p>")
                .contains("alt=\"prompt " + HARMLESS + "\"")
                .contains(">prompt " + HARMLESS + "</p>")
                .contains(">missing " + HARMLESS + "</p>")
                .doesNotContain("<script");
    }

    @Test
    void escapesTheNamesOfFilesAndModels() throws IOException {
        Files.move(pictures.resolve("island.png"), pictures.resolve("<i>&.png"));
        TrainingPlan plan = plan("ink", "an island");
        RunFile run = ready(plan);
        run.keep(new Trained("<u>model", "<u>lora"));

        assertThat(page(plan, run))
                .contains("&lt;i&gt;&amp;.png", "&lt;u&gt;model", "&lt;u&gt;lora")
                .doesNotContain("<i>&", "<u>");
    }

    @Test
    void loadsNothingFromElsewhereAndRunsNothing() throws IOException {
        TrainingPlan plan = plan("ink", "an island", "a lighthouse");
        RunFile run = ready(plan);
        drawn(run, "a lighthouse");

        String page = page(plan, run);

        assertThat(page)
                .contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;;"
                        + " img-src data:; style-src &#39;unsafe-inline&#39;\">")
                .doesNotContain("<script", "<link", "href=", "url(", "@import")
                .doesNotContainPattern("src=\"(?!data:image/)");
    }

    private TrainingPlan plan(String name, String caption, String... prompts) {
        TrainingPlan like = Plans.named(name, out, prompts);
        return new TrainingPlan(
                name,
                like.baseModel(),
                like.width(),
                like.height(),
                700,
                null,
                PictureFolder.read(pictures, caption).pictures(),
                like.prompts(),
                like.checkpoint(),
                out);
    }

    private RunFile ready(TrainingPlan plan) {
        run = RunFile.at(out, "https://api.example");
        new WrittenRun(run)
                .intended(plan, NOW, NOW.plusSeconds(5))
                .started(NOW.plusSeconds(5))
                .observed("TRAINING", 50.0, NOW.plusSeconds(15))
                .ended("READY", NOW.plusSeconds(60));
        run.keep(MODEL);
        return run;
    }

    private void drawn(RunFile run, String prompt) throws IOException {
        Files.copy(Plans.PICTURES.resolve("harbour-dusk.png"), out.resolve("d-1-0.png"));
        new WrittenRun(run).drawing(prompt, MODEL, NOW).drawn(prompt, "d-1", NOW);
    }

    private static String page(TrainingPlan plan, RunFile run) throws IOException {
        Path file = run.record()
                .flatMap(record -> new RunPage(plan, run, record, ZoneOffset.UTC).written())
                .blockOptional(PATIENCE)
                .orElseThrow();
        assertThat(file).isEqualTo(plan.out().resolve("index.html"));
        return Files.readString(file);
    }

    private static String words(String page) {
        return page.replaceAll("<[^>]+>", " ").replaceAll("\\s+", " ");
    }
}
