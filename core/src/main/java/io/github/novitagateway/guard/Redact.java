package io.github.novitagateway.guard;

import java.net.URI;

/** Shows foreign texts and addresses without what must not be seen in logs. */
public final class Redact {
    private static final String CUT = "...";

    private Redact() {}

    /**
     * Shows an address without user info, query and fragment, which may hold signatures.
     *
     * @param url the address
     * @return scheme, host, port and path
     */
    public static String url(URI url) {
        String path = url.getRawPath();
        return origin(url) + (path == null ? "" : path);
    }

    /**
     * Shows where an address leads, and nothing of what it asks for there.
     *
     * @param url the address
     * @return scheme, host and port
     */
    public static String origin(URI url) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port;
    }

    /**
     * Makes one line of bounded length out of a foreign text.
     *
     * @param text the text
     * @param longest most characters of the line, at least 3
     * @return the text with each run of control characters as one blank, cut with an ellipsis
     */
    public static String line(String text, int longest) {
        // a run longer than this cannot reach the line, and a body may be megabytes
        String head = text.length() > longest * 4 ? text.substring(0, longest * 4) : text;
        String line = head.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        if (line.length() <= longest) {
            return line;
        }
        int end = longest - CUT.length();
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + CUT;
    }
}
