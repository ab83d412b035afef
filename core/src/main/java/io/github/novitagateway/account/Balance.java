package io.github.novitagateway.account;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an account holds, in US dollars; the service counts in ten-thousandths of one. Docs: the balance page under
 * basic, basic-get-user-info.
 *
 * @param available what can be spent
 * @param cash what was paid in; null when the service did not tell
 * @param creditLimit what may be spent beyond that; null when the service did not tell
 * @param pendingCharges what is spent but not settled yet; null when the service did not tell
 * @param outstandingInvoices what is owed; null when the service did not tell
 */
public record Balance(
        BigDecimal available,
        @Nullable BigDecimal cash,
        @Nullable BigDecimal creditLimit,
        @Nullable BigDecimal pendingCharges,
        @Nullable BigDecimal outstandingInvoices) {
    /** Checks that the one figure which counts is there. */
    public Balance {
        Objects.requireNonNull(available, "available");
    }
}
