package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ModelFileTest extends ClockedSandboxTest {
    private static final String OWN = "/v3/model?filter.visibility=private";

    @Test
    void aTrainedModelIsFetchedByItsLinkWithoutAKey() {
        Answer file = fetch(link());

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).isEqualTo("application/octet-stream");
        ByteBuffer content = ByteBuffer.wrap(file.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        int length = Math.toIntExact(content.getLong());
        assertThat(length % 8).isZero();
        byte[] text = new byte[length];
        content.get(text);
        JsonNode header = Visitor.parse(new String(text, StandardCharsets.UTF_8));
        assertThat(header.at("/__metadata__/name").stringValue()).isEqualTo("a style");
        assertThat(header.at("/palette/dtype").stringValue()).isEqualTo("F32");
        assertThat(header.at("/palette/shape")).isEqualTo(Visitor.parse("[6,3]"));
        assertThat(header.at("/palette/data_offsets")).isEqualTo(Visitor.parse("[0," + content.remaining() + "]"));
        assertThat(content.getFloat()).as("red of the darkest tone").isEqualTo(1f);
        assertThat(content.getFloat()).as("green of the darkest tone").isZero();
    }

    @Test
    void theLinkDiesAfterItsTimeToLiveAndTheListGivesANewOne() {
        String link = link();
        int ttl = visitor.get(OWN).success().at("/models/0/download_url_ttl").intValue();
        assertThat(ttl).isEqualTo(86_400);

        clock.forward(Duration.ofSeconds(ttl));
        assertThat(fetch(link).status()).isEqualTo(200);
        clock.forward(Duration.ofSeconds(1));
        fetch(link).isRefusedByStorage(403, "AccessDenied", "Request has expired");
        assertThat(fetch(newestLink()).status()).isEqualTo(200);
    }

    @Test
    void nobodyGetsAModelWhoChangesTheLinkOrShowsAKey() {
        String link = link();
        fetch(link.replace("/models/model_", "/models/other_")).isRefusedByStorage(403, "SignatureDoesNotMatch");
        visitor.send(visitor.request(link).header("Authorization", "Bearer key"))
                .isRefusedByStorage(400, "InvalidArgument");
    }

    @Test
    void publicModelsHaveNoLink() {
        JsonNode models = visitor.get("/v3/model?filter.visibility=public&pagination.limit=100")
                .success()
                .get("models");
        assertThat(models).isNotEmpty().allSatisfy(model -> {
            assertThat(model.get("download_url").stringValue()).isEmpty();
            assertThat(model.get("download_url_ttl").intValue()).isZero();
        });
    }

    private String link() {
        visitor.train("a style", visitor.upload("png", Pictures.stripes("png", Color.RED)))
                .success();
        clock.forward(Duration.ofHours(1));
        return newestLink();
    }

    private String newestLink() {
        return visitor.get(OWN).success().at("/models/0/download_url").stringValue();
    }

    private Answer fetch(String link) {
        return visitor.send(visitor.request(link));
    }
}
