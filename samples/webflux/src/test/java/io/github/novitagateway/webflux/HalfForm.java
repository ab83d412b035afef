package io.github.novitagateway.webflux;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** A browser that has begun to send a form of one picture. */
final class HalfForm implements AutoCloseable {

    private static final String TAIL = "\r\n--line--\r\n";

    private final Socket browser;
    private final byte[] picture;

    private HalfForm(Socket browser, byte[] picture) {
        this.browser = browser;
        this.picture = picture;
    }

    /** Sends half of the picture. */
    static HalfForm of(RunningStudio studio) throws IOException {
        byte[] picture = Files.readAllBytes(RunningStudio.PICTURES.resolve("harbour-dusk.png"));
        HalfForm form = new HalfForm(
                new Socket(InetAddress.getLoopbackAddress(), studio.url().getPort()), picture);
        form.browser.setSoTimeout((int) RunningStudio.PATIENCE.toMillis());
        OutputStream request = form.browser.getOutputStream();
        request.write(head(picture.length).getBytes(StandardCharsets.US_ASCII));
        request.write(picture, 0, picture.length / 2);
        request.flush();
        return form;
    }

    void sendTheRest() throws IOException {
        OutputStream request = browser.getOutputStream();
        request.write(picture, picture.length / 2, picture.length - picture.length / 2);
        request.write(TAIL.getBytes(StandardCharsets.US_ASCII));
        request.flush();
    }

    /** The status of the answer. */
    int status() throws IOException {
        String line = new String(browser.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        return Integer.parseInt(line.substring(9));
    }

    @Override
    public void close() throws IOException {
        browser.close();
    }

    private static String head(int pictureLength) {
        String parts = field("name", "ink") + field("caption", "a harbour")
                + "--line\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"a.png\"\r\n"
                + "Content-Type: image/png\r\n\r\n";
        return "POST /api/trainings HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=line\r\n"
                + "Content-Length: " + (parts.length() + pictureLength + TAIL.length()) + "\r\n\r\n" + parts;
    }

    private static String field(String name, String value) {
        return "--line\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }
}
