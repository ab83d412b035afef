package io.github.novitagateway.runner;

import io.github.novitagateway.runner.RunRecord.Drawing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The record of a run on disk, {@code novita-run.json}: replaced as a whole at each step, never half written. */
final class RunFile {
    static final String NAME = "novita-run.json";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path file;
    private final boolean begun;
    private volatile RunRecord current;

    private RunFile(Path file, RunRecord current, boolean begun) {
        this.file = file;
        this.current = current;
        this.begun = begun;
    }

    /**
     * Takes up the run that the folder of the plan holds, or begins one. Blocks.
     *
     * @param plan what shall be done
     * @param service where
     * @return the record, on disk
     * @throws IllegalArgumentException when the folder holds another run that may have cost money
     */
    static RunFile open(TrainingPlan plan, String service) {
        Path file = plan.out().resolve(NAME);
        try {
            Files.createDirectories(plan.out());
            RunRecord kept = Files.exists(file) ? read(file) : null;
            RunRecord fresh = fresh(plan, service);
            if (kept != null && goesOn(kept, fresh, file)) {
                return new RunFile(file, kept, true);
            }
            write(file, fresh);
            return new RunFile(file, fresh, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether an earlier start of the program has left this record. */
    boolean begun() {
        return begun;
    }

    RunRecord current() {
        return current;
    }

    /** Begins anew, for a run whose training is gone with its sandbox. Blocks. */
    RunFile anew(TrainingPlan plan) {
        RunRecord fresh = fresh(plan, current.service());
        try {
            write(file, fresh);
            return new RunFile(file, fresh, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes the record; it is on disk when the Mono emits. */
    Mono<RunRecord> update(UnaryOperator<RunRecord> change) {
        return Mono.fromCallable(() -> replaced(change)).subscribeOn(Schedulers.boundedElastic());
    }

    /** Whether the drawing's files are all there. */
    boolean holds(Drawing drawing) {
        return !drawing.files().isEmpty() && drawing.files().stream().allMatch(name -> Files.isRegularFile(path(name)));
    }

    /** Whether nothing is left to do for the plan. */
    boolean complete(TrainingPlan plan) {
        return current.lora() != null
                && plan.prompts().stream()
                        .allMatch(prompt -> current.drawing(prompt, plan.checkpoint())
                                .filter(this::holds)
                                .isPresent());
    }

    Path path(String name) {
        return file.resolveSibling(name);
    }

    private static RunRecord fresh(TrainingPlan plan, String service) {
        return RunRecord.fresh(service, plan.essentials(), plan.freshRequest().name());
    }

    private synchronized RunRecord replaced(UnaryOperator<RunRecord> change) throws IOException {
        RunRecord next = change.apply(current);
        if (!next.equals(current)) {
            write(file, next);
            current = next;
        }
        return next;
    }

    private static boolean goesOn(RunRecord kept, RunRecord fresh, Path file) {
        String difference = difference(kept, fresh);
        if (difference == null) {
            return true;
        }
        if (kept.task() != null) {
            throw new IllegalArgumentException(
                    file + " belongs to another run: " + difference + ". Name another folder with --out.");
        }
        Instant since = kept.sendingSince() == null ? kept.outcomeUnknownSince() : kept.sendingSince();
        if (since != null) {
            throw new IllegalArgumentException(file + " belongs to another run: " + difference
                    + ". That run was sending its training at " + since + " and may have paid for it. Start its command"
                    + " again, which looks for the training first, or name another folder with --out.");
        }
        return false;
    }

    private static @Nullable String difference(RunRecord kept, RunRecord fresh) {
        if (!kept.service().equals(fresh.service())) {
            return "its service is " + kept.service() + ", not " + fresh.service();
        }
        RunRecord.Essentials then = kept.request();
        RunRecord.Essentials now = fresh.request();
        if (then.equals(now)) {
            return null;
        }
        return then.pictures().equals(now.pictures())
                ? "it trains " + described(then) + ", not " + described(now)
                : "its pictures differ (" + then.pictures().size() + " then, "
                        + now.pictures().size() + " now)";
    }

    private static String described(RunRecord.Essentials request) {
        return "\"" + request.name() + "\" on " + request.baseModel() + " at " + request.width() + " x "
                + request.height() + (request.steps() == null ? "" : " in " + request.steps() + " steps");
    }

    private static RunRecord read(Path file) throws IOException {
        try {
            return JSON.readValue(Files.readAllBytes(file), RunRecord.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    file + " must be the record of a run but cannot be read. Name another folder with --out.", e);
        }
    }

    private static void write(Path file, RunRecord content) throws IOException {
        WholeFile.write(file, JSON.writeValueAsBytes(content));
    }
}
