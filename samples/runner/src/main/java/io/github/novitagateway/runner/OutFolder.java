package io.github.novitagateway.runner;

import io.github.novitagateway.error.NovitaException.JournalException;
import io.github.novitagateway.preflight.PreflightReport;
import io.github.novitagateway.preflight.PreflightReport.Flaw;
import io.github.novitagateway.runner.TrainingLabel.Essentials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a look says of the folder that a run would go to. It may hold a run, which would be gone on with.
 *
 * @param errors for which the run would not start
 * @param warnings of what it would do
 */
record OutFolder(List<Flaw> errors, List<Flaw> warnings) {
    private static final Duration DISK = Duration.ofSeconds(30);

    /**
     * Looks, and changes nothing. Blocks.
     *
     * @param folder of the run
     * @param images the folder of the pictures
     * @param service where the run would happen
     * @param typed what the run would train
     */
    static OutFolder look(Path folder, Path images, String service, Essentials typed) {
        List<Flaw> errors = new ArrayList<>();
        List<Flaw> warnings = new ArrayList<>();
        if (isSame(folder, images)) {
            errors.add(flaw("another folder than images", folder.toString()));
        }
        RunRecord.Training begun = begun(folder, service);
        String difference = begun == null ? null : begun.asked().request().differenceFrom(typed);
        if (difference != null) {
            errors.add(flaw("a folder without another run", "that of one: " + difference));
        } else if (begun != null) {
            warnings.add(flaw(
                    "a folder without a run, for what it would take to be right",
                    "that of one whose training is begun: it goes on, and does not pay for that again"));
        }
        return new OutFolder(errors, warnings);
    }

    static boolean isSame(Path folder, Path images) {
        return folder.toAbsolutePath()
                .normalize()
                .equals(images.toAbsolutePath().normalize());
    }

    /** Null too when another program has it, or it is of another service: whoever starts the run is told. */
    private static RunRecord.@Nullable Training begun(Path folder, String service) {
        if (!Files.isRegularFile(folder.resolve(RunFile.NAME))) {
            return null;
        }
        try (RunFile run = RunFile.at(folder, service)) {
            return run.record().blockOptional(DISK).orElseThrow().training();
        } catch (JournalException unusable) {
            return null;
        }
    }

    private static Flaw flaw(String bound, String value) {
        return new Flaw(null, "out", bound, value);
    }

    /** {@return the report with this in it} */
    PreflightReport added(PreflightReport report) {
        List<Flaw> all = new ArrayList<>(warnings);
        all.addAll(report.warnings());
        return new PreflightReport(report.errors(), all, report.estimate()).withErrors(errors);
    }
}
