package io.github.novitagateway.image;

import io.github.novitagateway.guard.Require;
import java.math.BigDecimal;

/**
 * A LoRA model to draw with. Its base must fit the checkpoint. Docs: model-apis-txt2img.
 *
 * @param modelName its name in the API, which for trained models is without file suffix; not blank
 * @param strength how strongly it acts, 0..1
 */
public record Lora(String modelName, BigDecimal strength) {
    /** Checks the range. */
    public Lora {
        Require.label("lora.modelName", modelName);
        strength = Require.within("lora.strength", strength, 0, 1);
    }

    /**
     * A LoRA model with its strength.
     *
     * @param modelName its name in the API
     * @param strength how strongly it acts, 0..1
     * @return the LoRA
     */
    public static Lora of(String modelName, double strength) {
        return new Lora(modelName, Require.decimal("lora.strength", strength));
    }
}
