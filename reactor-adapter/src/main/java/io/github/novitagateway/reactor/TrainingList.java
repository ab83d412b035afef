package io.github.novitagateway.reactor;

import io.github.novitagateway.reactor.CursorPages.Page;
import io.github.novitagateway.reactor.Replies.TrainingRow;
import io.github.novitagateway.training.TrainingTask;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The service's list of trainings, page by page. */
record TrainingList(ApiExchange exchange, int pageSize, GatewayLifecycle lifecycle) {

    private static final int LARGEST_PAGE = 100;
    private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(10);

    Flux<TrainingTask> matching(Map<String, String> filter) {
        return lifecycle.guard(CursorPages.walk(pageSize, filter, this::page, TrainingRow::taskId)
                .mapNotNull(ReplyMapping::row));
    }

    /** At most so many pages, as large as the service grants them. */
    Flux<List<TrainingTask>> pages(int most) {
        return CursorPages.pages(LARGEST_PAGE, most, this::page)
                .map(page -> page.rows().stream()
                        .map(ReplyMapping::row)
                        .filter(Objects::nonNull)
                        .toList());
    }

    Flux<TrainingTask> named(String name, Instant notBefore) {
        Objects.requireNonNull(name, "name");
        Instant tried = Objects.requireNonNull(notBefore, "notBefore").truncatedTo(ChronoUnit.SECONDS);
        return matching(Map.of())
                .filter(task -> task.name().equals(name))
                .filter(task -> task.createdAt() == null || notLongBefore(tried, task.createdAt()));
    }

    private static boolean notLongBefore(Instant tried, Instant createdAt) {
        return Duration.between(createdAt, tried).compareTo(CLOCK_DIFFERENCE) <= 0;
    }

    private Mono<Page<TrainingRow>> page(Map<String, String> query) {
        return exchange.get(Endpoint.TRAININGS, query, Replies.Trainings.class)
                .map(reply -> Page.of(reply.tasks(), reply.pagination()));
    }
}
