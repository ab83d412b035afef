package io.github.novitagateway.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The XML error replies of the storage host. */
final class StorageErrors {
    private StorageErrors() {}

    static Refusal accessDenied() {
        return refusal(403, "AccessDenied", "Access Denied", Map.of());
    }

    static Refusal expired(String lifetime, Instant end, Instant now) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("X-Amz-Expires", lifetime);
        details.put("Expires", end.toString());
        details.put("ServerTime", now.toString());
        return refusal(403, "AccessDenied", "Request has expired", details);
    }

    static Refusal signatureMismatch(String accessKey, String stringToSign, String signature) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("AWSAccessKeyId", accessKey);
        details.put("StringToSign", stringToSign);
        details.put("SignatureProvided", signature);
        String message = "The request signature we calculated does not match the signature you provided."
                + " Check your key and signing method.";
        return refusal(403, "SignatureDoesNotMatch", message, details);
    }

    static Refusal malformedQuery() {
        String message = "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\""
                + " and X-Amz-Expires a number of seconds";
        return refusal(400, "AuthorizationQueryParametersError", message, Map.of());
    }

    static Refusal unsignedHeader(String name) {
        String message = "There were headers present in the request which were not signed";
        return refusal(403, "AccessDenied", message, Map.of("HeadersNotSigned", name));
    }

    static Refusal invalidArgument(String message, String name, String value) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("ArgumentName", name);
        details.put("ArgumentValue", value);
        return refusal(400, "InvalidArgument", message, details);
    }

    static Refusal chunked() {
        String message = "A header you provided implies functionality that is not implemented";
        return refusal(501, "NotImplemented", message, Map.of("Header", "Transfer-Encoding"));
    }

    static Refusal missingLength() {
        return refusal(411, "MissingContentLength", "You must provide the Content-Length HTTP header.", Map.of());
    }

    static Refusal tooLarge(String proposed, int most) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("ProposedSize", proposed);
        details.put("MaxSizeAllowed", Integer.toString(most));
        return refusal(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size", details);
    }

    static Refusal noSuchKey(String path) {
        return refusal(404, "NoSuchKey", "The specified key does not exist.", Map.of("Key", path.substring(1)));
    }

    static Refusal refusal(int status, String code, String message, Map<String, String> details) {
        Map<String, String> ids = requestIds();
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>");
        element(xml, "Code", code);
        element(xml, "Message", message);
        details.forEach((name, value) -> element(xml, name, value));
        element(xml, "RequestId", ids.get("x-amz-request-id"));
        element(xml, "HostId", ids.get("x-amz-id-2"));
        xml.append("</Error>");
        Map<String, String> headers = new LinkedHashMap<>(ids);
        headers.put("Content-Type", "application/xml");
        return new Refusal(new Reply(status, headers, xml.toString().getBytes(StandardCharsets.UTF_8)), message);
    }

    /** The headers by which S3 names a request. */
    static Map<String, String> requestIds() {
        String hostId = Base64.getEncoder().encodeToString(RandomHex.of(24).getBytes(StandardCharsets.US_ASCII));
        return Map.of("x-amz-request-id", RandomHex.of(8).toUpperCase(Locale.ROOT), "x-amz-id-2", hostId);
    }

    private static void element(StringBuilder xml, String name, @Nullable String value) {
        String text = value == null ? "" : value;
        xml.append('<').append(name).append('>');
        xml.append(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        xml.append("</").append(name).append('>');
    }
}
