package io.github.novitagateway.webflux;

import io.github.novitagateway.account.PriceTable;
import io.github.novitagateway.training.ModelFamily;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the application, {@code studio.*}; those of the gateway are {@code novita.*}.
 *
 * @param folder where trainings, pictures and drawings are kept
 * @param hosts the names under which the page may be reached; a request for another is refused
 * @param largestPicture most bytes of one picture
 * @param largestRequest most bytes of one request to start a training
 * @param mostRunning most trainings that run at the same time
 * @param heartbeat pause of a stream of events after which a sign of life is sent
 * @param serviceLook pause between two looks whether the service answers, while a page is open
 * @param checkpoint what is drawn with where the base model is of the family of Stable Diffusion 1.5
 * @param checkpointXl what is drawn with where it is of the family of SDXL
 * @param prices what you expect to be charged in US dollars: {@code training}, {@code step} and {@code image}; the page
 *     tells no cost without them
 */
@ConfigurationProperties("studio")
public record StudioSettings(
        @DefaultValue("novita-out/studio") Path folder,
        @DefaultValue({"localhost", "127.0.0.1", "[::1]"}) List<String> hosts,
        @DefaultValue("20MB") DataSize largestPicture,
        @DefaultValue("200MB") DataSize largestRequest,
        @DefaultValue("20") int mostRunning,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("5s") Duration serviceLook,

        @DefaultValue("realisticVisionV51_v51VAE_94301.safetensors")
        String checkpoint,

        @DefaultValue("sd_xl_base_1.0.safetensors") String checkpointXl,

        @Nullable PriceTable prices) {

    /**
     * {@return the checkpoint to draw with: of the same family as the base model}
     *
     * @param baseModel what was trained on
     */
    public String checkpointFor(String baseModel) {
        return ModelFamily.of(baseModel).filter(ModelFamily.SDXL::equals).isPresent() ? checkpointXl : checkpoint;
    }
}
