package io.github.novitagateway.reactor;

import io.netty.handler.codec.http.QueryStringEncoder;
import java.util.Map;

/** Parameters behind the path of an address. */
final class QueryString {

    private QueryString() {}

    /** Nearly all values are ids, whose letters stand for themselves: they are copied as they are. */
    static String append(String url, Map<String, String> parameters) {
        for (String value : parameters.values()) {
            if (!isPlain(value)) {
                return encoded(url, parameters);
            }
        }
        String uri = url;
        char separator = '?';
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            uri = uri + separator + parameter.getKey() + '=' + parameter.getValue();
            separator = '&';
        }
        return uri;
    }

    private static String encoded(String url, Map<String, String> parameters) {
        QueryStringEncoder encoder = new QueryStringEncoder(url);
        parameters.forEach(encoder::addParam);
        return encoder.toString();
    }

    private static boolean isPlain(String value) {
        for (int at = 0; at < value.length(); at++) {
            char letter = value.charAt(at);
            boolean plain = (letter >= 'a' && letter <= 'z')
                    || (letter >= 'A' && letter <= 'Z')
                    || (letter >= '0' && letter <= '9')
                    || letter == '-'
                    || letter == '_';
            if (!plain) {
                return false;
            }
        }
        return true;
    }
}
