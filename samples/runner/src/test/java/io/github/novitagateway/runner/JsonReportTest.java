package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.asset.UploadedImage;
import io.github.novitagateway.error.NovitaException.PollingTimeoutException;
import io.github.novitagateway.preflight.Estimate;
import io.github.novitagateway.preflight.PreflightReport;
import io.github.novitagateway.preflight.PreflightReport.Flaw;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TrainedModel;
import io.github.novitagateway.training.TrainingEvent;
import io.github.novitagateway.training.TrainingTask;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonReportTest {
    private static final TaskId TASK = TaskId.style("t-1");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final JsonReport report = new JsonReport(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    @Test
    void writesAnUploadedImage() {
        ImageSource source = ImageSource.file(Path.of("pictures", "a.png"));
        report.event(new TrainingEvent.ImageUploaded(new UploadedImage(AssetId.of(100024), source, 3)));

        assertLine("{'event':'image_uploaded','index':3,'file':'a.png','asset_id':'100024'}");
    }

    @Test
    void writesARowOfTheListWithItsModels() {
        report.listed(new TrainingTask(
                TASK,
                "ink",
                "style",
                "SUCCESS",
                Instant.parse("2026-01-02T03:04:05Z"),
                List.of(new TrainedModel("model_1.safetensors", "SERVING"))));

        assertLine("{'event':'training','task_id':'style/t-1','name':'ink','stage':'READY','state':'SUCCESS',"
                + "'created_at':'2026-01-02T03:04:05Z','models':['model_1.safetensors']}");
    }

    @Test
    void writesASubmittedTraining() {
        report.submitted(TASK, "ink-1234");

        assertLine("{'event':'submitted','task_id':'style/t-1','name':'ink-1234'}");
    }

    @Test
    void writesAStatusWithItsNumbers() {
        report.event(new TrainingEvent.StatusChanged(
                new TaskStatus(TASK, "TRAINING", "lora", List.of(), 42.5, Duration.ofMillis(1500))));

        assertLine("{'event':'status','task_id':'style/t-1','stage':'TRAINING','state':'TRAINING',"
                + "'progress_percent':42.5,'eta_seconds':1.5}");
    }

    @Test
    void leavesOutNumbersThatTheServiceDidNotTell() {
        report.status(new TaskStatus(TASK, "SUCCESS", null, List.of(), null, null));

        assertLine("{'event':'status','task_id':'style/t-1','stage':'DEPLOYING','state':'SUCCESS'}");
    }

    @Test
    void writesAReadyModel() {
        report.ready(TASK, "m.safetensors", "m");

        assertLine("{'event':'ready','task_id':'style/t-1','model':'m.safetensors','lora':'m'}");
    }

    @Test
    void writesAnOrderedDrawing() {
        report.drawing(TaskId.image("d-1"), "a hill");

        assertLine("{'event':'drawing','task_id':'image/d-1','prompt':'a hill'}");
    }

    @Test
    void leavesOutThePromptOfATaskThatWasOnlyNamed() {
        report.saved(Path.of("d-1-0.png"), null, 0, TaskId.image("d-1"));

        assertLine("{'event':'image_saved','path':'d-1-0.png','index':0,'task_id':'image/d-1'}");
    }

    @Test
    void writesASavedImageOnOneLineInUtf8() {
        report.saved(Path.of("out", "d-1-0.png"), "ein \"Hügel\"\nund mehr", 0, TaskId.image("d-1"));

        assertLine("{'event':'image_saved','path':'out/d-1-0.png','prompt':'ein \\'Hügel\\'\\nund mehr','index':0,"
                + "'task_id':'image/d-1'}");
    }

    @Test
    void writesWhereThePageOfTheRunIs() {
        report.page(Path.of("out", "index.html"));

        assertLine("{'event':'page_saved','path':'out/index.html'}");
    }

    @Test
    void writesAFailureWithItsTask() {
        report.failed(new PollingTimeoutException(TASK, null, "no terminal state", null));

        assertThat(written())
                .startsWith("{\"event\":\"failed\",\"error\":\"PollingTimeoutException\",\"message\":\"")
                .contains("no terminal state")
                .endsWith("\"task_id\":\"style/t-1\"}\n");
    }

    @Test
    void writesADrawingThatFailed() {
        report.notDrawn("a hill", new MayBePaidException("may be paid"));

        assertLine("{'event':'not_drawn','error':'MayBePaidException','message':'may be paid','prompt':'a hill'}");
    }

    @Test
    void writesWhatALookHasFound() {
        report.preflight(new PreflightReport(
                List.of(new Flaw("a.png", "caption", "1..1024 code points", "absent")),
                List.of(new Flaw(null, "images.size", "at least 10", "9")),
                new Estimate(9, 9, 1, 2, 4, 4096, Duration.ofSeconds(450), new BigDecimal("1.54"))));

        assertLine("{'event':'preflight','passed':false,'errors':[{'picture':'a.png','field':'caption',"
                + "'bound':'1..1024 code points','value':'absent',"
                + "'message':'a.png: caption must be 1..1024 code points but was absent'}],"
                + "'warnings':[{'field':'images.size','bound':'at least 10','value':'9',"
                + "'message':'images.size should be at least 10 but was 9'}],"
                + "'estimate':{'upload_slots':9,'uploads':9,'trainings':1,'drawings':2,'images':4,'bytes':4096,"
                + "'minutes':7.5,'cost_usd':1.54}}");
    }

    @Test
    void leavesOutOfAnEstimateWhatIsNotKnown() {
        report.preflight(new PreflightReport(List.of(), List.of(), new Estimate(1, 1, 1, 0, 0, 7, null, null)));

        assertLine("{'event':'preflight','passed':true,'errors':[],'warnings':[],'estimate':{'upload_slots':1,"
                + "'uploads':1,'trainings':1,'drawings':0,'images':0,'bytes':7}}");
    }

    @Test
    void keepsSilentAboutBytes() {
        report.uploads(12, 4096);
        report.event(new TrainingEvent.UploadProgress(0, ImageSource.file(Path.of("a.png")), 1, 2));

        assertThat(written()).isEmpty();
    }

    private void assertLine(String expected) {
        assertThat(written()).isEqualTo(expected.replace('\'', '"') + "\n");
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
