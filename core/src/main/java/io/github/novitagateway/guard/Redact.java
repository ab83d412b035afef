package io.github.novitagateway.guard;

import java.net.URI;
import java.util.regex.Pattern;

/** Shows foreign texts and addresses without what must not be seen in logs. */
public final class Redact {
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");
    private static final Pattern CREDENTIALS = Pattern.compile(
            "(?i)(\\bBearer\\s+|\\b(?:X-Amz-[\\w-]+|X-Goog-[\\w-]+|Signature|sig|Policy|Key-Pair-Id)(?:=|%3D))[^&\\s\"'<>]+");
    private static final Pattern QUERY =
            Pattern.compile("(https?://[^\\s?\"'<>]*\\?)[^\\s\"'<>]+", Pattern.CASE_INSENSITIVE);
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
     * Shows a foreign address without user info, query and fragment.
     *
     * @param url the text of the address
     * @return scheme, host, port and path; nothing of a text that is no address
     */
    public static String url(String url) {
        try {
            return url(URI.create(url));
        } catch (IllegalArgumentException noAddress) {
            return "[no address]";
        }
    }

    /**
     * Shows where an address leads, and nothing of what it asks for there.
     *
     * @param url the address
     * @return scheme, host and port
     */
    public static String origin(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme() + ":";
        String authority = url.getRawAuthority();
        return authority == null ? scheme : scheme + "//" + authority.substring(authority.lastIndexOf('@') + 1);
    }

    /**
     * Masks what a foreign text quotes of credentials: bearer tokens, and the values of a signed address's query.
     *
     * @param text the text
     * @return the text with {@code [hidden]} in place of each
     */
    public static String credentials(String text) {
        return mayQuote(text) ? CREDENTIALS.matcher(text).replaceAll("$1[hidden]") : text;
    }

    /** Nearly all texts of answers are plain words: a look at their characters is enough. */
    private static boolean mayQuote(String text) {
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter == '='
                    || letter == '%'
                    || ((letter | 0x20) == 'b' && text.regionMatches(true, at, "bearer", 0, 6))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Makes one line of bounded length out of a foreign text, without credentials and without the queries of links.
     *
     * @param text the text
     * @param longest most characters of the line, at least 4
     * @return the text without {@link #credentials}, each run of control characters as one blank, cut with an ellipsis
     */
    public static String line(String text, int longest) {
        // bounds the work on a body of megabytes
        String head = text.length() > longest * 4 ? text.substring(0, longest * 4) : text;
        String unbroken = BREAKS.matcher(head).replaceAll(" ");
        String line =
                credentials(QUERY.matcher(unbroken).replaceAll("$1[hidden]")).strip();
        if (line.length() <= longest) {
            return line;
        }
        int end = longest - CUT.length();
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + CUT;
    }
}
