package io.github.novitagateway.fleet;

import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import reactor.core.publisher.Mono;

/** {@code fleet add}. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = {
            "Adds jobs, each a file of JSON. One whose id is known already is left as it is.",
            "",
            "A job has id, name, from (a folder, or the beginning of an address), pictures (names there), caption or"
                    + " captions by name, and may have prompts, steps, baseModel and checkpoint.",
            ""
        })
final class AddCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Mixin
    private FleetOptions fleet = new FleetOptions();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "A job.")
    private List<Path> files = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        List<StyleJob> jobs = new ArrayList<>();
        for (Path file : files) {
            jobs.add(read(file));
        }
        RedisClient client = RedisCalls.client();
        try {
            JobStream stream = fleet.jobs(client);
            for (StyleJob job : jobs) {
                boolean isNew = Boolean.TRUE.equals(
                        stream.add(job).timeout(PATIENCE, unanswered()).block());
                System.out.println(job.id() + (isNew ? " is queued" : " is known already"));
            }
        } finally {
            client.shutdown();
        }
        return 0;
    }

    private Mono<Boolean> unanswered() {
        return Mono.error(() -> new IllegalStateException(
                RedisCalls.place(fleet.uri()) + " did not answer within " + PATIENCE.toSeconds() + " s"));
    }

    private static StyleJob read(Path file) throws IOException {
        try {
            return StyleJobs.read(Files.readString(file));
        } catch (NoSuchFileException absent) {
            throw new IllegalArgumentException(file + " must be a file but was absent", absent);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(file + ": " + refused.getMessage(), refused);
        }
    }
}
