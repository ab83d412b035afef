package io.github.novitagateway.model;

import io.github.novitagateway.guard.Lenient;
import io.github.novitagateway.guard.Redact;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model that the service knows. Docs: model-apis-get-model.
 *
 * @param id the service's number for it; null when absent
 * @param name name for people; empty when absent
 * @param sdName name with file suffix, as checkpoints are named in drawing requests; empty when absent
 * @param sdNameInApi name to send, for LoRA models without file suffix; empty when absent
 * @param type the service's word for its type, such as {@code lora} or {@code checkpoint}; empty when absent
 * @param categories categories; absent reads as empty
 * @param status 1 when it can be used, 0 when not; null when absent
 * @param downloadUrl where its file can be fetched; its query is not shown by {@link #toString()}; null when absent
 * @param downloadUrlTtl how long that address works, from the answer on; null when absent
 * @param tags tags; absent reads as empty
 * @param coverUrl a picture for it; null when absent
 * @param source where it comes from, {@code civitai}, {@code training} or {@code uploading}; null when absent
 * @param baseModel the base it was made for, such as {@code SD 1.5}; null when absent
 * @param baseModelType variant of the base; null when absent
 * @param sdxl whether it belongs to SDXL; null when absent
 * @param nsfw whether it makes nudity; null when absent
 * @param visibility {@code public} or {@code private}; null when absent
 * @param hashSha256 beginning of the hash of its file, hexadecimal; null when absent
 */
public record Model(
        @Nullable Long id,
        String name,
        String sdName,
        String sdNameInApi,
        String type,
        List<String> categories,
        @Nullable Integer status,
        @Nullable URI downloadUrl,
        @Nullable Duration downloadUrlTtl,
        List<String> tags,
        @Nullable URI coverUrl,
        @Nullable String source,
        @Nullable String baseModel,
        @Nullable String baseModelType,
        @Nullable Boolean sdxl,
        @Nullable Boolean nsfw,
        @Nullable String visibility,
        @Nullable String hashSha256) {

    /** Copies what was given and reads absent lists and names as empty. */
    public Model {
        name = Lenient.text(name);
        sdName = Lenient.text(sdName);
        sdNameInApi = Lenient.text(sdNameInApi);
        type = Lenient.text(type);
        categories = Lenient.list(categories);
        tags = Lenient.list(tags);
    }

    /** {@return what identifies the model, its addresses without their queries} */
    @Override
    public String toString() {
        return "Model[id=" + id + ", name=" + name + ", sdName=" + sdName + ", sdNameInApi=" + sdNameInApi + ", type="
                + type
                + ", status=" + status + ", downloadUrl=" + (downloadUrl == null ? null : Redact.url(downloadUrl))
                + ", source=" + source + ", baseModel=" + baseModel + ", visibility=" + visibility + "]";
    }
}
