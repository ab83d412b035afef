package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.sandbox.Fault;
import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxEndpoint;
import io.github.novitagateway.sandbox.SandboxLedger.PaidTask;
import io.github.novitagateway.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program is killed at random moments and started again each time, until its job is done: then what was paid and
 * what was stored is counted at the service. {@code -Dnovita.kills=100} for the long form.
 */
class KilledRunIT {
    private static final int KILLS = Integer.getInteger("novita.kills", 6);
    private static final long SEED = Long.getLong("novita.seed", 20261125);
    private static final Duration LAG = Duration.ofMillis(200);
    private static final List<String> PROMPTS = List.of("a lighthouse", "a harbour", "an island");
    private static final String PICTURES =
            Plans.PICTURES.toAbsolutePath().normalize().toString();

    private final Random random = new Random(SEED);
    private final Map<String, Integer> lastEntries = new TreeMap<>();
    private final Sandbox sandbox = Sandbox.start(SandboxOptions.builder()
            .speed(60)
            .trainingTime(Duration.ofMinutes(2))
            .queueTime(Duration.ofMinutes(1))
            .build());
    private int kills;
    private int storedTwice;
    private int drawnTwice;

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void paysForOneTrainingAndSendsNoPictureAgainThatItKnewToBeStored() throws Exception {
        for (SandboxEndpoint slow : List.of(SandboxEndpoint.STORAGE_PUT, SandboxEndpoint.IMAGE_GET)) {
            sandbox.faults().on(slow, Fault.latency(LAG));
        }
        for (SandboxEndpoint paid : List.of(SandboxEndpoint.STYLE_SUBMIT, SandboxEndpoint.TXT2IMG)) {
            sandbox.faults().on(paid, Fault.lateAnswer(LAG));
        }
        int jobs = 0;
        while (kills < KILLS) {
            jobs++;
            finish("job-" + jobs);
        }
        System.out.printf(
                "Killed %d times at random moments (seed %d) in %d jobs: %d trainings paid, %d of %d pictures stored"
                        + " twice (in flight at a kill), %d of %d drawings paid twice (ordered at a kill). The journal's"
                        + " last entry at the kills: %s%n",
                kills,
                SEED,
                jobs,
                paid("style").size(),
                storedTwice,
                jobs * pictures().size(),
                drawnTwice,
                jobs * PROMPTS.size(),
                lastEntries);
        assertThat(paid("style")).hasSize(jobs);
    }

    /** Starts one job again and again until a start of it comes to its end. */
    private void finish(String job) throws Exception {
        Set<String> before = new HashSet<>(sandbox.ledger().storedImages().keySet());
        int drawings = paid("txt2img").size();
        boolean done = false;
        while (!done) {
            Set<String> known = knownToBeStored(job);
            Set<String> there = new HashSet<>(sandbox.ledger().storedImages().keySet());
            done = kills < KILLS ? !killed(job) : ended(job);
            assertThat(since(there)).as("pictures sent again").noneMatch(known::contains);
        }
        assertThat(paid("style").stream().filter(task -> task.name().startsWith(job + "-")))
                .as("trainings paid for " + job)
                .hasSize(1);
        assertThat(new HashSet<>(since(before))).hasSameSizeAs(pictures());
        assertThat(files(job)).hasSize(PROMPTS.size());
        storedTwice += since(before).size() - pictures().size();
        drawnTwice += paid("txt2img").size() - drawings - PROMPTS.size();
    }

    /** Whether the kill came before the end. */
    private boolean killed(String job) throws Exception {
        try (NovitaProcess novita = start(job)) {
            if (novita.awaitExitWithin(Duration.ofMillis(300 + random.nextInt(3_000)))) {
                assertThat(novita.awaitExit()).as(novita.errors()).isZero();
                return false;
            }
            novita.kill();
            kills++;
            List<JsonNode> entries = journal(job);
            lastEntries.merge(
                    entries.isEmpty()
                            ? "none"
                            : entries.get(entries.size() - 1).path("entry").asString("none"),
                    1,
                    Integer::sum);
            return true;
        }
    }

    private boolean ended(String job) throws Exception {
        try (NovitaProcess novita = start(job)) {
            assertThat(novita.awaitExit()).as(novita.errors()).isZero();
            return true;
        }
    }

    private NovitaProcess start(String job) throws IOException {
        List<String> command = new ArrayList<>(List.of("train", "--name", job, "--images", PICTURES, "--out", job));
        PROMPTS.forEach(prompt -> command.addAll(List.of("--prompt", prompt)));
        command.addAll(List.of("--concurrency", "2", "--poll-interval", "200ms", "--outcome-search", "1s", "--json"));
        command.addAll(List.of("--no-check", "--retry-paid-requests"));
        return NovitaProcess.against(sandbox.baseUrl().toString(), folder, command.toArray(String[]::new));
    }

    private List<PaidTask> paid(String kind) {
        return sandbox.ledger().paidTasks().stream()
                .filter(task -> task.kind().equals(kind))
                .toList();
    }

    /** The contents that have come since, one for each time that it came. */
    private List<String> since(Set<String> there) {
        return sandbox.ledger().storedImages().entrySet().stream()
                .filter(image -> !there.contains(image.getKey()))
                .map(image -> sha256(image.getValue()))
                .toList();
    }

    private Set<String> knownToBeStored(String job) throws IOException {
        Set<String> known = new HashSet<>();
        journal(job).forEach(entry -> known.add(entry.path("sha256").asString("")));
        return known;
    }

    /** The entries as a kill has left them: the last one may be torn. */
    private List<JsonNode> journal(String job) throws IOException {
        Path file = folder.resolve(job).resolve(RunFile.NAME);
        if (Files.notExists(file)) {
            return List.of();
        }
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    private List<String> files(String job) throws IOException {
        try (var files = Files.list(folder.resolve(job))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".png"))
                    .toList();
        }
    }

    private static List<Path> pictures() throws IOException {
        return PictureFolder.read(Plans.PICTURES, null).pictures().stream()
                .map(Picture::file)
                .toList();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyMachineHasIt) {
            throw new AssertionError(everyMachineHasIt);
        }
    }
}
