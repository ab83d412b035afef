package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignerTest {
    /** The worked example of the AWS documentation for presigned URLs. */
    @Test
    void signsAsAwsDocumentsIt() {
        Signer signer = new Signer("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1");
        CanonicalQuery query = CanonicalQuery.parse("X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host");

        String toSign =
                signer.stringToSign("GET", "examplebucket.s3.amazonaws.com", "/test.txt", query, "20130524T000000Z");

        assertThat(signer.credential("20130524")).isEqualTo(query.only("X-Amz-Credential"));
        assertThat(toSign).endsWith("3bfa292879f6447bbcda7001decf97f4a54dc650c8942174ae0a9121cf58ad04");
        assertThat(signer.signature(toSign, "20130524"))
                .isEqualTo("aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    }
}
