package io.github.novitagateway.reactor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.ApiKey;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class EchoedKeyTest {

    private static final String KEY = "sk_abababab_abab";

    private final EchoedKey key = new EchoedKey(ApiKey.of(KEY));

    private String read(String body) {
        return new String(key.cutOutOf(body.getBytes(UTF_8)), UTF_8);
    }

    @Test
    void isCutOutWhereverItStands() {
        assertThat(read(KEY)).isEqualTo("[hidden]");
        assertThat(read("before " + KEY)).isEqualTo("before [hidden]");
        assertThat(read(KEY + " after")).isEqualTo("[hidden] after");
        assertThat(read("ü" + KEY + "ü" + KEY)).isEqualTo("ü[hidden]ü[hidden]");
    }

    @Test
    void whatIsLikeItStays() {
        assertThat(read("")).isEmpty();
        assertThat(read(KEY.substring(1))).isEqualTo(KEY.substring(1));
        assertThat(read(KEY.substring(0, KEY.length() - 1))).isEqualTo(KEY.substring(0, KEY.length() - 1));
    }

    /** Of its own letters, so that it is nearly there again and again. */
    @RepeatedTest(20)
    void isFoundAmongPartsOfItself() {
        Random random = new Random();
        StringBuilder body = new StringBuilder();
        for (int part = 0; part < 200; part++) {
            int from = random.nextInt(KEY.length());
            body.append(KEY, from, from + random.nextInt(KEY.length() - from) + 1);
        }

        assertThat(read(body.toString())).isEqualTo(body.toString().replace(KEY, "[hidden]"));
    }
}
