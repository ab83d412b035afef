package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The jar that users start, as a process. */
@Timeout(120)
class RunnableJarIT {
    private static final String PICTURES =
            Plans.PICTURES.toAbsolutePath().normalize().toString();
    private static final String[] TRAIN = {
        "train", "--name", "ink", "--images", PICTURES, "--prompt", "a lighthouse", "--out", "out", "--json"
    };

    @TempDir
    private Path folder = Path.of("");

    @Test
    void trainsAndDrawsOnTheEmbeddedSandboxAndSaysSo() throws Exception {
        try (NovitaProcess novita = NovitaProcess.embedded(folder, TRAIN)) {
            assertThat(novita.awaitExit()).as(novita.errors()).isZero();

            assertInOrder(novita.eventWords(), 12);
            assertThat(novita.errors())
                    .contains("the embedded sandbox serves until this command ends")
                    .contains("Left out, since it is no picture: README.md");
            assertThat(image(novita)).exists();
            assertThat(ImageFormat.detect(Files.readAllBytes(image(novita)))).contains(ImageFormat.PNG);
            assertThat(page(novita)).isEqualTo(folder.resolve("out/index.html"));
            assertThat(Files.readString(page(novita)))
                    .contains("a lighthouse", "fishing-fleet.jpg", "<svg", "data:image/png;base64,")
                    .endsWith("</html>\n");
        }
    }

    @Test
    void trainsAndDrawsOnASandboxInAnotherProcess() throws Exception {
        try (NovitaProcess sandbox = NovitaProcess.embedded(folder, "sandbox", "--port", "0", "--speed", "400")) {
            String baseUrl = sandbox.awaitLine(line -> line.startsWith("Sandbox listens on http://127.0.0.1:"))
                    .substring("Sandbox listens on ".length());
            try (NovitaProcess novita = NovitaProcess.against(baseUrl, folder, fast(TRAIN))) {
                assertThat(novita.awaitExit()).as(novita.errors()).isZero();
                assertInOrder(novita.eventWords(), 12);
                assertThat(image(novita)).exists();
            }
            try (NovitaProcess novita = NovitaProcess.against(baseUrl, folder, "list")) {
                assertThat(novita.awaitExit()).as(novita.errors()).isZero();
                assertThat(novita.lines()).singleElement().asString().contains("ready", "ink-", "model_");
            }
        }
    }

