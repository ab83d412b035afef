package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Runs after all tests of this module. */
class GoldenUsesIT {

    /** Bodies of operations that are still to come; one that a test uses does not belong here. */
    private static final Set<String> NOT_USED_YET = Set.of(
            "balance-detail.response.json",
            "img2img.bare.response.json",
            "img2img.request.json",
            "img2img.wrapped.response.json",
            "training-style.create.sdk-nulls.request.json",
            "training-subject.create.minimal.request.json",
            "training-subject.create.request.json",
            "training-subject.create.response.json",
            "training-subject.get.failed.response.json",
            "training-subject.get.request.json",
            "training-subject.get.success-serving.response.json",
            "training-subject.get.training.response.json",
            "txt2img.docs-placeholders.request.json",
            "txt2img.flat-body.request.json",
            "user.balance-as-string.response.json",
            "user.response.json",
            "webhook.event.failed.request.json",
            "webhook.event.flat.request.json",
            "webhook.event.malformed.http.json",
            "webhook.event.no-extra.request.json",
            "webhook.event.other-type.request.json",
            "webhook.event.succeeded.request.json",
            "webhook.submit.test-mode.request.json");

    @Test
    void everyGoldenBodyIsUsedByATest() {
        assertThat(Golden.USES.missing(Golden.index())).isEqualTo(NOT_USED_YET);
    }
}
