package io.github.novitagateway.image;

import io.github.novitagateway.guard.Lenient;
import io.github.novitagateway.guard.Redact;
import io.github.novitagateway.guard.Require;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
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
        @Nullable String downloadUrl,
        @Nullable Duration downloadUrlTtl,
        List<String> tags,
        @Nullable String coverUrl,
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
        return "Model[id=" + id + ", name=" + Redact.credentials(name) + ", sdName=" + Redact.credentials(sdName)
                + ", sdNameInApi=" + Redact.credentials(sdNameInApi) + ", type=" + type
                + ", status=" + status + ", downloadUrl=" + (downloadUrl == null ? null : Redact.url(downloadUrl))
                + ", source=" + source + ", baseModel=" + baseModel + ", visibility=" + visibility + "]";
    }

    /**
     * Which models to list; each null asks for all. The words are open, so that new ones of the service can be sent.
     * Docs: model-apis-get-model.
     *
     * @param visibility {@link #PUBLIC} or {@link #PRIVATE}
     * @param source {@link #CIVITAI}, {@link #TRAINING} or {@link #UPLOADING}
     * @param type {@link #LORA}, {@link #CHECKPOINT} or another of the documented types
     * @param sdxl whether they belong to SDXL
     * @param inpainting whether they are for inpainting
     * @param query a text in their names or tags; not blank
     */
    public record ModelFilter(
            @Nullable String visibility,
            @Nullable String source,
            @Nullable String type,
            @Nullable Boolean sdxl,
            @Nullable Boolean inpainting,
            @Nullable String query) {
        /** Models for everybody. */
        public static final String PUBLIC = "public";
        /** The account's own models. */
        public static final String PRIVATE = "private";

        /** From the public collection. */
        public static final String CIVITAI = "civitai";
        /** Trained at the service. */
        public static final String TRAINING = "training";
        /** Uploaded by its owner. */
        public static final String UPLOADING = "uploading";

        /** Whole models to draw with. */
        public static final String CHECKPOINT = "checkpoint";
        /** Small models on top of a checkpoint. */
        public static final String LORA = "lora";
        /** Decoders. */
        public static final String VAE = "vae";
        /** Guidance by structure. */
        public static final String CONTROLNET = "controlnet";
        /** Enlargers. */
        public static final String UPSCALER = "upscaler";
        /** Textual inversions. */
        public static final String TEXTUAL_INVERSION = "textualinversion";

        /** Checks the words. */
        public ModelFilter {
            requireLabel("visibility", visibility);
            requireLabel("source", source);
            requireLabel("type", type);
            requireLabel("query", query);
        }

        private static void requireLabel(String field, @Nullable String word) {
            if (word != null) {
                Require.label(field, word);
            }
        }

        /** {@return a filter that lets all models through} */
        public static ModelFilter all() {
            return builder().build();
        }

        /** {@return a filter for the LoRA models that the account has trained} */
        public static ModelFilter ownTrainedLoras() {
            return builder().visibility(PRIVATE).source(TRAINING).type(LORA).build();
        }

        /** {@return a builder that lets all models through} */
        public static Builder builder() {
            return new Builder();
        }

        /** Collects what the models must have. */
        public static final class Builder {
            private @Nullable String visibility;
            private @Nullable String source;
            private @Nullable String type;
            private @Nullable Boolean sdxl;
            private @Nullable Boolean inpainting;
            private @Nullable String query;

            private Builder() {}

            /**
             * Asks for models by who may see them.
             *
             * @param visibility {@link #PUBLIC} or {@link #PRIVATE}
             * @return this builder
             */
            public Builder visibility(String visibility) {
                this.visibility = Objects.requireNonNull(visibility, "visibility");
                return this;
            }

            /**
             * Asks for models by where they come from.
             *
             * @param source {@link #CIVITAI}, {@link #TRAINING} or {@link #UPLOADING}
             * @return this builder
             */
            public Builder source(String source) {
                this.source = Objects.requireNonNull(source, "source");
                return this;
            }

            /**
             * Asks for models of one type.
             *
             * @param type such as {@link #LORA}
             * @return this builder
             */
            public Builder type(String type) {
                this.type = Objects.requireNonNull(type, "type");
                return this;
            }

            /**
             * Asks for models of SDXL, or for the others.
             *
             * @param sdxl whether they belong to it
             * @return this builder
             */
            public Builder sdxl(boolean sdxl) {
                this.sdxl = sdxl;
                return this;
            }

            /**
             * Asks for models for inpainting, or for the others.
             *
             * @param inpainting whether they are for that
             * @return this builder
             */
            public Builder inpainting(boolean inpainting) {
                this.inpainting = inpainting;
                return this;
            }

            /**
             * Asks for models by a text.
             *
             * @param query what stands in their names or tags; not blank
             * @return this builder
             */
            public Builder query(String query) {
                this.query = Objects.requireNonNull(query, "query");
                return this;
            }

            /**
             * Builds the filter.
             *
             * @return the filter
             * @throws IllegalArgumentException when a word is blank
             */
            public ModelFilter build() {
                return new ModelFilter(visibility, source, type, sdxl, inpainting, query);
            }
        }
    }
}