    @Test
    void goesOnWithTheOnePaidTrainingAfterItWasKilled() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.builder().speed(200).build())) {
            String baseUrl = sandbox.baseUrl().toString();
            String task;
            try (NovitaProcess killed = NovitaProcess.against(baseUrl, folder, fast(TRAIN))) {
                task = killed.awaitEvent("submitted").path("task_id").asString();
                killed.kill();
                assertThat(killed.eventWords()).doesNotContain("ready");
            }
            try (NovitaProcess again = NovitaProcess.against(baseUrl, folder, fast(TRAIN))) {
                assertThat(again.awaitExit()).as(again.errors()).isZero();
                assertInOrder(again.eventWords(), 0);
                assertThat(again.events().get(0).path("task_id").asString()).isEqualTo(task);
                assertThat(image(again)).exists();
                assertThat(Files.readString(page(again)))
                        .contains(">uploading<", ">ready<", task)
                        .doesNotContain(NovitaProcess.KEY);
            }
            assertThat(sandbox.ledger().paidTasks())
                    .extracting(paid -> paid.kind())
                    .containsExactly("style", "txt2img");
            assertThat(sandbox.ledger().storedImages().values())
                    .usingElementComparator(Arrays::compare)
                    .containsExactlyInAnyOrderElementsOf(pictures());
        }
    }

    @Test
    void saysHowToReturnWhenItIsInterrupted() throws Exception {
        assumeFalse(
                NovitaProcess.interruptsAreIgnored(),
                "interrupts are ignored here, and so by every process started from here");
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
                NovitaProcess novita = NovitaProcess.against(sandbox.baseUrl().toString(), folder, fast(TRAIN))) {
            String task = novita.awaitEvent("submitted").path("task_id").asString();
            novita.awaitEvent("status");

            novita.interrupt();

            assertThat(novita.awaitExit()).isEqualTo(130);
            assertThat(novita.errors())
                    .contains("the training goes on")
                    .contains("novita watch " + task)
                    .contains("novita train --name ink --images " + PICTURES + " --prompt 'a lighthouse' --out out");
        }
    }

    @Test
    void refusesToRunTwiceInOneFolder() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
                NovitaProcess first = NovitaProcess.against(sandbox.baseUrl().toString(), folder, TRAIN)) {
            first.awaitEvent("submitted");
            try (NovitaProcess second = NovitaProcess.against(sandbox.baseUrl().toString(), folder, TRAIN)) {
                assertThat(second.awaitExit()).as(second.errors()).isEqualTo(1);
                assertThat(second.errors()).contains("novita-run.json", "another process has it open", "--out");
            }
            assertThat(sandbox.ledger().paidTasks()).hasSize(1);
        }
    }

    @Test
    void exitsWith2OnWrongUsage() throws Exception {
        assertWrongUsage("--images=DIR", "train", "--name", "ink");
        assertWrongUsage("taskId must be style/<id>", "watch", "nonsense");
        assertWrongUsage(
                "instance-prompt must be given", "train", "--name", "ink", "--images", PICTURES, "--kind", "subject");
        assertWrongUsage(
                "instance-prompt goes with --kind subject alone",
                "train",
                "--name=ink",
                "--images=" + PICTURES,
                "--instance-prompt=a photo");
        assertWrongUsage("fault must be ENDPOINT=FAULT", "sandbox", "--fault", "nowhere=429");
        assertWrongUsage("strength needs a picture", "generate", "--prompt", "a hill", "--strength", "0.4");
        assertWrongUsage(
                "width must be 128..2048 but was 64", "generate", "--prompt", "a hill", "--width", "64", "--json");
    }

    @Test
    void exitsWith1WhenTheJobFailed() throws Exception {
        try (CrookedService service = new CrookedService();
                NovitaProcess novita =
                        NovitaProcess.against(service.baseUrl(), folder, "watch", "style/t-1", "--json")) {
            assertThat(novita.awaitExit()).as(novita.errors()).isEqualTo(1);

            assertThat(novita.eventWords()).containsExactly("status", "failed");
            assertThat(novita.events().get(1).path("error").asString()).isEqualTo("TaskFailedException");
            assertThat(novita.events().get(1).path("task_id").asString()).isEqualTo("style/t-1");
            assertThat(novita.errors()).contains("style/t-1 ended as FAILED").doesNotContain("\tat ");
        }
    }

    @Test
    void exitsWith3WhenTheOutcomeOfAPaidRequestIsUnknownAndDoesNotPayAgain() throws Exception {
        String[] unchecked = Stream.concat(Stream.of(TRAIN), Stream.of("--no-check", "--outcome-search", "1s"))
                .toArray(String[]::new);
        try (CrookedService service = new CrookedService()) {
            try (NovitaProcess novita = NovitaProcess.against(service.baseUrl(), folder, unchecked)) {
                assertThat(novita.awaitExit()).as(novita.errors()).isEqualTo(3);
                assertThat(novita.errors()).contains("ink-", "novita list").doesNotContain("\tat ");
                assertThat(Collections.frequency(novita.eventWords(), "image_uploaded"))
                        .isEqualTo(12);
                assertThat(novita.eventWords()).endsWith("failed");
            }
            try (NovitaProcess again = NovitaProcess.against(service.baseUrl(), folder, unchecked)) {
                assertThat(again.awaitExit()).isEqualTo(3);
                assertThat(again.errors()).contains("may have been paid at", "--retry-paid-requests");
            }
            assertThat(service.paidRequests()).isEqualTo(1);
        }
    }

    @Test
    void startsNothingWhenTheWayToTheDrawingsIsBlocked() throws Exception {
        try (CrookedService service = new CrookedService();
                NovitaProcess novita = NovitaProcess.against(service.baseUrl(), folder, TRAIN)) {
            assertThat(novita.awaitExit()).as(novita.errors()).isEqualTo(1);

            assertThat(novita.errors()).contains("nothing paid", "text to image: 404", "--no-check");
            assertThat(novita.eventWords()).contains("finding").doesNotContain("image_uploaded");
            assertThat(service.paidRequests()).isZero();
        }
    }

    @Test
    void trainsASubjectAndDrawsFromAPicture() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.builder().speed(400).build())) {
            String baseUrl = sandbox.baseUrl().toString();
            String[] subject = {"--kind", "subject", "--instance-prompt", "a close photo of ohwx person"};
            try (NovitaProcess novita = NovitaProcess.against(
                    baseUrl,
                    folder,
                    fast(Stream.concat(Stream.of(TRAIN), Stream.of(subject)).toArray(String[]::new)))) {
                assertThat(novita.awaitExit()).as(novita.errors()).isZero();
                assertThat(novita.events())
                        .filteredOn(event -> event.path("event").asString().equals("submitted"))
                        .singleElement()
                        .satisfies(event ->
                                assertThat(event.path("task_id").asString()).startsWith("subject/"));
                assertThat(Files.readString(page(novita))).contains("A subject, learned from");
            }
            String picture = PICTURES + "/fishing-fleet.jpg";
            try (NovitaProcess novita = NovitaProcess.against(
                    baseUrl, folder, fast("generate", "--image", picture, "--prompt", "a harbour", "--json"))) {
                assertThat(novita.awaitExit()).as(novita.errors()).isZero();
                assertThat(path(novita, 1)).exists();
            }
            assertThat(sandbox.ledger().paidTasks())
                    .extracting(paid -> paid.kind())
                    .containsExactly("subject", "txt2img", "img2img");
        }
    }

    @Test
    void tellsModelsBalanceAndWhetherTheWayIsFree() throws Exception {
        assertThat(said("models", "--all", "--limit", "3")).hasSize(3);
        assertThat(said("balance")).containsExactly("100.0000 USD available");
        assertThat(said("check")).hasSize(10).allMatch(line -> line.startsWith("free "));
    }

    private List<String> said(String... arguments) throws Exception {
        try (NovitaProcess novita = NovitaProcess.embedded(folder, arguments)) {
            assertThat(novita.awaitExit()).as(novita.errors()).isZero();
            return novita.lines();
        }
    }

    @Test
    void printsTheScriptThatCompletesItsCommands() throws Exception {
        try (NovitaProcess novita = NovitaProcess.embedded(folder, "generate-completion")) {
            assertThat(novita.awaitExit()).as(novita.errors()).isZero();
            assertThat(novita.lines()).contains("complete -F _complete_novita -o default novita novita.sh novita.bash");
        }
    }

    private void assertWrongUsage(String said, String... arguments) throws Exception {
        try (NovitaProcess novita = NovitaProcess.embedded(folder, arguments)) {
            assertThat(novita.awaitExit()).as(novita.errors()).isEqualTo(2);
            assertThat(novita.errors()).contains(said).doesNotContain("\tat ");
        }
    }

    private static void assertInOrder(List<String> words, int uploads) {
        int looks = Collections.frequency(words, "status");
        assertThat(looks).isEqualTo(words.size() - uploads - 5);
        List<String> expected = Stream.of(
                        Collections.nCopies(uploads, "image_uploaded"),
                        List.of("submitted"),
                        Collections.nCopies(looks, "status"),
                        List.of("ready", "drawing", "image_saved", "page_saved"))
                .flatMap(List::stream)
                .toList();
        assertThat(words).isEqualTo(expected);
    }

    private Path image(NovitaProcess novita) {
        return path(novita, 2);
    }

    private Path page(NovitaProcess novita) {
        return path(novita, 1);
    }

    private Path path(NovitaProcess novita, int fromTheEnd) {
        JsonNode event = novita.events().get(novita.events().size() - fromTheEnd);
        return folder.resolve(event.path("path").asString());
    }

    private static String[] fast(String... command) {
        return Stream.concat(Stream.of(command), Stream.of("--poll-interval", "100ms"))
                .toArray(String[]::new);
    }

    private static List<byte[]> pictures() throws IOException {
        List<byte[]> contents = new ArrayList<>();
        for (Picture picture : PictureFolder.read(Plans.PICTURES, null).pictures()) {
            contents.add(Files.readAllBytes(picture.file()));
        }
        return contents;
    }
}
