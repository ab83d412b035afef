package io.github.novitagateway.reactor;

import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.error.ApiException.RouteGoneException;
import io.github.novitagateway.guard.Redact;
import io.github.novitagateway.guard.Require;
import io.github.novitagateway.image.Model;
import io.github.novitagateway.image.Model.ModelFilter;
import io.github.novitagateway.reactor.CursorPages.Page;
import io.github.novitagateway.reactor.Download.Item;
import io.github.novitagateway.reactor.Download.Link;
import io.github.novitagateway.reactor.Replies.ModelRow;
import io.github.novitagateway.training.TrainedModel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Models that the service knows, those trained by the caller among them. */
public final class Models {

    /** Largest file of a model that is fetched when the caller says nothing: 2 GiB. */
    public static final long DEFAULT_MAX_MODEL_BYTES = 2L << 30;

    private static final int MOST_OWN_ROWS = 1000;
    private static final String ALSO_LORA = "locon";

    private final ApiExchange exchange;
    private final Download downloads;
    private final NovitaConfig config;
    private final GatewayLifecycle lifecycle;

    Models(ApiExchange exchange, Download downloads, NovitaConfig config, GatewayLifecycle lifecycle) {
        this.exchange = exchange;
        this.downloads = downloads;
        this.config = config;
        this.lifecycle = lifecycle;
    }

    /**
     * Lists models: {@code GET /v3/model} (docs: model-apis-get-model). Pages are fetched on demand, at most one ahead;
     * cancelling stops the fetching. Free of charge, each page repeated on transient failures within the retry policy.
     *
     * @param filter which ones; {@link ModelFilter#all()} for all
     * @return the models, each once; the stream ends as {@link Trainings#list()} does, and in its errors
     */
    public Flux<Model> list(ModelFilter filter) {
        Objects.requireNonNull(filter, "filter");
        return lifecycle.guard(CursorPages.walk(config.pageSize(), query(filter), this::page, Models::names)
                .map(ReplyMapping::model)
                .filter(model -> isOfType(model, filter.type())));
    }

    /**
     * Looks for the model of a training among the first 1000 of the account's own, in {@link #list}: free of charge,
     * cancelling stops the fetching.
     *
     * @param trained from the result of a training
     * @return the model as the list tells it; empty when the list does not have it, errors are those of {@link #list}
     */
    public Mono<Model> find(TrainedModel trained) {
        String name = Objects.requireNonNull(trained, "trained").name();
        if (name.isBlank()) {
            return Mono.empty();
        }
        return list(ModelFilter.ownTrainedLoras())
                .take(MOST_OWN_ROWS)
                .filter(model -> isNamed(model, name))
                .next();
    }

    /**
     * Finds the name by which a trained model is drawn with. The docs disagree whether that name has its file suffix,
     * so the service's own list is asked, as by {@link #find}.
     *
     * @param trained from the result of a training
     * @return {@code sd_name_in_api} of the model; its trained name as it stands when the list does not have the model
     *     or is no longer served; other errors are those of {@link #list}
     */
    public Mono<String> loraName(TrainedModel trained) {
        return find(trained)
                .map(Model::sdNameInApi)
                .filter(name -> !name.isBlank())
                .onErrorResume(RouteGoneException.class, gone -> Mono.empty())
                .defaultIfEmpty(trained.name());
    }

    /**
     * Fetches the file of a model, of at most {@link #DEFAULT_MAX_MODEL_BYTES}.
     *
     * @param model from {@link #list} or {@link #find}
     * @param directory where to put it
     * @return see {@link #download(Model, Path, long)}
     */
    public Mono<Path> download(Model model, Path directory) {
        return download(model, directory, DEFAULT_MAX_MODEL_BYTES);
    }

    /**
     * Fetches the file of a model into a directory, which is made if it is not there. The file appears when it is
     * whole, under the model's name; nothing is overwritten. Not every model has an address: ask for the list anew when
     * it has expired.
     *
     * <p>The bytes are streamed to disk off the event loop. One attempt may take 30 times the configured
     * {@code downloadTimeout}, an hour by default; an interrupted one is repeated from the start within the retry
     * policy. Cancelling closes the connection and removes the part. The key is not sent.
     *
     * @param model from {@link #list} or {@link #find}
     * @param directory where to put it
     * @param maxBytes the most bytes it may have, at least 1
     * @return the file; {@link io.github.novitagateway.error.DownloadException} with its reason otherwise
     */
    public Mono<Path> download(Model model, Path directory, long maxBytes) {
        Objects.requireNonNull(model, "model");
        Require.atLeast("maxBytes", maxBytes, 1);
        return downloads.toDirectory(item(model, maxBytes), Objects.requireNonNull(directory, "directory"));
    }

    private Item item(Model model, long maxBytes) {
        String name = model.sdName().isBlank() ? model.name() : model.sdName();
        return new Item(
                null,
                "model " + Redact.credentials(name),
                new Link(model.downloadUrl(), null, Mono.empty()),
                fileName(name),
                maxBytes,
                "maxBytes",
                config.downloadTimeout().multipliedBy(30));
    }

    /** A model's name may be anything, a dot alone or nothing at all. */
    private static String fileName(String name) {
        int dot = name.lastIndexOf('.');
        String stem = PartialFile.harmless(dot < 0 ? name : name.substring(0, dot));
        String suffix = PartialFile.harmless(dot < 0 ? "" : name.substring(dot + 1));
        return (stem.isEmpty() ? "model" : stem) + "." + (suffix.isEmpty() ? "model" : suffix);
    }

    private static Map<String, String> query(ModelFilter filter) {
        Map<String, String> query = new LinkedHashMap<>();
        put(query, "filter.visibility", filter.visibility());
        put(query, "filter.source", filter.source());
        put(query, "filter.types", filter.type());
        put(query, "filter.is_sdxl", filter.sdxl());
        put(query, "filter.is_inpainting", filter.inpainting());
        put(query, "filter.query", filter.query());
        return query;
    }

    private static void put(Map<String, String> query, String name, @Nullable Object value) {
        if (value != null) {
            query.put(name, value.toString());
        }
    }

    private Mono<Page<ModelRow>> page(Map<String, String> query) {
        return exchange.get(Endpoint.MODELS, query, Replies.Models.class)
                .map(reply -> Page.of(reply.models(), reply.pagination()));
    }

    /** What tells two rows apart: any one of their names may be absent. */
    private static String names(ModelRow row) {
        return Stream.of(row.sdName(), row.sdNameInApi(), row.name())
                .map(ReplyMapping::name)
                .collect(Collectors.joining("\n"));
    }

    /** The filter's name differs between sources, so what comes back is looked at too. */
    private static boolean isOfType(Model model, @Nullable String type) {
        return type == null
                || model.type().isEmpty()
                || model.type().equals(type)
                || (type.equals(ModelFilter.LORA) && model.type().equals(ALSO_LORA));
    }

    private static boolean isNamed(Model model, String name) {
        return model.sdName().equals(name)
                || model.name().equals(name)
                || model.sdNameInApi().equals(name);
    }
}
