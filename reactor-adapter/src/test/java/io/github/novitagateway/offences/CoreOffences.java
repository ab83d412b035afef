package io.github.novitagateway.offences;

import io.github.novitagateway.reactor.AdapterOffences;
import reactor.core.publisher.Mono;

/** What core must not do, for the proofs that the rules find it. The class itself can be extended. */
public class CoreOffences {

    public static final class UsesReactor {
        Mono<String> later() {
            return Mono.empty();
        }
    }

    public static final class UsesTheAdapter {
        AdapterOffences adapter() {
            return new AdapterOffences();
        }
    }

    public record HasAGetter(String name) {
        public String getName() {
            return name;
        }
    }

    public static final class Prints {
        void show() {
            System.out.println("shown");
        }
    }
}
