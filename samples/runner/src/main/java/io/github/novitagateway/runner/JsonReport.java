package io.github.novitagateway.runner;

import io.github.novitagateway.account.Balance;
import io.github.novitagateway.account.Finding;
import io.github.novitagateway.image.Model;
import io.github.novitagateway.preflight.Estimate;
import io.github.novitagateway.preflight.PreflightReport;
import io.github.novitagateway.preflight.PreflightReport.Flaw;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskSnapshot;
import io.github.novitagateway.training.TrainingEvent;
import io.github.novitagateway.training.TrainingTask;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One JSON object a line, for programs. */
final class JsonReport implements Report {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TASK_ID = "task_id";

    private final PrintStream out;

    JsonReport(PrintStream out) {
        this.out = out;
    }

    @Override
    public void uploads(int pictures, long bytes) {}

    @Override
    public void uploading(TrainingEvent.UploadProgress progress) {}

    @Override
    public void uploaded(TrainingEvent.ImageUploaded uploaded) {
        print(event("image_uploaded")
                .put("index", uploaded.image().index())
                .put("file", uploaded.image().source().name())
                .put("asset_id", uploaded.image().id().value()));
    }

    @Override
    public void submitted(TaskId task, String name) {
        print(event("submitted").put(TASK_ID, task.toString()).put("name", name));
    }

    @Override
    public void status(TaskSnapshot status) {
        ObjectNode event = event("status")
                .put(TASK_ID, status.taskId().toString())
                .put("stage", status.stage().name())
                .put("state", status.rawState());
        if (status.progressPercent() != null) {
            event.put("progress_percent", status.progressPercent());
        }
        if (status.eta() != null) {
            event.put("eta_seconds", status.eta().toMillis() / 1000.0);
        }
        print(event);
    }

    @Override
    public void stalled(TrainingEvent.Stalled stalled) {}

    @Override
    public void ready(TaskId task, String model, String lora) {
        print(event("ready").put(TASK_ID, task.toString()).put("model", model).put("lora", lora));
    }

    @Override
    public void drawing(TaskId task, String prompt) {
        print(event("drawing").put(TASK_ID, task.toString()).put("prompt", prompt));
    }

    @Override
    public void notDrawn(String prompt, Throwable failure) {
        print(failure("not_drawn", failure).put("prompt", prompt));
    }

    @Override
    public void saved(Path file, @Nullable String prompt, int index, TaskId task) {
        ObjectNode event = event("image_saved").put("path", file.toString());
        if (prompt != null) {
            event.put("prompt", prompt);
        }
        print(event.put("index", index).put(TASK_ID, task.toString()));
    }

    @Override
    public void page(Path file) {
        print(event("page_saved").put("path", file.toString()));
    }

    @Override
    public void listed(TrainingTask task) {
        ObjectNode line = event("training")
                .put(TASK_ID, task.taskId().toString())
                .put("name", task.name())
                .put("stage", task.stage().name())
                .put("state", task.rawState());
        if (task.createdAt() != null) {
            line.put("created_at", task.createdAt().toString());
        }
        task.models().forEach(model -> line.withArray("models").add(model.name()));
        print(line);
    }

    @Override
    public void model(Model model) {
        print(event("model")
                .put("name", model.name())
                .put("sd_name", model.sdName())
                .put("sd_name_in_api", model.sdNameInApi())
                .put("type", model.type())
                .put("base_model", model.baseModel())
                .put("source", model.source())
                .put("visibility", model.visibility()));
    }

    @Override
    public void modelSaved(Path file, Model model) {
        print(event("model_saved").put("path", file.toString()).put("sd_name", model.sdName()));
    }

    @Override
    public void modelThere(Path file, Model model) {
        print(event("model_there").put("path", file.toString()).put("sd_name", model.sdName()));
    }

    @Override
    public void modelNotSaved(Model model, Throwable failure) {
        print(failure("model_not_saved", failure).put("sd_name", model.sdName()));
    }

    @Override
    public void balance(Balance balance) {
        print(event("balance")
                .put("available_usd", balance.available())
                .put("cash_usd", balance.cash())
                .put("credit_limit_usd", balance.creditLimit())
                .put("pending_charges_usd", balance.pendingCharges())
                .put("outstanding_invoices_usd", balance.outstandingInvoices()));
    }

    @Override
    public void finding(Finding finding) {
        print(event("finding")
                .put("subject", finding.subject().name())
                .put("verdict", finding.verdict().name())
                .put("message", finding.message()));
    }

    @Override
    public void preflight(PreflightReport found) {
        ObjectNode line = event("preflight").put("passed", found.passed());
        put(found.errors(), Flaw::message, line.putArray("errors"));
        put(found.warnings(), Flaw::advice, line.putArray("warnings"));
        put(found.estimate(), line.putObject("estimate"));
        print(line);
    }

    private static void put(List<Flaw> flaws, Function<Flaw, String> sentence, ArrayNode into) {
        for (Flaw flaw : flaws) {
            ObjectNode each = into.addObject();
            if (flaw.picture() != null) {
                each.put("picture", flaw.picture());
            }
            each.put("field", flaw.field())
                    .put("bound", flaw.bound())
                    .put("value", flaw.value())
                    .put("message", sentence.apply(flaw));
        }
    }

    private static void put(Estimate estimate, ObjectNode into) {
        into.put("upload_slots", estimate.uploadSlots())
                .put("uploads", estimate.uploads())
                .put("trainings", estimate.trainings())
                .put("drawings", estimate.drawings())
                .put("images", estimate.images())
                .put("bytes", estimate.bytes());
        if (estimate.time() != null) {
            into.put("minutes", estimate.time().toSeconds() / 60.0);
        }
        if (estimate.cost() != null) {
            into.put("cost_usd", estimate.cost());
        }
    }

    @Override
    public void failed(Throwable failure) {
        print(failure("failed", failure));
    }

    @Override
    public void close() {}

    private static ObjectNode failure(String word, Throwable failure) {
        ObjectNode event =
                event(word).put("error", failure.getClass().getSimpleName()).put("message", PlainErrors.text(failure));
        TaskId task = PlainErrors.taskOf(failure);
        if (task != null) {
            event.put(TASK_ID, task.toString());
        }
        return event;
    }

    private static ObjectNode event(String word) {
        return JSON.createObjectNode().put("event", word);
    }

    private void print(ObjectNode event) {
        out.println(JSON.writeValueAsString(event));
    }
}
