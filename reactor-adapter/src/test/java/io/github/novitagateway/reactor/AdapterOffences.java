package io.github.novitagateway.reactor;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.offences.CoreOffences;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.JsonNode;

/** What the adapter and its tests must not do, for the proofs that the rules find it. Anybody can make this class. */
public final class AdapterOffences {

    /** Goes round in a circle. */
    CoreOffences core() {
        return new CoreOffences();
    }

    /** Shows the type itself. */
    public interface ShowsAWireType {
        /** {@return a wire type} */
        ByteBuf content();
    }

    /** Shows the type as an argument of another one. */
    public interface ShowsAWireTypeAsArgument {
        /** {@return a wire type, somewhere inside} */
        Mono<Map<String, List<JsonNode>>> content();
    }

    /** Shows the type as an argument of a supertype. */
    public interface ShowsAWireTypeAsSupertype extends Supplier<HttpClient> {}

    static final class AsksTheApi {
        HttpClient api(Connections connections, Endpoint endpoint) {
            return connections.api(endpoint);
        }
    }

    static final class AsksStorage {
        Object storage(Connections connections, Attempt attempt, URI url) {
            return connections.get(attempt, url);
        }
    }

    static final class TalksByItself {
        Object talk() {
            return HttpClient.create().get().uri("https://example.com").response();
        }
    }

    static final class TalksByUrl {
        InputStream talk(URL url) throws IOException {
            return url.openStream();
        }
    }

    static final class Blocks {
        void await(Mono<String> value) {
            value.block();
        }
    }

    static final class Subscribes {
        Object start(Mono<String> value) {
            return value.subscribe();
        }
    }

    static final class Sleeps {
        void rest() throws InterruptedException {
            Thread.sleep(1);
        }
    }

    static final class TestsLeniently {
        NovitaGateway gateway() {
            return NovitaGateway.create(config());
        }
    }

    static final class TestsLenientlyByBuilder {
        NovitaGateway gateway() {
            return NovitaGateway.builder(config()).build();
        }
    }

    private static NovitaConfig config() {
        return NovitaConfig.builder(ApiKey.of("sk_unused-00000000")).build();
    }
}
