package io.github.novitagateway.training;

import io.github.novitagateway.guard.Require;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A step that the service does to every image before training. Docs: model-apis-create-style-training.
 *
 * @param name the service's name of the step; not blank
 * @param args its arguments, in this order
 */
public record TrainingComponent(String name, List<Arg> args) {
    /**
     * An argument of a step. The service wants numbers as text, too.
     *
     * @param name name of the argument; not blank
     * @param value its value as text
     */
    public record Arg(String name, String value) {
        /** Checks that nothing is absent. */
        public Arg {
            Require.label("arg.name", name);
            Objects.requireNonNull(value, "arg.value");
        }
    }

    /** Checks and copies what was given. */
    public TrainingComponent {
        Require.label("component.name", name);
        args = List.copyOf(Objects.requireNonNull(args, "component.args"));
    }

    /**
     * Crops every image to a size.
     *
     * @param width width in pixels, at least 1
     * @param height height in pixels, at least 1
     * @return the step {@code resize}
     */
    public static TrainingComponent resize(int width, int height) {
        Require.atLeast("width", width, 1);
        Require.atLeast("height", height, 1);
        return new TrainingComponent(
                "resize",
                List.of(new Arg("width", Integer.toString(width)), new Arg("height", Integer.toString(height))));
    }

    /**
     * Cuts the face out of every image. On images without a face the training may fail.
     *
     * @param ratio above 0; 1.0 is the face alone, more takes in what is around it, 1.4 is usual
     * @return the step {@code face_crop_region}
     */
    public static TrainingComponent faceCropRegion(double ratio) {
        return new TrainingComponent("face_crop_region", List.of(new Arg("ratio", decimal("ratio", ratio))));
    }

    /**
     * Restores the face in every image.
     *
     * @param method the restorer, such as {@code gfpgan_1.4}
     * @param upscale above 0; 1.0 keeps the size
     * @return the step {@code face_restore}
     */
    public static TrainingComponent faceRestore(String method, double upscale) {
        return new TrainingComponent(
                "face_restore",
                List.of(
                        new Arg("method", Require.label("method", method)),
                        new Arg("upscale", decimal("upscale", upscale))));
    }

    /**
     * Any step of the service.
     *
     * @param name name of the step
     * @param args its arguments, sent in the order of the map
     * @return the step
     */
    public static TrainingComponent of(String name, Map<String, String> args) {
        return new TrainingComponent(
                name,
                Objects.requireNonNull(args, "component.args").entrySet().stream()
                        .map(arg -> new Arg(arg.getKey(), arg.getValue()))
                        .toList());
    }

    private static String decimal(String field, double value) {
        BigDecimal number = Require.positive(field, Require.decimal(field, value));
        return (number.scale() == 0 ? number.setScale(1) : number).toPlainString();
    }
}
