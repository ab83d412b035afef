package io.github.novitagateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.novitagateway.fleet.JobStream.Backlog;
import io.github.novitagateway.sandbox.Fault;
import io.github.novitagateway.sandbox.SandboxEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What becomes of jobs in a worker, over a real Redis and the sandbox. */
class WorkerTest extends WorkingTest {
    @Test
    void aJobIsDoneFromPicturesToDrawings() throws Exception {
        JobView end = ended(TestJobs.job(folder, "a", "a lighthouse", "a harbour"));
        assertThat(end.state()).isEqualTo(JobState.DONE);
        assertThat(end.drawings()).isEqualTo(2);
        assertThat(files("a")).hasSize(2).allMatch(name -> name.endsWith(".png"));
        assertThat(paid("style")).isEqualTo(1);
        assertThat(paid("txt2img")).isEqualTo(2);
    }

    @Test
    void picturesMayLieInAStoreOfOnesOwn() throws Exception {
        StyleJob local = TestJobs.job(folder, "a");
        HttpServer store = store();
        try {
            String prefix = "http://127.0.0.1:" + store.getAddress().getPort() + "/pictures/";
            JobView end = ended(from(local, "a", prefix));
            assertThat(end.state()).as(end.reason()).isEqualTo(JobState.DONE);
            assertThat(sandbox.ledger().storedImages().values())
                    .contains(Files.readAllBytes(folder.resolve(local.pictures().get(0))));
            assertThat(ended(from(local, "b", prefix + "elsewhere/")).reason())
                    .isEqualTo(local.pictures().get(0) + " must be in the store, which answered 404");
        } finally {
            store.stop(0);
        }
    }

    @Test
    void whatIsNoJobGoesToTheDeadLetters() {
        commands(redis -> redis.xadd(JobKeys.of(KEY).jobs(), Map.of("id", "a", "job", "{\"id\": \"a\"}")));
        assertThat(ended("a").reason()).isEqualTo("name must be given but was absent");
        assertThat(now(node("").dead())).containsEntry("a", "name must be given but was absent");
        assertThat(now(node("").backlog())).isEqualTo(new Backlog(0, 0));
    }

    @Test
    void aRefusedRequestIsNotTriedAgain() throws Exception {
        sandbox.faults().on(SandboxEndpoint.STYLE_SUBMIT, Fault.apiError(400, "INVALID_STEPS", "too many steps"));
        JobView end = ended(TestJobs.job(folder, "a"));
        assertThat(end.state()).isEqualTo(JobState.DEAD);
        assertThat(end.reason()).contains("too many steps");
        assertThat(end.tries()).isEqualTo(1);
        assertThat(paid("style")).isZero();
    }

    @Test
    void aFailedTrainingIsNotPaidAgain() throws Exception {
        sandbox.faults().on(SandboxEndpoint.STYLE_SUBMIT, Fault.failed());
        assertThat(ended(TestJobs.job(folder, "a")).state()).isEqualTo(JobState.DEAD);
        assertThat(paid("style")).isEqualTo(1);
        assertThat(unfinished()).isZero();
    }

    @Test
    void aJobOutlastsAKeyThatIsNotAccepted() throws Exception {
        sandbox.faults()
                .on(
                        SandboxEndpoint.UPLOAD_SLOT,
                        Fault.apiError(401, "UNAUTHORIZED", "no such key").next(TRIES + 1));
        JobView end = ended(TestJobs.job(folder, "a"));
        assertThat(end.state()).isEqualTo(JobState.DONE);
        assertThat(end.tries()).isEqualTo(1);
    }

    @Test
    void whatFailsForAPassingReasonIsTriedAgainAndGivenUpInTheEnd() throws Exception {
        sandbox.faults().on(SandboxEndpoint.UPLOAD_SLOT, Fault.apiError(500, "INTERNAL", "out of order"));
        JobView end = ended(TestJobs.job(folder, "a"));
        assertThat(end.state()).isEqualTo(JobState.DEAD);
        assertThat(end.tries()).isEqualTo(TRIES);
        assertThat(end.reason()).startsWith("tried 2 times; the last reason: ").contains("out of order");
    }

