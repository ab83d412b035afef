package io.github.novitagateway.reactor;

import io.github.novitagateway.account.Balance;
import io.github.novitagateway.error.ApiException.RouteGoneException;
import java.util.Map;
import reactor.core.publisher.Mono;

/** The account that the key belongs to. */
public final class Account {

    private final ApiExchange exchange;

    Account(ApiExchange exchange) {
        this.exchange = exchange;
    }

    /**
     * Asks for the balance: {@code GET /openapi/v1/billing/balance/detail} (docs: the balance page under basic), and
     * where that is gone {@code GET /v3/user} (docs: basic-get-user-info). Free of charge, repeated on transient
     * failures within the retry policy. Cancelling closes the connection.
     *
     * @return the balance in US dollars; from the older call what is available alone;
     *     {@link io.github.novitagateway.error.ApiException} when the service refuses,
     *     {@link io.github.novitagateway.error.NovitaException.TransportException} when it cannot be reached
     */
    public Mono<Balance> balance() {
        return exchange.get(Endpoint.BALANCE, Map.of(), Replies.BalanceDetail.class)
                .map(ReplyMapping::balance)
                .onErrorResume(
                        Account::isGone,
                        gone -> exchange.get(Endpoint.USER, Map.of(), Replies.User.class)
                                .map(ReplyMapping::balance));
    }

    /** A block at the edge would meet the older call too. */
    private static boolean isGone(Throwable failure) {
        return failure instanceof RouteGoneException gone && gone.status() != 403;
    }
}
