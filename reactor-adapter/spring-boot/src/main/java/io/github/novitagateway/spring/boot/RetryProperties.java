package io.github.novitagateway.spring.boot;

import io.github.novitagateway.config.RetryPolicy;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How failed requests are repeated.
 *
 * @param maxRetries How often a request is repeated, 0 to 10.
 * @param backoff the longest wait before each retry
 * @param longestRetryAfter Longest wait that is obeyed when the service asks for one.
 * @param outcomeSearch How long a training is looked for in the task list when the answer to its submit was lost.
 * @param retryPaidRequests Whether a drawing is ordered again when the answer to its order was lost. It may then be
 *     paid as often as it is sent.
 */
record RetryProperties(
        @DefaultValue("3") int maxRetries,
        @DefaultValue Backoff backoff,
        @DefaultValue("60s") Duration longestRetryAfter,
        @DefaultValue("30s") Duration outcomeSearch,
        @DefaultValue("false") boolean retryPaidRequests) {

    RetryPolicy policy() {
        RetryPolicy.Backoff waits = PropertyNames.naming("novita.retry.backoff", backoff::waits);
        return PropertyNames.naming(
                "novita.retry",
                () -> RetryPolicy.builder()
                        .maxRetries(maxRetries)
                        .backoff(waits)
                        .longestRetryAfter(longestRetryAfter)
                        .outcomeSearch(outcomeSearch)
                        .retryPaidRequests(retryPaidRequests)
                        .build());
    }

    /**
     * Waits that grow by a factor up to a longest one.
     *
     * @param first Longest wait before the first retry.
     * @param factor How much longer each wait is than the one before, at least 1.
     * @param longest Where the growth ends.
     */
    record Backoff(
            @DefaultValue("500ms") Duration first,
            @DefaultValue("2") double factor,
            @DefaultValue("10s") Duration longest) {

        private RetryPolicy.Backoff waits() {
            return RetryPolicy.Backoff.of(first, factor, longest);
        }
    }
}