    @Test
    void aStoppedWorkerHandsBackAndAnotherGoesOnWithoutPayingAgain() throws Exception {
        sandbox.faults()
                .on(
                        SandboxEndpoint.STYLE_STATUS,
                        Fault.latency(Duration.ofMillis(500)).next(1));
        now(node("").add(TestJobs.job(folder, "a", "a lighthouse")));
        CompletableFuture<Void> first =
                worker("first", false).run(stop.asMono()).toFuture();
        seen(node(""), job -> job.state() == JobState.TRAINING);
        stop.tryEmitEmpty();
        first.get(LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(now(node("").known("a")))
                .containsEntry("reason", "handed back by first")
                .containsEntry("state", "training");
        CompletableFuture<Void> heir =
                worker("heir", 2, false, Mono.never()).run(Mono.never()).toFuture();
        JobView end = last("a");
        heir.cancel(true);
        assertThat(end.state()).isEqualTo(JobState.DONE);
        assertThat(end.tries()).isEqualTo(1);
        assertThat(paid("style")).isEqualTo(1);
        assertThat(JobOrder.faults(seen(node(""), job -> job.state().isEnd()))).isEmpty();
    }

    @Test
    void aTrainingWhoseAnswerIsLostIsFoundByItsName() throws Exception {
        sandbox.faults().on(SandboxEndpoint.STYLE_SUBMIT, Fault.resetAfter().next(1));
        assertThat(ended(TestJobs.job(folder, "a")).state()).isEqualTo(JobState.DONE);
        assertThat(paid("style")).isEqualTo(1);
        assertThat(unfinished()).isZero();
    }

    @Test
    void aTrainingThatComesToLightWhenItIsOrderedAgainIsTheJobs() throws Exception {
        sandbox.faults().on(SandboxEndpoint.TRAINING_LIST, Fault.raw(200, Map.of(), "{\"tasks\":[]}"));
        sandbox.faults().on(SandboxEndpoint.STYLE_SUBMIT, Fault.resetAfter().next(1));
        now(node("").add(TestJobs.job(folder, "a")));
        CompletableFuture<Void> running =
                worker("payer", true).run(stop.asMono()).toFuture();
        awaitSubmit();
        sandbox.faults()
                .on(
                        SandboxEndpoint.STYLE_SUBMIT,
                        Fault.latency(Duration.ofSeconds(1)).next(1));
        awaitSubmit();
        sandbox.faults().clear(SandboxEndpoint.TRAINING_LIST);

        assertThat(last("a").state()).isEqualTo(JobState.DONE);
        assertThat(paid("style")).isEqualTo(1);
        running.cancel(true);
    }

    @Test
    void aDrawingThatMayBePaidIsNotOrderedAgainBlindly() throws Exception {
        sandbox.faults().on(SandboxEndpoint.TXT2IMG, Fault.resetAfter().next(1));
        JobView end = ended(TestJobs.job(folder, "a", "a lighthouse"));
        assertThat(end.state()).isEqualTo(JobState.DEAD);
        assertThat(end.reason()).contains("job/a/drawing/0 may have been paid at", "--retry-paid-requests");
        assertThat(paid("txt2img")).isEqualTo(1);
        assertThat(unfinished()).isEqualTo(1);
    }

    @Test
    void aDrawingThatMayBePaidIsOrderedAgainWhereThatIsAccepted() throws Exception {
        sandbox.faults().on(SandboxEndpoint.TXT2IMG, Fault.resetAfter().next(1));
        now(node("").add(TestJobs.job(folder, "a", "a lighthouse")));
        CompletableFuture<Void> running =
                worker("payer", true).run(stop.asMono()).toFuture();
        assertThat(last("a").state()).isEqualTo(JobState.DONE);
        assertThat(paid("txt2img")).isEqualTo(2);
        assertThat(unfinished()).isZero();
        running.cancel(true);
    }

    /** Until the fault has struck. */
    private void awaitSubmit() {
        now(Mono.fromCallable(() -> sandbox.faults().active().containsKey(SandboxEndpoint.STYLE_SUBMIT))
                .filter(waiting -> !waiting)
                .repeatWhenEmpty(none -> none.delayElements(Duration.ofMillis(20))));
    }

    private List<String> files(String job) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("out").resolve(job))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static StyleJob from(StyleJob job, String id, String prefix) {
        return new StyleJob(
                id, job.name(), null, prefix, job.pictures(), job.caption(), Map.of(), null, List.of(), null);
    }

    private HttpServer store() throws IOException {
        HttpServer store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        store.createContext("/pictures/", exchange -> {
            Path file = folder.resolve(exchange.getRequestURI().getPath().substring("/pictures/".length()));
            if (Files.isRegularFile(file)) {
                byte[] bytes = Files.readAllBytes(file);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
            exchange.close();
        });
        store.start();
        return store;
    }
}
