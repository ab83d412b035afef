package io.github.novitagateway.reactor;

import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.error.ApiException.RouteGoneException;
import io.github.novitagateway.model.Model;
import io.github.novitagateway.reactor.CursorPages.Page;
import io.github.novitagateway.reactor.Replies.ModelRow;
import io.github.novitagateway.training.TrainedModel;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Models that the service knows, those trained by the caller among them. */
public final class Models {

    private static final Map<String, String> OWN_TRAINED_LORAS =
            Map.of("filter.visibility", "private", "filter.source", "training", "filter.types", "lora");
    private static final int MOST_ROWS = 1000;
    private static final Set<String> LORA_TYPES = Set.of("lora", "locon");

    private final ApiExchange exchange;
    private final NovitaConfig config;

    Models(ApiExchange exchange, NovitaConfig config) {
        this.exchange = exchange;
        this.config = config;
    }

    /**
     * Finds the name by which a trained model is drawn with. The docs disagree whether that name has its file suffix,
     * so the service's own list is asked: {@code GET /v3/model} (docs: model-apis-get-model). Free of charge, repeated
     * on transient failures within the retry policy.
     *
     * @param trained from the result of a training
     * @return {@code sd_name_in_api} of the model; its trained name as it stands when the list does not have the model
     *     or is no longer served
     */
    public Mono<String> loraName(TrainedModel trained) {
        Objects.requireNonNull(trained, "trained");
        return CursorPages.walk(config.pageSize(), OWN_TRAINED_LORAS, this::page, ModelRow::sdName)
                .take(MOST_ROWS)
                .map(ReplyMapping::model)
                .filter(model -> isLora(model) && isNamed(model, trained.name()))
                .next()
                .map(Model::sdNameInApi)
                .filter(name -> !name.isBlank())
                .onErrorResume(RouteGoneException.class, gone -> Mono.empty())
                .defaultIfEmpty(trained.name());
    }

    private Mono<Page<ModelRow>> page(Map<String, String> query) {
        return exchange.get(Endpoint.MODELS, query, Replies.Models.class)
                .map(reply -> Page.of(reply.models(), reply.pagination()));
    }

    /** The filter's name differs between sources, so what comes back is looked at too. */
    private static boolean isLora(Model model) {
        return model.type().isEmpty() || LORA_TYPES.contains(model.type());
    }

    private static boolean isNamed(Model model, String name) {
        return model.sdName().equals(name)
                || model.name().equals(name)
                || model.sdNameInApi().equals(name);
    }
}
