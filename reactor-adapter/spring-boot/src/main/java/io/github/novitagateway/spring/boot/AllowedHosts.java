package io.github.novitagateway.spring.boot;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Hosts by their names.
 *
 * @param names as the gateway asks for them: in lower case, without the brackets of an address or the dot at the end of
 *     a name; one that starts with a star stands for all names under a domain
 */
record AllowedHosts(Set<String> names) implements Predicate<String> {

    private static final String STAR = "*";
    private static final Pattern NAME = Pattern.compile("(?:\\*\\.)?[\\w-]+(?:\\.[\\w-]+)*\\.?|\\[?[0-9a-f:.]+]?");

    /** Brackets of an address, the dot at the end of a name. */
    private static final Pattern AROUND_A_NAME = Pattern.compile("^\\[|]$|\\.$");

    static AllowedHosts of(List<String> names) {
        return new AllowedHosts(names.stream().map(AllowedHosts::checked).collect(Collectors.toUnmodifiableSet()));
    }

    private static String checked(String name) {
        String host = name.strip().toLowerCase(Locale.ROOT);
        if (!NAME.matcher(host).matches()) {
            throw new NovitaPropertyException(
                    "novita.foreign-hosts.allowed-names",
                    "must be names of hosts, such as cdn.example.com or *.example.com, but one was \"" + name + "\"",
                    null);
        }
        return AROUND_A_NAME.matcher(host).replaceAll("");
    }

    @Override
    public boolean test(String host) {
        return names.contains(host) || names.stream().anyMatch(name -> isUnder(host, name));
    }

    private static boolean isUnder(String host, String name) {
        return name.startsWith(STAR) && host.endsWith(name.substring(STAR.length()));
    }
}
