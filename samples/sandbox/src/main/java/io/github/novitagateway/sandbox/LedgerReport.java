package io.github.novitagateway.sandbox;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The ledger in JSON. */
final class LedgerReport {
    private LedgerReport() {}

    static ObjectNode of(SandboxLedger ledger) {
        ObjectNode report = Json.object();
        ArrayNode images = report.putArray("stored_images");
        ledger.storedLengths()
                .forEach((id, bytes) -> images.addObject().put("assets_id", id).put("bytes", bytes));
        ArrayNode tasks = report.putArray("paid_tasks");
        ledger.paidTasks().forEach(task -> tasks.add(row(task)));
        ArrayNode deliveries = report.putArray("deliveries");
        ledger.deliveries().forEach(delivery -> deliveries.add(row(delivery)));
        ArrayNode requests = report.putArray("requests");
        ledger.requests().forEach(request -> requests.add(row(request)));
        return report;
    }

    private static ObjectNode row(SandboxLedger.PaidTask task) {
        return Json.object()
                .put("kind", task.kind())
                .put("task_id", task.taskId())
                .put("name", task.name())
                .put("instant", task.instant().toString())
                .put("price", task.price());
    }

    private static ObjectNode row(SandboxLedger.Delivery delivery) {
        return Json.object()
                .put("task_id", delivery.taskId())
                .put("path", delivery.path())
                .put("attempt", delivery.attempt())
                .put("status", delivery.status());
    }

    private static ObjectNode row(SandboxLedger.RecordedRequest request) {
        return Json.object()
                .put("method", request.method())
                .put("path", request.path())
                .put("status", request.status());
    }
}
