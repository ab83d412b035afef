package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.error.NovitaException.MalformedResponseException;
import io.github.novitagateway.image.Model.ModelFilter;
import io.github.novitagateway.task.TaskId;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Texts that try to become more than a value, by the request lines that a raw server saw. */
class InjectionTest extends StorageTest {

    private static final String HARMLESS = "(?:[A-Za-z0-9._~*-]|%[0-9A-F]{2})+";

    static Stream<String> oneLine() {
        return Stream.of(
                "../../admin",
                "..",
                "%2e%2e%2fadmin",
                "a?admin=1",
                "a#fragment",
                "a&task_id=other",
                "a=b",
                "a;b",
                "a+b c",
                "a/b\\c",
                "//evil.example/",
                "@evil.example",
                "\u00FCn\u00EF",
                "\u6F22\u5B57",
                "\uD83D\uDD11",
                "\u202Etxt",
                "\u200B",
                "a\u2028b",
                "'\"<>|^`{}[]",
                "HTTP/1.1",
                "%0d%0aX-Evil:%201",
                "%00",
                "\u010D\u010A",
                "\uFF0F..");
    }

    static Stream<String> manyLines() {
        return Stream.concat(
                oneLine(),
                Stream.of("a\r\nX-Evil: 1", "a\nb", "a\rb", "a\u0000b", "a HTTP/1.1\r\n\r\nGET /evil", "\t", "\u0085"));
    }

    private HostileServer use(String body) throws IOException {
        HostileServer service = answering(body);
        novita.close();
        novita = gateway(config().baseUrl(service.uri())
                .retry(RetryPolicy.none())
                .pageSize(1)
                .build());
        return service;
    }

    private static HostileServer answering(String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("HTTP/1.1 200 OK\r\nContent-Length: " + bytes.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        return new HostileServer(out -> {
            out.write(head);
            out.write(bytes);
        });
    }

    private static ModelFilter searching(String words) {
        return new ModelFilter(null, null, null, null, null, words);
    }

    private static void assertCarries(String requestLine, String path, String parameter, String value) {
        Matcher line = Pattern.compile("GET " + Pattern.quote(path) + "\\?(?:.+&)?" + Pattern.quote(parameter) + "=("
                        + HARMLESS + ")(?:&[a-z._]+=" + HARMLESS + ")* HTTP/1\\.1")
                .matcher(requestLine);
        assertThat(line.matches()).as(requestLine).isTrue();
        assertThat(URLDecoder.decode(line.group(1), StandardCharsets.UTF_8)).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("oneLine")
    void anIdOfATaskStaysOneValue(String id) throws Exception {
        try (HostileServer service =
                use(Golden.json("training-style.get.training.response.json").toString())) {
            value(novita.trainings().status(TaskId.style(id)));

            assertThat(service.requestLines()).hasSize(1);
            assertCarries(service.requestLines().remove(), "/v3/training/style", "task_id", id);
        }
        try (HostileServer service =
                use(Golden.json("task-result.queued.response.json").toString())) {
            value(novita.images().status(TaskId.image(id)));

            assertThat(service.requestLines()).hasSize(1);
            assertCarries(service.requestLines().remove(), "/v3/async/task-result", "task_id", id);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Evil: 1", "a\nb", "a\u0000b", "a\u007Fb", "a\u0085b", " ", ""})
    void anIdOrAFilterOfSeveralLinesIsRefused(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> TaskId.style(id));
        assertThatIllegalArgumentException().isThrownBy(() -> TaskId.parse("image/" + id));
        assertThatIllegalArgumentException().isThrownBy(() -> searching(id));
    }

    @ParameterizedTest
    @MethodSource("manyLines")
    void aCursorOfTheServiceStaysOneValue(String cursor) throws Exception {
        ObjectNode page = (ObjectNode) Golden.json("training-list.page1.response.json");
        ((ObjectNode) page.get("pagination")).put("next_cursor", cursor);
        try (HostileServer service = use(page.toString())) {
            novita.trainings().list().collectList().block(LONG);

            List<String> lines = new ArrayList<>(service.requestLines());
            assertThat(lines).hasSize(2);
            assertCarries(lines.get(1), "/v3/training", "pagination.cursor", cursor);
        }
    }

    @ParameterizedTest
    @MethodSource("oneLine")
    void theWordsOfAFilterStayOneValue(String words) throws Exception {
        try (HostileServer service = use("{\"models\":[]}")) {
            novita.models().list(searching(words)).collectList().block(LONG);

            assertThat(service.requestLines()).hasSize(1);
            assertCarries(service.requestLines().remove(), "/v3/model", "filter.query", words);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/a\r\nX-Evil: 1",
                "http://localhost/a b",
                "http://localhost/a\u0000",
                "http://local\r\nhost/",
                "http:///a",
                "//localhost/a",
                "gopher://localhost/a",
                "http://localhost:65536/a",
                ""
            })
    void aSlotAtAnAddressThatIsNoneIsMalformed(String url) throws InterruptedException {
        ObjectNode slot = (ObjectNode) Golden.json("upload-url.string-id.response.json");
        answerJson(slot.put("upload_url", url).toString());

        assertThatThrownBy(() -> novita.assets().upload(Pictures.numbered(1)).block(LONG))
                .isInstanceOf(MalformedResponseException.class)
                .hasMessageContaining("upload_url");
        assertThat(request().getTarget()).isEqualTo(SLOTS);
        assertNoFurtherRequest();
    }

    @Test
    void userInfoOfALinkIsNotSent() throws Exception {
        String storage = "http://me:secret@localhost:" + server.getPort() + "/a";
        answerJson(((ObjectNode) Golden.json("upload-url.string-id.response.json"))
                .put("upload_url", storage)
                .toString());
        answer("s3-put.ok.http.json");

        value(novita.assets().upload(Pictures.numbered(1)));

        request();
        var put = request();
        assertThat(put.getTarget()).isEqualTo("/a");
        assertThat(put.getHeaders().get("Authorization")).isNull();
        assertThat(put.getHeaders().toString()).doesNotContain("secret");
    }
}
