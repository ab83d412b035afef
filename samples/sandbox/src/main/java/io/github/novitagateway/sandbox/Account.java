package io.github.novitagateway.sandbox;

import tools.jackson.databind.node.ObjectNode;

/** The money of the one account, in 1/10000 USD. */
final class Account {
    private long balance;

    Account(long balance) {
        this.balance = balance;
    }

    /** Takes the price of a task, or refuses and takes nothing. */
    synchronized void charge(long price) {
        if (price > balance) {
            throw ApiErrors.badRequest(
                    "BILLING_BALANCE_NOT_ENOUGH", "balance not enough: the task costs " + price + " of " + balance);
        }
        balance -= price;
    }

    Reply user() {
        ObjectNode body = Json.object();
        body.putArray("allow_features");
        body.put("credit_balance", balance());
        body.putObject("free_trial");
        return Reply.ok(body);
    }

    Reply balanceDetail() {
        String balance = Long.toString(balance());
        return Reply.ok(Json.object()
                .put("availableBalance", balance)
                .put("cashBalance", balance)
                .put("creditLimit", "0")
                .put("pendingCharges", "0")
                .put("outstandingInvoices", "0"));
    }

    private synchronized long balance() {
        return balance;
    }
}
