package io.github.novitagateway.reactor;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.guard.Lenient;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the service answers, field by field as on the wire. Every field may be missing; numbers are read leniently (see
 * {@link JsonCodec}), so that one odd value never costs the whole answer.
 */
final class Replies {

    private Replies() {}

    /**
     * A part of an answer that is kept as it came and shows nothing of itself: it is, or can quote, an address that is
     * a credential, or it is a name, which is compared with another or sent again. Other texts are read without what
     * they quote of credentials.
     */
    record Unshown(JsonNode tree) {

        /** What a single value says; null when it is none or absent. */
        static @Nullable String text(@Nullable Unshown part) {
            return part == null || !part.tree.isValueNode() || part.tree.isNull() ? null : part.tree.asString();
        }

        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    /** The old envelope that still comes back now and then: a code other than 0 is an error under HTTP 200. */
    sealed interface Reply {
        @Nullable
        Double code();

        @Nullable
        String msg();
    }

    /** Any answer that is JSON, where its content does not matter. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Answered(@Nullable Double code, @Nullable String msg) implements Reply {}

    record Slot(
            @Nullable Double code,
            @Nullable String msg,
            @Nullable AssetId assetsId,
            @Nullable Unshown uploadUrl,
            @Nullable String method,
            @Nullable Unshown headers)
            implements Reply {}

    record Submitted(
            @Nullable Double code,
            @Nullable String msg,
            @Nullable String taskId,
            @Nullable Data data) implements Reply {

        record Data(@Nullable String taskId) {}

        /** Bare, else wrapped in the old envelope. */
        @Nullable
        String id() {
            String bare = taskId == null || taskId.isBlank() ? null : taskId;
            String id = bare == null && data != null ? data.taskId() : bare;
            return id == null || id.isBlank() ? null : id;
        }
    }

    record TrainingStatus(
            @Nullable Double code,
            @Nullable String msg,
            @Nullable String taskId,
            @Nullable String taskStatus,
            @Nullable String modelType,
            @Nullable List<TrainedModelRow> models,
            @Nullable Progress extra)
            implements Reply {

        record Progress(
                @Nullable Double etaRelative, @Nullable Double progressPercent) {}
    }

    record TrainedModelRow(
            @Nullable Unshown modelName, @Nullable String modelStatus) {}

    record Trainings(
            @Nullable Double code,
            @Nullable String msg,
            @Nullable List<TrainingRow> tasks,
            @Nullable Cursor pagination) implements Reply {}

    record TrainingRow(
            @Nullable Unshown taskName,
            @Nullable String taskId,
            @Nullable String taskType,
            @Nullable String taskStatus,
            @Nullable Double createdAt,
            @Nullable List<TrainedModelRow> models) {}

    record Cursor(@Nullable Unshown nextCursor) {}

    record TaskResult(
            @Nullable Double code,
            @Nullable String msg,
            @Nullable Task task,
            @Nullable List<Image> images,
            @Nullable List<Image> imgs,
            @Nullable Extra extra,
            @Nullable Unshown videos,
            @Nullable Unshown audios)
            implements Reply {

        /** The current word, else the one of the old API. */
        List<Image> drawn() {
            return images == null || images.isEmpty() ? Lenient.list(imgs) : Lenient.list(images);
        }

        record Task(
                @Nullable String taskId,
                @Nullable String taskType,
                @Nullable String status,
                @Nullable String reason,
                @Nullable Double eta,
                @Nullable Double progressPercent) {}

        record Image(
                @Nullable Unshown imageUrl,
                @Nullable Double imageUrlTtl,
                @Nullable String imageType,
                @Nullable Nsfw nsfwDetectionResult) {}

        record Nsfw(@Nullable Boolean valid, @Nullable Double confidence) {}

        record Extra(
                @Nullable String seed,
                @Nullable Boolean enableNsfwDetection,
                @Nullable DebugInfo debugInfo,
                @Nullable List<@Nullable Boolean> hasNsfwContents,
                @Nullable Unshown webhook) {}

        record DebugInfo(
                @Nullable Unshown requestInfo,
                @Nullable Double submitTimeMs,
                @Nullable Double executeTimeMs,
                @Nullable Double completeTimeMs) {}
    }

    record Models(
            @Nullable Double code,
            @Nullable String msg,
            @Nullable List<ModelRow> models,
            @Nullable Cursor pagination) implements Reply {}

    record ModelRow(
            @Nullable Long id,
            @Nullable Unshown name,
            @Nullable String hashSha256,
            @Nullable Unshown sdName,
            @Nullable Unshown sdNameInApi,
            @Nullable Type type,
            @Nullable List<String> categories,
            @Nullable Double status,
            @Nullable Unshown downloadUrl,
            @Nullable Double downloadUrlTtl,
            @Nullable List<String> tags,
            @Nullable Unshown coverUrl,
            @Nullable String source,
            @Nullable String baseModel,
            @Nullable String baseModelType,
            @Nullable Boolean isSdxl,
            @Nullable Boolean isNsfw,
            @Nullable String visibility) {

        record Type(@Nullable String name, @Nullable String displayName) {}
    }

    /** In camel case, unlike everything else. */
    record BalanceDetail(
            @Nullable Double code,
            @Nullable String msg,
            @JsonProperty("availableBalance") @Nullable Double available,
            @JsonProperty("cashBalance") @Nullable Double cash,
            @JsonProperty("creditLimit") @Nullable Double creditLimit,
            @JsonProperty("pendingCharges") @Nullable Double pendingCharges,
            @JsonProperty("outstandingInvoices") @Nullable Double outstandingInvoices)
            implements Reply {}

    record User(
            @Nullable Double code,
            @Nullable String msg,
            @Nullable Double creditBalance,
            @Nullable Unshown allowFeatures,
            @Nullable Unshown freeTrial)
            implements Reply {}

    /**
     * What the service posts to a webhook. Whatever stands under {@code payload} in an event of another type is not
     * ours.
     */
    record Event(@Nullable String eventType, @Nullable Unshown payload) {}

    record Failure(
            @Nullable Double code,
            @Nullable String msg,
            @Nullable String reason,
            @Nullable String message,
            @Nullable Unshown metadata) {

        /** A body that is no such JSON. */
        static final Failure NOTHING = new Failure(null, null, null, null, null);
    }
}
