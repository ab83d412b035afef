package io.github.novitagateway.reactor;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A storage that holds each picture until the test lets it go. */
abstract class HeldUploads extends StorageTest {

    final UploadTraffic traffic = new UploadTraffic(() -> slot("upload-url.string-id.response.json"));

    @BeforeEach
    void takePictures() {
        server.setDispatcher(traffic);
    }

    @AfterEach
    void letAllGo() {
        traffic.letAllGo();
    }
}
