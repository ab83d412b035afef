package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.novitagateway.config.ForeignHosts;
import io.github.novitagateway.error.NovitaException.NotSentException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

    private static final AddressRules STRICT = new AddressRules(false, ForeignHosts.defaults());
    private static final AddressRules BESIDE_A_LOCAL_SERVICE = new AddressRules(true, ForeignHosts.defaults());
    private static final AddressRules PRIVATE_TOO = new AddressRules(
            false, ForeignHosts.builder().allowPrivateAddresses(true).build());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.0.1",
                "169.254.170.2",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.192",
                "fe80::1",
                "febf::1",
                "fd00:ec2::254",
                "fd00:ec2::23",
                "fd20:ce::254",
                "::ffff:169.254.169.254",
                "::169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b::169.254.169.254",
                "2002:a9fe:a9fe::1",
                "64:ff9b::6464:64c8"
            })
    void neverAreLinkLocalAddressesAndThoseOfCloudCredentials(String address) throws UnknownHostException {
        assertThat(STRICT.offence(at(address))).contains("never");
        assertThat(BESIDE_A_LOCAL_SERVICE.offence(at(address))).contains("never");
        assertThat(PRIVATE_TOO.offence(at(address))).contains("never");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "0.0.0.0",
                "0.1.2.3",
                "224.0.0.1",
                "239.255.255.255",
                "255.255.255.255",
                "240.0.0.1",
                "192.0.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "::",
                "fc00::1",
                "fdff::1",
                "fec0::1",
                "ff02::1",
                "64:ff9b:1::1",
                "2001:0:1::1",
                "::ffff:10.0.0.1",
                "::10.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::192.168.1.1",
                "2002:a00:1::1",
                "2002:c0a8:101::"
            })
    void privateOnesAreRefusedUnlessAllowed(String address) throws UnknownHostException {
        assertThat(STRICT.offence(at(address))).contains("not public");
        assertThat(BESIDE_A_LOCAL_SERVICE.offence(at(address))).contains("not public");
        assertThat(PRIVATE_TOO.offence(at(address))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "::1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::127.0.0.1",
                "2002:7f00:1::"
            })
    void theMachineItselfIsRefusedUnlessTheServiceIsThereOrItIsAllowed(String address) throws UnknownHostException {
        assertThat(STRICT.offence(at(address))).contains("the machine itself");
        assertThat(BESIDE_A_LOCAL_SERVICE.offence(at(address))).isNull();
        assertThat(PRIVATE_TOO.offence(at(address))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
                "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255",
                "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255", "2600:1f18::1", "2a00:1450::5",
                "64:ff9b::808:808", "::8.8.8.8", "::ffff:8.8.8.8", "2002:808:808::1", "2001:4860::8888"
            })
    void publicOnesAreAllowed(String address) throws UnknownHostException {
        assertThat(STRICT.offence(at(address))).isNull();
    }

    /** The JDK turns mapped addresses into those of IPv4, other resolvers may not. */
    @Test
    void aMappedAddressThatIsStillOneOfIpv6IsSeenThrough() throws UnknownHostException {
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = (byte) 0xFF;
        mapped[12] = 10;

        assertThat(STRICT.offence(Inet6Address.getByAddress("host", mapped, -1)))
                .contains("not public");
    }

    @ParameterizedTest
    @CsvSource({
        "http://storage.example/a?X-Amz-Signature=1, storage.example must be reached by https",
        "http://localhost.example, localhost.example must be reached by https",
        "http://8.8.8.8, 8.8.8.8 must be reached by https",
        "https://10.0.0.1/a?X-Amz-Signature=1, 10.0.0.1 has the address 10.0.0.1",
        "https://[fe80::1]/, never connected to",
        "https://[::ffff:169.254.169.254]/, never connected to",
        "https://127.0.0.1:8443/, the machine itself",
        "ftp://storage.example, not one of the web",
        "https:///path, not one of the web",
        "https://127.1/, not one of the web"
    })
    void aLinkIsRefusedByWhatItSays(URI url, String rule) {
        assertThatThrownBy(() -> STRICT.check(url))
                .isInstanceOfSatisfying(
                        NotSentException.class,
                        refusal -> assertThat(refusal.isTransient()).isFalse())
                .hasMessageContaining(rule)
                .hasMessageNotContaining("X-Amz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://storage.example/a", "HTTPS://8.8.8.8", "https://[2600:1f18::1]:8443/"})
    void aLinkToAPublicHostIsAllowed(URI url) {
        assertThatNoException().isThrownBy(() -> STRICT.check(url));
    }

    @Test
    void namesAreAskedForInOneForm() {
        Set<String> asked = new HashSet<>();
        AddressRules rules =
                new AddressRules(false, ForeignHosts.builder().names(asked::add).build());

        rules.check(URI.create("https://Storage.Example.:8443/a"));
        rules.check(URI.create("https://[2600:1F18::1]/a"));

        assertThat(asked).containsExactlyInAnyOrder("storage.example", "2600:1f18::1");
        assertThatThrownBy(() -> rules.check(URI.create("https://STORAGE.example/b")))
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("host storage.example is none of the names in foreignHosts");
    }

    /** A proxy finds it. */
    @Test
    void aNameWithoutAnAddressPasses() {
        assertThatNoException()
                .isThrownBy(() -> STRICT.check(InetSocketAddress.createUnresolved("storage.example", 443)));
    }

    private static InetAddress at(String address) throws UnknownHostException {
        return InetAddress.getByName(address);
    }
}
