package io.github.novitagateway.sandbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The list of models: the public ones and the account's own. */
final class Models {
    private static final String VISIBILITY = "filter.visibility";
    private static final String SOURCE = "filter.source";
    private static final String TYPES = "filter.types";
    private static final String TYPE_OF_THE_SDK = "filter.type";
    private static final String TEXT = "filter.query";
    private static final String SDXL = "filter.is_sdxl";
    private static final String INPAINTING = "filter.is_inpainting";
    private static final String NSFW = "filter.is_nsfw";
    private static final int OWN_IDS_FROM = 700_000;

    private final Trainings trainings;
    private final ModelFiles files;

    Models(Trainings trainings, ModelFiles files) {
        this.trainings = trainings;
        this.files = files;
    }

    Reply list(Exchange exchange) {
        Set<String> allowed = new HashSet<>(Page.PARAMETERS);
        allowed.addAll(Set.of(VISIBILITY, SOURCE, TYPES, TYPE_OF_THE_SDK, TEXT, SDXL, INPAINTING, NSFW));
        Query query = Query.of(exchange, allowed);
        Page page = Page.of(query);
        List<Model> matching = matching(query);
        List<Model> rows = page.of(matching);
        ObjectNode body = Json.object();
        var models = body.putArray("models");
        rows.forEach(model -> models.add(model.row(model.isOwn() ? files.link(exchange.ownHost(), model.name()) : "")));
        page.writeNextCursor(body, rows);
        return Reply.ok(body);
    }

    private List<Model> matching(Query query) {
        String visibility = query.oneOf(VISIBILITY, List.of("public", "private"));
        String source = query.oneOf(SOURCE, List.of("civitai", "training", "uploading"));
        String type = query.oneOf(TYPES, Model.TYPES);
        String typeOfTheSdk = query.oneOf(TYPE_OF_THE_SDK, Model.TYPES);
        String text = query.text(TEXT);
        Boolean sdxl = query.flag(SDXL);
        Boolean inpainting = query.flag(INPAINTING);
        Boolean nsfw = query.flag(NSFW);
        return all().stream()
                .filter(m -> isOrAny(visibility, m.visibility()))
                .filter(m -> isOrAny(source, m.source()))
                .filter(m -> isOrAny(type, m.type()) && isOrAny(typeOfTheSdk, m.type()))
                .filter(m -> isOrAny(sdxl, m.isSdxl()))
                .filter(m -> isOrAny(inpainting, m.inpainting()) && isOrAny(nsfw, false))
                .filter(m -> text == null || m.mentions(text))
                .toList();
    }

    private List<Model> all() {
        List<Model> all = new ArrayList<>();
        List<Training> newestFirst = trainings.newestFirst();
        for (int i = 0; i < newestFirst.size(); i++) {
            Training training = newestFirst.get(i);
            TrainingScript.Moment moment = trainings.moment(training);
            if (moment.modelStatus() != null) {
                int id = OWN_IDS_FROM + newestFirst.size() - i;
                all.add(Model.trained(id, training.modelName(), training.baseModel(), moment.serving()));
            }
        }
        all.addAll(Model.PUBLIC);
        return all;
    }

    private static boolean isOrAny(@Nullable Object wanted, Object actual) {
        return wanted == null || wanted.equals(actual);
    }
}
