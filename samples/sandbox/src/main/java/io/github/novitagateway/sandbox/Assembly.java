package io.github.novitagateway.sandbox;

import java.time.InstantSource;
import java.util.Map;
import reactor.core.publisher.Mono;

/** The parts of a sandbox, put together by its options. */
final class Assembly {
    private final SandboxOptions options;
    private final Account account;
    private final Assets assets;
    private final Trainings trainings;
    private final Drawings drawings;
    private final ModelFiles files;
    private final Storage storage;

    Assembly(SandboxOptions options, InstantSource wall, SandboxLedger ledger, Threads threads) {
        this.options = options;
        ScaledClock clock = new ScaledClock(wall, options.speed());
        SignedUrls urls = new SignedUrls(wall);
        this.account = new Account(options.balance());
        Till till = new Till(account, ledger, options.trainingPrice(), options.imagePrice());
        this.assets = new Assets(urls, options.slotLifetime(), ledger);
        Gallery gallery = new Gallery();
        TrainingScript script =
                new TrainingScript(options.queueTime(), options.trainingTime(), options.deploymentTime());
        this.trainings = new Trainings(assets, till, clock, script, threads.studio());
        DrawingReport report = new DrawingReport(urls, clock, options.drawingTime());
        Courier courier = new Courier(threads.loops(), threads.bell(), clock, Courier.PATIENCE, ledger);
        Webhooks webhooks = new Webhooks(report, courier, threads.bell());
        Map<DrawingKind, Allowance> allowances = Map.of(
                DrawingKind.TXT2IMG, new Allowance(options.txt2imgPerMinute(), clock),
                DrawingKind.IMG2IMG, new Allowance(options.img2imgPerMinute(), clock));
        this.drawings = new Drawings(
                allowances, new Loras(trainings), till, gallery, report, webhooks, clock, threads.studio());
        this.files = new ModelFiles(trainings, urls, threads.studio());
        this.storage = new Storage(urls, assets, gallery);
    }

    Routes routes() {
        Models models = new Models(trainings, files);
        Routes routes = new Routes(new Gate(options.key()))
                .post(SandboxEndpoint.UPLOAD_SLOT, (exchange, body) -> Mono.just(assets.newSlot(exchange, body)))
                .get(SandboxEndpoint.TRAINING_LIST, trainings::list)
                .post(SandboxEndpoint.TXT2IMG, (exchange, body) -> drawings.submit(DrawingKind.TXT2IMG, exchange, body))
                .post(SandboxEndpoint.IMG2IMG, (exchange, body) -> drawings.submit(DrawingKind.IMG2IMG, exchange, body))
                .get(SandboxEndpoint.TASK_RESULT, drawings::result)
                .get(SandboxEndpoint.MODEL_LIST, models::list)
                .get(SandboxEndpoint.USER, exchange -> account.user())
                .get(SandboxEndpoint.BALANCE, exchange -> account.balanceDetail())
                .storage(SandboxEndpoint.STORAGE_PUT, storage::put)
                .storage(SandboxEndpoint.IMAGE_GET, storage::get)
                .storage(SandboxEndpoint.MODEL_FILE, files::get);
        train(routes, TrainingKind.STYLE, SandboxEndpoint.STYLE_SUBMIT, SandboxEndpoint.STYLE_STATUS);
        train(routes, TrainingKind.SUBJECT, SandboxEndpoint.SUBJECT_SUBMIT, SandboxEndpoint.SUBJECT_STATUS);
        return routes;
    }

    private void train(Routes routes, TrainingKind kind, SandboxEndpoint submit, SandboxEndpoint status) {
        routes.post(submit, (exchange, body) -> Mono.just(trainings.submit(kind, body, exchange.fate())))
                .get(status, exchange -> trainings.status(kind, exchange));
    }
}
