package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.config.ForeignHosts;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.error.DownloadException;
import io.github.novitagateway.error.DownloadException.Reason;
import io.github.novitagateway.error.NovitaException.NotSentException;
import io.github.novitagateway.image.GeneratedImage;
import io.github.novitagateway.task.TaskId;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.transport.ProxyProvider;

/** Names that lead elsewhere than they say, against a listener that must see no connection. */
class ForeignHostsTest extends StorageTest {

    private static final URI PUBLIC_SERVICE = URI.create("https://api.example.invalid");
    private static final ForeignHosts PRIVATE_TOO =
            ForeignHosts.builder().allowPrivateAddresses(true).build();

    private ServerSocket listener = unbound();

    private static ServerSocket unbound() {
        try {
            return new ServerSocket();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @BeforeEach
    void listen() throws IOException {
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void hangUp() throws IOException {
        listener.close();
    }

    private void use(NovitaConfig.Builder config, UnaryOperator<HttpClient> customization) {
        novita.close();
        novita = NovitaGateway.builder(config.retry(RetryPolicy.none()).build())
                .codec(JsonCodec.strict())
                .httpClient(customization)
                .build();
    }

    private GeneratedImage at(String host) {
        return at("https", host, listener.getLocalPort());
    }

    private static GeneratedImage at(String scheme, String host, int port) {
        String url = scheme + "://" + host + ":" + port + "/1.png?X-Amz-Signature=0123456789";
        return new GeneratedImage(TaskId.image("1"), 0, url, null, ImageFormat.PNG, null);
    }

    private void assertRefused(GeneratedImage image, String... words) {
        assertThatThrownBy(() -> novita.images().bytes(image).block(LONG))
                .isInstanceOfSatisfying(
                        DownloadException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.REFUSED))
                .hasMessageContainingAll(words)
                .hasMessageNotContaining("0123456789");
    }

    private void assertNobodyConnected() throws IOException {
        listener.setSoTimeout(100);
        assertThatThrownBy(listener::accept).isInstanceOf(SocketTimeoutException.class);
    }

    private void assertSomebodyConnected() throws IOException {
        listener.setSoTimeout(5_000);
        listener.accept().close();
    }

    @Test
    void aPublicNameThatLeadsToTheMachineItselfIsNotConnectedTo() throws IOException {
        use(config().baseUrl(PUBLIC_SERVICE), client -> client.resolver(new Resolving("127.0.0.1")));

        assertRefused(at("storage.example"), "host storage.example", "127.0.0.1", "the machine itself");
        assertNobodyConnected();
    }

    @Test
    void anAddressInTheLinkIsNotConnectedTo() throws IOException {
        use(config().baseUrl(PUBLIC_SERVICE), client -> client);

        assertRefused(at("127.0.0.1"), "host 127.0.0.1", "the machine itself");
        assertRefused(at("[::ffff:127.0.0.1]"), "the machine itself");
        assertRefused(at("http", "localhost", listener.getLocalPort()), "host localhost", "the machine itself");
        assertNobodyConnected();
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "fe80::1", "fd00:ec2::254", "100.100.100.200"})
    void linkLocalAddressesAndThoseOfCloudCredentialsAreNeverConnectedTo(String address) {
        use(config().foreignHosts(PRIVATE_TOO), client -> client.resolver(new Resolving(address)));

        assertRefused(at("storage.example"), "host storage.example", "never connected to");
    }

    @Test
    void ofSeveralAddressesEachIsLookedAt() throws IOException {
        use(config().baseUrl(PUBLIC_SERVICE), client -> client.resolver(new Resolving("10.0.0.1", "127.0.0.1")));
        assertRefused(at("storage.example"), "the machine itself");
        assertNobodyConnected();

        use(config(), client -> client.resolver(new Resolving("169.254.169.254", "127.0.0.1")));
        Disposable running = novita.images().bytes(at("storage.example")).subscribe(body -> {}, failure -> {});
        assertSomebodyConnected();
        running.dispose();
    }

    @Test
    void theMachineItselfIsConnectedToWhenThatIsAllowed() throws IOException {
        use(
                config().baseUrl(PUBLIC_SERVICE).foreignHosts(PRIVATE_TOO),
                client -> client.resolver(new Resolving("127.0.0.1")));
        Disposable running = novita.images().bytes(at("storage.example")).subscribe(body -> {}, failure -> {});

        assertSomebodyConnected();
        running.dispose();
    }

    @Test
    void anUploadToAPrivateAddressIsNotSent() throws InterruptedException {
        use(config(), client -> client.resolver(new Resolving("10.0.0.1")));
        answer(slot("upload-url.string-id.response.json", URI.create("https://storage.example")));

        assertThatThrownBy(() -> novita.assets().upload(Pictures.numbered(1)).block(LONG))
                .isInstanceOf(NotSentException.class)
                .hasMessageContainingAll("host storage.example", "10.0.0.1", "not public")
                .hasMessageNotContaining("X-Amz");
        assertThat(request().getTarget()).isEqualTo(SLOTS);
        assertNoFurtherRequest();
    }

    @Test
    void onlyHttpsLeadsToAnotherMachine() throws InterruptedException {
        use(config().foreignHosts(PRIVATE_TOO), client -> client.resolver(new Resolving("127.0.0.1")));
        answer(slot("upload-url.string-id.response.json", URI.create("http://storage.example:" + server.getPort())));

        assertRefused(at("http", "storage.example", server.getPort()), "host storage.example must be reached by https");
        assertThatThrownBy(() -> novita.assets().upload(Pictures.numbered(1)).block(LONG))
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("host storage.example must be reached by https");
        assertThat(request().getTarget()).isEqualTo(SLOTS);
        assertNoFurtherRequest();
    }

    @Test
    void namesCanBeNarrowed() throws InterruptedException {
        use(
                config().foreignHosts(ForeignHosts.builder()
                        .names("localhost"::equals)
                        .build()),
                client -> client);
        answer(slot("upload-url.string-id.response.json", URI.create("http://127.0.0.1:" + server.getPort())));

        assertRefused(at("http", "127.0.0.1", server.getPort()), "host 127.0.0.1 is none of the names");
        assertThatThrownBy(() -> novita.assets().upload(Pictures.numbered(1)).block(LONG))
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("host 127.0.0.1 is none of the names");
        assertThat(request().getTarget()).isEqualTo(SLOTS);
        assertNoFurtherRequest();
    }

    @Test
    void aConnectionThatOtherRulesLetThroughIsNotUsedAgain() {
        use(config().baseUrl(PUBLIC_SERVICE).foreignHosts(PRIVATE_TOO), client -> client);
        GeneratedImage image = at("http", "localhost", server.getPort());
        answer(DownloadTest.picture(Pictures.png(100)));
        assertThat(value(novita.images().bytes(image))).hasSize(100);

        novita = novita.with(config -> config.foreignHosts(ForeignHosts.defaults()));

        assertRefused(image, "host localhost", "the machine itself");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    /** What the name leads to is the proxy's to find; what the link says is still looked at. */
    @Test
    void aProxyOfACustomizedClientIsConnectedToWhereverItIs() throws Exception {
        try (RawServer proxy = new RawServer()) {
            use(
                    config().baseUrl(PUBLIC_SERVICE),
                    client -> client.proxy(to -> to.type(ProxyProvider.Proxy.HTTP)
                            .host("localhost")
                            .port(proxy.uri().getPort())));
            assertRefused(at("169.254.169.254"), "never connected to");
            assertRefused(at("[fd00:ec2::254]"), "never connected to");

            Disposable running = novita.images().bytes(at("storage.example")).subscribe(body -> {}, failure -> {});

            assertThat(proxy.head()).startsWith("CONNECT storage.example:" + listener.getLocalPort());
            running.dispose();
        }
    }

    /** Gives these addresses for the storage's name, and the machine itself for every other. */
    private static final class Resolving extends AddressResolverGroup<InetSocketAddress> {

        private static final String STORAGE = "storage.example";

        private final List<String> addresses;

        Resolving(String... addresses) {
            this.addresses = List.of(addresses);
        }

        private List<InetAddress> addressesOf(String name) {
            return name.equals(STORAGE)
                    ? addresses.stream().map(address -> named(name, address)).toList()
                    : List.of(InetAddress.getLoopbackAddress());
        }

        private static InetAddress named(String name, String address) {
            try {
                return InetAddress.getByAddress(name, NetUtil.createByteArrayFromIpAddressString(address));
            } catch (UnknownHostException neverOfALiteral) {
                throw new IllegalStateException(neverOfALiteral);
            }
        }

        @Override
        protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
            return new InetNameResolver(executor) {
                @Override
                protected void doResolve(String name, Promise<InetAddress> promise) {
                    promise.setSuccess(addressesOf(name).get(0));
                }

                @Override
                protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
                    promise.setSuccess(addressesOf(name));
                }
            }.asAddressResolver();
        }
    }
}
