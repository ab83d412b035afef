package io.github.novitagateway.guard;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells whether an address leads to the machine itself, by its text alone. */
public final class Loopback {
    private static final Pattern HOST =
            Pattern.compile("(?:.+\\.)?localhost\\.?|127(?:\\.[0-9]{1,3}){3}|\\[(?:0*:)*:?0*1]");

    private Loopback() {}

    /**
     * Whether the host is {@code localhost}, a name under it, or a literal loopback address.
     *
     * @param url the address
     * @return false also when it names no host
     */
    public static boolean isNamedBy(URI url) {
        String host = url.getHost();
        return host != null && HOST.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
