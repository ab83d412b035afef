package io.github.novitagateway.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** AWS Signature Version 4 for presigned URLs, with one key pair. */
final class Signer {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private static final String SERVICE = "s3";
    private static final String SCOPE_END = "aws4_request";

    private final String accessKey;
    private final String secret;
    private final String region;

    Signer(String accessKey, String secret, String region) {
        this.accessKey = accessKey;
        this.secret = secret;
        this.region = region;
    }

    /** A signer that nobody else can imitate. */
    static Signer random() {
        return new Signer("SANDBOX" + RandomHex.of(6).toUpperCase(Locale.ROOT), RandomHex.of(20), "ap-southeast-1");
    }

    /** The text of {@code X-Amz-Credential} for a day written {@code yyyyMMdd}. */
    String credential(String day) {
        return accessKey + "/" + scope(day);
    }

    String accessKey() {
        return accessKey;
    }

    /** What is signed for a request whose only signed header is its host; {@code date} is the {@code X-Amz-Date}. */
    String stringToSign(String method, String host, String path, CanonicalQuery query, String date) {
        String canonicalRequest = String.join(
                "\n", method, path, query.unsigned(), "host:" + host.strip(), "", "host", "UNSIGNED-PAYLOAD");
        return String.join("\n", ALGORITHM, date, scope(date.substring(0, 8)), sha256(canonicalRequest));
    }

    String signature(String stringToSign, String day) {
        byte[] key = hmac(("AWS4" + secret).getBytes(UTF_8), day);
        for (String part : new String[] {region, SERVICE, SCOPE_END}) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, stringToSign));
    }

    private String scope(String day) {
        return day + "/" + region + "/" + SERVICE + "/" + SCOPE_END;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
