package io.github.novitagateway.reactor;

import java.io.IOException;
import java.net.URI;
import mockwebserver3.MockWebServer;

/** A TLS handshake that comes to nothing. */
interface TlsPhase extends SendPhase {

    /** With a certificate that the client does not trust. */
    record Untrusted(MockWebServer server) implements TlsPhase {

        static Untrusted with(SelfSigned certificate) throws Exception {
            MockWebServer server = new MockWebServer();
            server.useHttps(certificate.server().getSocketFactory());
            server.start();
            return new Untrusted(server);
        }

        @Override
        public URI base() {
            return server.url("/").uri();
        }

        @Override
        public int read() {
            return server.getRequestCount();
        }

        @Override
        public boolean stuck(int limits) {
            return false;
        }

        @Override
        public void close() {
            server.close();
        }
    }

    /** With a server that never says a word. */
    record Silent(FaultServer server) implements TlsPhase {

        static Silent to(FaultTarget target) throws IOException {
            return new Silent(new FaultServer(target, Fault.SILENT));
        }

        @Override
        public URI base() {
            return URI.create(server.base().toString().replace("http:", "https:"));
        }

        @Override
        public int read() {
            return server.read();
        }

        @Override
        public boolean stuck(int limits) {
            return server.accepted() > limits;
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
