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
 * @param names in lower case; one that starts with a star stands for all names under a domain
 */
record AllowedHosts(Set<String> names) implements Predicate<String> {

    private static final String STAR = "*";
    private static final Pattern NAME = Pattern.compile("(?:\\*\\.)?[\\w-]+(?:\\.[\\w-]+)*\\.?|\\[?[0-9a-f:.]+]?");

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
        return host;
    }

    @Override
    public boolean test(String host) {
        return names.contains(host) || names.stream().anyMatch(name -> isUnder(host, name));
    }

    private static boolean isUnder(String host, String name) {
        return name.startsWith(STAR) && host.endsWith(name.substring(STAR.length()));
    }
}
