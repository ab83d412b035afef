package io.github.novitagateway.reactor;

import io.github.novitagateway.config.ForeignHosts;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.error.NovitaException.NotSentException;
import io.github.novitagateway.guard.Loopback;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which hosts that the service names may be connected to. The link is looked at before a request, the address when its
 * connection is made.
 *
 * @param machineItself whether loopback addresses are allowed: the service is there too
 */
record AddressRules(boolean machineItself, ForeignHosts hosts) {

    /** Never a storage; many of them tell whoever asks from inside a cloud its credentials. */
    private static final List<IpSubnetFilterRule> NEVER = subnets(
            "169.254.0.0/16",
            "fe80::/10",
            "100.100.100.200/32",
            "168.63.129.16/32",
            "192.0.0.192/32",
            "fd00:ec2::/32",
            "fd20:ce::/32");

    /** Brackets of an address, the dot at the end of a name. */
    private static final Pattern AROUND_A_NAME = Pattern.compile("^\\[|]$|\\.$");

    private static final List<IpSubnetFilterRule> LOOPBACK = subnets("127.0.0.0/8", "::1/128");

    /** By the registries of addresses for special purposes, and forms of IPv6 that hide another address. */
    private static final List<IpSubnetFilterRule> PRIVATE = subnets(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "::/128",
            "64:ff9b:1::/48",
            "2001::/32",
            "fc00::/7",
            "fec0::/10",
            "ff00::/8");

    /** Forms of IPv6 that hold an address of IPv4: compatible ones and those of NAT64 at their end, 6to4 in front. */
    private static final List<IpSubnetFilterRule> AT_THE_END = subnets("::/96", "64:ff9b::/96");

    private static final List<IpSubnetFilterRule> SIX_TO_FOUR = subnets("2002::/16");

    static AddressRules of(NovitaConfig config) {
        return new AddressRules(Loopback.isNamedBy(config.baseUrl()), config.foreignHosts());
    }

    /** Refuses a link by what it says itself. */
    void check(URI url) {
        String host = url.getHost();
        if (host == null || !PresignedUrl.isWeb(url)) {
            throw refusal("its address", "is not one of the web");
        }
        String name = AROUND_A_NAME.matcher(host).replaceAll("").toLowerCase(Locale.ROOT);
        if (!"https".equalsIgnoreCase(url.getScheme()) && !Loopback.isNamedBy(url)) {
            throw refusal("host " + name, "must be reached by https");
        }
        if (!hosts.names().test(name)) {
            throw refusal("host " + name, "is none of the names in foreignHosts");
        }
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(name);
        if (literal != null) {
            check(name, address(literal));
        }
    }

    /** Refuses an address to be connected to; one without a number is a proxy's to find. */
    void check(InetSocketAddress target) {
        InetAddress address = target.getAddress();
        if (address != null) {
            check(target.getHostString(), address);
        }
    }

    private void check(String host, InetAddress address) {
        String rule = offence(address);
        if (rule != null) {
            throw refusal("host " + host, "has the address " + address.getHostAddress() + ", " + rule);
        }
    }

    /** The rule that refuses the address; null when it may be connected to. */
    @Nullable
    String offence(InetAddress address) {
        InetAddress real = unwrapped(address(address.getAddress()));
        if (isIn(NEVER, real)) {
            return "which is link-local or tells credentials of a cloud, and never connected to";
        }
        if (hosts.allowPrivateAddresses()) {
            return null;
        }
        if (isIn(LOOPBACK, real)) {
            return machineItself ? null : "which is the machine itself; foreignHosts can allow it";
        }
        return isIn(PRIVATE, real) ? "which is not public; foreignHosts can allow it" : null;
    }

    /** The address of IPv4 that one of IPv6 stands for, else the address; the JDK does so for mapped ones. */
    private static InetAddress unwrapped(InetAddress address) {
        boolean embeds = isIn(AT_THE_END, address) && !address.isLoopbackAddress() && !address.isAnyLocalAddress();
        int start = embeds ? 12 : isIn(SIX_TO_FOUR, address) ? 2 : -1;
        return start < 0 ? address : address(Arrays.copyOfRange(address.getAddress(), start, start + 4));
    }

    private static boolean isIn(List<IpSubnetFilterRule> subnets, InetAddress address) {
        InetSocketAddress bare = new InetSocketAddress(address, 0);
        return subnets.stream().anyMatch(subnet -> subnet.matches(bare));
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException neverOfFourOrSixteenBytes) {
            throw new IllegalArgumentException(neverOfFourOrSixteenBytes);
        }
    }

    private static NotSentException refusal(String what, String rule) {
        return new NotSentException("nothing was sent: " + what + " " + rule, false, null);
    }

    private static List<IpSubnetFilterRule> subnets(String... subnets) {
        return Stream.of(subnets).map(AddressRules::subnet).toList();
    }

    private static IpSubnetFilterRule subnet(String subnet) {
        return new IpSubnetFilterRule(subnet, IpFilterRuleType.REJECT);
    }
}
