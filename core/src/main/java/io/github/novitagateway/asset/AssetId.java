package io.github.novitagateway.asset;

import io.github.novitagateway.guard.BoundException;
import io.github.novitagateway.guard.Require;
import java.util.regex.Pattern;

/**
 * Id of an uploaded picture. The documentation shows it as a JSON number on one page and as a JSON string on others, so
 * the id remembers which it was and goes back in the same form. Docs: model-apis-get-training-images-url.
 *
 * @param value the id as text, opaque; not blank, no control characters
 * @param numeric whether it was a JSON number; then the value is that whole number in plain digits
 */
public record AssetId(String value, boolean numeric) {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("0|-?[1-9][0-9]*");

    /** Checks the text form. */
    public AssetId {
        Require.label("assetId", value);
        if (numeric && !WHOLE_NUMBER.matcher(value).matches()) {
            throw new BoundException("assetId", "a whole number", "\"" + value + "\"");
        }
    }

    /**
     * An id that came as a JSON string.
     *
     * @param value the id
     * @return the id
     */
    public static AssetId of(String value) {
        return new AssetId(value, false);
    }

    /**
     * An id that came as a JSON number.
     *
     * @param value the id
     * @return the id
     */
    public static AssetId of(long value) {
        return new AssetId(Long.toString(value), true);
    }

    /** {@return the id as text} */
    @Override
    public String toString() {
        return value;
    }
}
