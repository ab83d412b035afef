package io.github.novitagateway.sandbox;

import java.time.Instant;

/** Where tasks are paid for and written down. */
final class Till {
    /** What the service asks for looking at one image. */
    private static final long DETECTION_PRICE = 15;

    private final Account account;
    private final SandboxLedger ledger;
    private final long trainingPrice;
    private final long imagePrice;

    Till(Account account, SandboxLedger ledger, long trainingPrice, long imagePrice) {
        this.account = account;
        this.ledger = ledger;
        this.trainingPrice = trainingPrice;
        this.imagePrice = imagePrice;
    }

    void payTraining(TrainingKind kind, String taskId, String name, Instant now) {
        pay(kind.word(), taskId, name, now, trainingPrice);
    }

    void payImages(DrawingKind kind, String taskId, String prompt, Instant now, int images, boolean detection) {
        pay(kind.word(), taskId, prompt, now, images * (imagePrice + (detection ? DETECTION_PRICE : 0)));
    }

    private void pay(String kind, String taskId, String name, Instant now, long price) {
        account.charge(price);
        ledger.paid(new SandboxLedger.PaidTask(kind, taskId, name, now, price));
    }
}
