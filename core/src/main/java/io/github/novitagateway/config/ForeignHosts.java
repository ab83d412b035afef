package io.github.novitagateway.config;

import java.util.Objects;
import java.util.function.Predicate;

/**
 * Which hosts the gateway goes to besides the API host: those of storage, drawings and models, which the service names
 * in its answers. They are reached by https alone, plain http only where the host is the machine itself.
 *
 * <p>Each address is looked at when the connection to it is made, so that a name which leads somewhere else than it
 * says gains nothing. Link-local addresses and those under which clouds tell credentials are never connected to. What a
 * customized client sends over a proxy is resolved there: then names and addresses that stand in the link itself are
 * looked at, and the rest is up to the proxy.
 *
 * @param allowPrivateAddresses whether addresses of private networks, of the machine itself and others that no public
 *     host has are connected to; default false. Those of the machine itself are also where {@code baseUrl} is there
 * @param names which of the hosts may be connected to, by name in lower case, or by address where the link holds one;
 *     asked for each request on the caller's thread or an event loop, so it must not block; default all
 */
public record ForeignHosts(boolean allowPrivateAddresses, Predicate<String> names) {
    private static final Predicate<String> ALL = ForeignHosts::any;

    /** Checks that nothing is absent. */
    public ForeignHosts {
        Objects.requireNonNull(names, "names");
    }

    private static boolean any(String host) {
        return true;
    }

    /** {@return every host with a public address} */
    public static ForeignHosts defaults() {
        return builder().build();
    }

    /** {@return a builder with the defaults} */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects what differs from the defaults. */
    public static final class Builder {
        private boolean allowPrivateAddresses;
        private Predicate<String> names = ALL;

        private Builder() {}

        /**
         * {@return this builder}
         *
         * @param allowPrivateAddresses whether addresses that no public host has are connected to; default false
         */
        public Builder allowPrivateAddresses(boolean allowPrivateAddresses) {
            this.allowPrivateAddresses = allowPrivateAddresses;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param names which of the hosts may be connected to, by name in lower case; must not block; default all
         */
        public Builder names(Predicate<String> names) {
            this.names = names;
            return this;
        }

        /** {@return the rules} */
        public ForeignHosts build() {
            return new ForeignHosts(allowPrivateAddresses, names);
        }
    }
}
