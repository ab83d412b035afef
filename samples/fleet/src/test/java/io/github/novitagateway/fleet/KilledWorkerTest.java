package io.github.novitagateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.reactor.TaskJournal.Intended;
import io.github.novitagateway.redis.RedisFleet;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.DatasetImage.ImageToUpload;
import io.github.novitagateway.training.TrainingEvent.Submitted;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the heir of a worker does that was killed at one point or another of its training. */
class KilledWorkerTest extends WorkingTest {

    @Test
    void aTrainingThatWasSentIsFoundByItsName() throws Exception {
        StyleJob job = killedBeforeItsIntent();
        noteTheIntent(job);
        send(job);
        JobView end = ended("a");
        assertThat(end.state()).as(end.reason()).isEqualTo(JobState.DONE);
        assertThat(end.tries()).isEqualTo(2);
        assertThat(paid("style")).isEqualTo(1);
        assertThat(unfinished()).isZero();
    }

    @Test
    void aTrainingWithoutAnIntentInTheJournalWasNotSent() throws Exception {
        killedBeforeItsIntent();
        assertThat(ended("a").state()).isEqualTo(JobState.DONE);
        assertThat(paid("style")).isEqualTo(1);
    }

    @Test
    void aTrainingThatMayHaveBeenSentAndIsNotFoundIsGivenUp() throws Exception {
        noteTheIntent(killedBeforeItsIntent());
        JobView end = ended("a");
        assertThat(end.state()).isEqualTo(JobState.DEAD);
        assertThat(end.reason()).startsWith("job/a may have been paid at");
        assertThat(paid("style")).isZero();
        assertThat(unfinished()).isEqualTo(1);
    }

    @Test
    void aTrainingThatMayHaveBeenSentAndIsNotFoundIsPaidWhereThatIsAccepted() throws Exception {
        noteTheIntent(killedBeforeItsIntent());
        CompletableFuture<Void> payer = worker("payer", true).run(stop.asMono()).toFuture();
        assertThat(last("a").state()).isEqualTo(JobState.DONE);
        payer.cancel(true);
        assertThat(paid("style")).isEqualTo(1);
        assertThat(unfinished()).isZero();
    }

    private StyleJob killedBeforeItsIntent() throws Exception {
        StyleJob job = TestJobs.job(folder, "a");
        JobStream killed = node("killed");
        now(killed.add(job));
        TakenJob taken = taken(killed);
        done(killed.note(
                taken,
                JobNotes.of(JobState.UPLOADING)
                        .with("tries", 1)
                        .with("counted", 1)
                        .with("node", "killed")));
        done(killed.note(
                taken,
                JobNotes.of(JobState.TRAINING).with("task:begun", Instant.now().toEpochMilli())));
        return job;
    }

    private void noteTheIntent(StyleJob job) {
        try (RedisFleet killed = RedisFleet.builder(client(), uri(), KEY).build()) {
            done(killed.journal()
                    .append(new Intended(
                            "k", TaskId.Kind.STYLE, job.request().name(), true, job.label(), Instant.now())));
        }
    }

    private void send(StyleJob job) {
        try (NovitaGateway novita = NovitaGateway.create(
                NovitaConfig.builder(KEY).baseUrl(sandbox.baseUrl()).build())) {
            List<ImageToUpload> images = job.pictures().stream()
                    .map(name -> ImageToUpload.of(ImageSource.file(Path.of(job.from(), name)), job.captionOf(name)))
                    .toList();
            now(novita.trainings()
                    .run(job.request(), images)
                    .ofType(Submitted.class)
                    .next());
        }
    }
}
