package io.github.novitagateway.webflux.picture;

import io.github.novitagateway.training.BaseModels;
import io.github.novitagateway.training.DatasetImage;
import io.github.novitagateway.training.TrainingRequest;
import io.github.novitagateway.webflux.web.RefusedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of the form that starts a training, checked when it is complete. */
public final class StartForm {

    /** Most characters of a caption. */
    public static final int LONGEST_CAPTION = DatasetImage.LONGEST_CAPTION;

    /** Most characters of a name. */
    public static final int LONGEST_NAME = 64;

    /** Most steps of a training. */
    public static final int MOST_STEPS = 10_000;

    private final List<String> captions = new ArrayList<>();
    private String name = "";
    private String baseModel = BaseModels.V1_5_PRUNED_EMAONLY;
    private @Nullable String steps;

    /**
     * What was asked for.
     *
     * @param name of the training
     * @param baseModel the checkpoint to train on
     * @param steps of the whole training; null leaves them to the service
     * @param pictures to train on, with their captions
     */
    public record Filled(
            String name, String baseModel, @Nullable Integer steps, List<Picture> pictures) {}

    /**
     * What was typed, to be looked at.
     *
     * @param baseModel the checkpoint to train on; one that is offered
     * @param steps of the whole training; null leaves them to the service
     * @param pictures to train on, with captions of any kind
     * @param refusals of what was typed otherwise
     */
    public record Draft(
            String baseModel, @Nullable Integer steps, List<Picture> pictures, List<RefusedException> refusals) {}

    void put(String field, String value) {
        switch (field) {
            case "name" -> name = value.strip();
            case "baseModel" -> baseModel = value.strip();
            case "steps" -> steps = value.isBlank() ? null : value.strip();
            case "caption" -> addCaption(value.strip());
            default -> throw RefusedException.value("field", "one of name, baseModel, steps, caption, picture", field);
        }
    }

    private void addCaption(String caption) {
        if (captions.size() == TrainingRequest.MAX_IMAGES) {
            throw RefusedException.value("captions", "at most " + TrainingRequest.MAX_IMAGES, captions.size() + 1);
        }
        captions.add(caption);
    }

    Filled with(List<Picture> stored) {
        checkText("name", name, LONGEST_NAME);
        checkBaseModel();
        if (stored.isEmpty()) {
            throw RefusedException.value("pictures", "1.." + TrainingRequest.MAX_IMAGES + " pictures", 0);
        }
        List<Picture> captioned = captioned(stored);
        for (int i = 0; i < stored.size(); i++) {
            checkText("captions[" + i + "]", captions.get(i), LONGEST_CAPTION);
        }
        return new Filled(name, baseModel, checkedSteps(), captioned);
    }

    /** Only a form that is torn is refused as a whole. */
    Draft draft(List<Picture> stored) {
        List<Picture> captioned = captioned(stored);
        List<RefusedException> refusals = new ArrayList<>();
        tried(refusals, () -> checkText("name", name, LONGEST_NAME));
        for (int i = 0; i < stored.size(); i++) {
            String field = "captions[" + i + "]";
            String caption = captions.get(i);
            tried(refusals, () -> checkPrintable(field, caption));
        }
        boolean offered = tried(refusals, this::checkBaseModel);
        Integer number = tried(refusals, this::checkedSteps) ? checkedSteps() : null;
        return new Draft(offered ? baseModel : BaseModels.V1_5_PRUNED_EMAONLY, number, captioned, refusals);
    }

    private static boolean tried(List<RefusedException> refusals, Runnable check) {
        try {
            check.run();
            return true;
        } catch (RefusedException refusal) {
            refusals.add(refusal);
            return false;
        }
    }

    private List<Picture> captioned(List<Picture> stored) {
        if (captions.size() != stored.size()) {
            throw RefusedException.value("captions", "as many as pictures, " + stored.size(), captions.size());
        }
        List<Picture> captioned = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            captioned.add(stored.get(i).captioned(captions.get(i)));
        }
        return captioned;
    }

    private void checkBaseModel() {
        if (!BaseModels.all().contains(baseModel)) {
            throw RefusedException.value("baseModel", "one of " + BaseModels.all(), baseModel);
        }
    }

    private @Nullable Integer checkedSteps() {
        if (steps == null) {
            return null;
        }
        String bound = "a whole number, 1.." + MOST_STEPS;
        try {
            int number = Integer.parseInt(steps);
            if (number < 1 || number > MOST_STEPS) {
                throw RefusedException.value("steps", bound, number);
            }
            return number;
        } catch (NumberFormatException e) {
            throw RefusedException.value("steps", bound, steps);
        }
    }

    private static void checkText(String field, String value, int longest) {
        int length = value.codePointCount(0, value.length());
        if (length < 1 || length > longest) {
            throw RefusedException.value(field, "1.." + longest + " characters", length);
        }
        checkPrintable(field, value);
    }

    private static void checkPrintable(String field, String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw RefusedException.value(field, "free of control characters", value);
        }
    }
}
