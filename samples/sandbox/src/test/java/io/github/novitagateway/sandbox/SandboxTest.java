package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SandboxTest {
    @Test
    void listensOnAFreePortOfTheLoopback() {
        try (Sandbox one = Sandbox.start(SandboxOptions.defaults());
                Sandbox other = Sandbox.start(SandboxOptions.defaults())) {
            assertThat(one.baseUrl().toString()).matches("http://127\\.0\\.0\\.1:\\d+");
            assertThat(one.baseUrl()).isNotEqualTo(other.baseUrl());
        }
    }

    @Test
    void freesItsPortWhenClosedAndMayBeClosedTwice() {
        Sandbox first = Sandbox.start(SandboxOptions.defaults());
        int port = first.baseUrl().getPort();
        first.close();
        first.close();
        Visitor late = new Visitor(first);
        assertThatThrownBy(() -> late.get("/v3/user")).isInstanceOf(UncheckedIOException.class);
        try (Sandbox second = Sandbox.start(SandboxOptions.builder().port(port).build())) {
            assertThat(second.baseUrl().getPort()).isEqualTo(port);
            assertThat(new Visitor(second).get("/v3/user").status()).isEqualTo(200);
        }
    }

    @Test
    void namesAPortThatIsTaken() {
        try (Sandbox first = Sandbox.start(SandboxOptions.defaults())) {
            SandboxOptions same =
                    SandboxOptions.builder().port(first.baseUrl().getPort()).build();
            assertThatThrownBy(() -> Sandbox.start(same))
                    .hasMessageContaining(first.baseUrl().getAuthority());
        }
    }

    @Test
    void recordsTheRequestsThatItAnswered() {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
            Visitor visitor = new Visitor(sandbox);
            visitor.get("/v3/user?");
            visitor.get("/nowhere?a=b");
            assertThat(sandbox.ledger().requests())
                    .containsExactly(
                            new SandboxLedger.RecordedRequest("GET", "/v3/user", 200),
                            new SandboxLedger.RecordedRequest("GET", "/nowhere", 404));
        }
    }

    @Test
    void keepsManyUploadsApartThatComeAtOnce() {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
            Visitor visitor = new Visitor(sandbox);
            List<byte[]> contents = IntStream.range(0, 40)
                    .mapToObj(i -> Pictures.stripes("png", new Color(i, i, i)))
                    .toList();
            List<String> ids = contents.parallelStream()
                    .map(content -> visitor.upload("png", content))
                    .toList();
            var stored = sandbox.ledger().storedImages();
            assertThat(stored).hasSize(40);
            for (int i = 0; i < 40; i++) {
                assertThat(stored.get(ids.get(i))).isEqualTo(contents.get(i));
            }
        }
    }

    @Test
    void snapshotsOfTheLedgerCannotChangeWhatIsStored() {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
            String id = new Visitor(sandbox).upload("png", new byte[] {1, 2});
            Arrays.fill(sandbox.ledger().storedImages().get(id), (byte) 9);
            assertThat(sandbox.ledger().storedImages().get(id)).containsExactly(1, 2);
        }
    }

    @Test
    void letsAClientAskBeforeItSendsItsBody() {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
            Visitor visitor = new Visitor(sandbox);
            JsonNode slot = visitor.slot("png");
            Answer answer = visitor.send(visitor.request(slot.get("upload_url").stringValue())
                    .expectContinue(true)
                    .PUT(BodyPublishers.ofByteArray(new byte[100_000])));
            assertThat(answer.status()).isEqualTo(200);
        }
    }

    @Test
    void goesThroughATrainingInScaledRealTime() {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.builder().speed(600).build())) {
            Visitor visitor = new Visitor(sandbox);
            String asset = visitor.upload("png", Pictures.stripes("png", Color.RED));
            Instant start = Instant.now();
            String task = visitor.train("style", asset).success().get("task_id").stringValue();
            List<String> stages = new ArrayList<>();
            Instant end = start.plusSeconds(20);
            while (!stages.contains("SERVING") && Instant.now().isBefore(end)) {
                JsonNode training = visitor.training(task);
                JsonNode model = training.at("/models/0/model_status");
                String stage = model.isString()
                        ? model.stringValue()
                        : training.get("task_status").stringValue();
                if (!stages.contains(stage)) {
                    stages.add(stage);
                }
            }
            assertThat(List.of("QUEUING", "TRAINING", "DEPLOYING", "SERVING")).containsSubsequence(stages);
            assertThat(stages).contains("TRAINING").endsWith("SERVING");
            assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(565_000 / 600));
        }
    }
}
