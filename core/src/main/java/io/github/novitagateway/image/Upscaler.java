package io.github.novitagateway.image;

import io.github.novitagateway.guard.Require;
import java.util.List;

/**
 * How an image is enlarged: an open word, so that new ones of the service can be sent. Docs: model-apis-txt2img.
 *
 * @param value the service's word; not blank
 */
public record Upscaler(String value) {
    /** For drawings in anime style. */
    public static final Upscaler REAL_ESRGAN_X4PLUS_ANIME_6B = of("RealESRGAN_x4plus_anime_6B");
    /** For photographs. */
    public static final Upscaler REAL_ESRNET_X4PLUS = of("RealESRNet_x4plus");
    /** In latent space. */
    public static final Upscaler LATENT = of("Latent");

    /** Checks the word. */
    public Upscaler {
        Require.label("upscaler", value);
    }

    /**
     * Any word of the service.
     *
     * @param value the word
     * @return the upscaler
     */
    public static Upscaler of(String value) {
        return new Upscaler(value);
    }

    /** {@return the three documented ones} */
    public static List<Upscaler> all() {
        return List.of(REAL_ESRGAN_X4PLUS_ANIME_6B, REAL_ESRNET_X4PLUS, LATENT);
    }

    /** {@return the word} */
    @Override
    public String toString() {
        return value;
    }
}
