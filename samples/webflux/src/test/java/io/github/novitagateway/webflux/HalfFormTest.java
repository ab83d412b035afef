package io.github.novitagateway.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of a form that is on its way, and of its folder. */
class HalfFormTest extends StudioTest {

    @RegisterExtension
    final SandboxExtension novita = SandboxExtension.with(Services.quick().build());

    @Test
    void aTabThatIsClosedWhileItSendsBeginsNothing(Sandbox sandbox) throws IOException {
        HalfForm form = HalfForm.of(studio);
        awaitFolders(1);
        form.close();
        awaitFolders(0);

        assertThat(studio.json("/api/trainings")).isEmpty();
        assertThat(sandbox.ledger().requests()).noneMatch(made -> made.path().contains("assets"));
    }

    @Test
    void aTabThatIsClosedBeforeTheAnswerLosesNothing(Sandbox sandbox) throws IOException {
        try (HalfForm form = HalfForm.of(studio)) {
            form.sendTheRest();
            RunningStudio.await(() -> studio.json("/api/trainings").size() == 1);
        }
        String id = studio.json("/api/trainings").get(0).get("training").asString();

        studio.until(id, "ready");
        assertThat(sandbox.ledger().paidTasks()).hasSize(1);
    }

    @Test
    void formsAtTheSameTimeBeginNoMoreThanMayRun(Sandbox sandbox) throws IOException {
        studio.close();
        studio = RunningStudio.start(sandbox, folder, "--studio.most-running=1");
        try (HalfForm first = HalfForm.of(studio);
                HalfForm second = HalfForm.of(studio)) {
            awaitFolders(2);
            first.sendTheRest();
            assertThat(first.status()).isEqualTo(201);
            second.sendTheRest();
            assertThat(second.status()).isEqualTo(429);
        }
        awaitFolders(1);
        String id = studio.json("/api/trainings").get(0).get("training").asString();
        studio.until(id, "ready");

        studio.begin("next", "harbour-dusk.png");
    }

    @Test
    void anotherApplicationOnTheSameFolderLeavesAFormThatIsOnItsWay(Sandbox sandbox) throws IOException {
        try (HalfForm form = HalfForm.of(studio)) {
            awaitFolders(1);
            RunningStudio other = RunningStudio.start(sandbox, folder);
            try (other) {
                other.until(other.begin("ink", "harbour-dusk.png"), "failed");
                form.sendTheRest();
                assertThat(form.status()).isEqualTo(201);
            }
        }
    }

    @Test
    void whatAFormHasLeftIsRemovedAtTheStartAndNothingElse(Sandbox sandbox) throws IOException {
        studio.close();
        Path trainings = folder.resolve("trainings");
        Path left = Files.createDirectories(trainings.resolve("19abc0123de-0f1e2d3c"));
        Path other = Files.createDirectories(trainings.resolve("mine"));
        List.of(left, other).forEach(HalfFormTest::putPicture);

        studio = RunningStudio.start(sandbox, folder);
        RunningStudio.await(() -> Files.notExists(left));

        assertThat(other.resolve("a.png")).exists();
    }

    private static void putPicture(Path directory) {
        try {
            Files.write(directory.resolve("a.png"), new byte[1]);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitFolders(int count) {
        RunningStudio.await(() -> folders() == count);
    }

    private long folders() {
        try (Stream<Path> all = Files.list(folder.resolve("trainings"))) {
            return all.count();
        } catch (IOException notThereYet) {
            return -1;
        }
    }
}
