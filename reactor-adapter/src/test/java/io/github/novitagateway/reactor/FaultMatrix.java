package io.github.novitagateway.reactor;

import io.github.novitagateway.reactor.FaultTarget.Kind;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What must come of each fault of each kind of request. */
final class FaultMatrix {

    /**
     * Requests read whole by the server / tries, and what the caller gets: the name of the error without its last word,
     * {@code ~} if it is transient. Cells follow {@link Kind}.
     */
    private static final String EXPECTED = """
            none                    | 1/1 value          | 1/1 value          | 1/1 value                | 1/1 value      | 1/1 value
            connect refused         | 0/3 Transport~     | 0/3 Transport~     | 0/3 Transport~           | 0/3 Transport~ | 0/3 Download.INTERRUPTED~
            reset at accept         | 0/3 Transport~     | 0/3 Transport~     | 0/1-3 SubmitOutcomeUnknown or 0/3 Transport~ | 0/3 Transport~ | 0/3 Download.INTERRUPTED~
            reset at the first byte | 0/3 Transport~     | 0/3 Transport~     | 0/1 SubmitOutcomeUnknown | 0/3 Transport~ | 0/3 Download.INTERRUPTED~
            reset in the request    | 0/3 Transport~     | 0/3 Transport~     | 0/1 SubmitOutcomeUnknown | 0/3 Transport~ | 0/3 Download.INTERRUPTED~
            reset after the request | 3/3 Transport~     | 3/3 Transport~     | 1/1 SubmitOutcomeUnknown | 3/3 Transport~ | 3/3 Download.INTERRUPTED~
            closed after the request| 3/3 Transport~     | 3/3 Transport~     | 1/1 SubmitOutcomeUnknown | 3/3 Transport~ | 3/3 Download.INTERRUPTED~
            reset after the head    | 3/3 Transport~     | 3/3 Transport~     | 1/1 SubmitOutcomeUnknown | 3/3 Transport~ | 3/3 Download.INTERRUPTED~
            reset in the answer     | 3/3 Transport~     | 3/3 Transport~     | 1/1 SubmitOutcomeUnknown | 3/3 Transport~ | 3/3 Download.INTERRUPTED~
            body shorter than told  | 3/3 Transport~     | 3/3 Transport~     | 1/1 SubmitOutcomeUnknown | 3/3 Transport~ | 3/3 Download.INTERRUPTED~
            no answer               | 3/3 Transport~     | 3/3 Transport~     | 1/1 SubmitOutcomeUnknown | 3/3 Transport~ | 3/3 Download.INTERRUPTED~
            half an answer          | 3/3 Transport~     | 3/3 Transport~     | 1/1 SubmitOutcomeUnknown | 3/3 Transport~ | 3/3 Download.INTERRUPTED~
            204                     | 1/1 MalformedResponse | 1/1 MalformedResponse | 1/1 SubmitOutcomeUnknown | 1/1 Upload | 1/1 Download.REFUSED
            301                     | 1/1 RouteGone      | 1/1 RouteGone      | 1/1 RouteGone            | 1/1 Upload     | 1/1 Download.REFUSED
            302                     | 1/1 RouteGone      | 1/1 RouteGone      | 1/1 RouteGone            | 1/1 Upload     | 1/1 Download.REFUSED
            400                     | 1/1 InvalidRequest | 1/1 InvalidRequest | 1/1 InvalidRequest       | 1/1 Upload     | 1/1 Download.REFUSED
            401                     | 1/1 Authentication | 1/1 Authentication | 1/1 Authentication       | 1/1 Upload     | 1/1 Download.REFUSED
            402                     | 1/1 InsufficientBalance | 1/1 InsufficientBalance | 1/1 InsufficientBalance | 1/1 Upload | 1/1 Download.REFUSED
            403                     | 1/1 RouteGone      | 1/1 RouteGone      | 1/1 RouteGone            | 1/1 Upload     | 1/1 Download.GONE
            404                     | 1/1 RouteGone      | 1/1 RouteGone      | 1/1 RouteGone            | 1/1 Upload     | 1/1 Download.GONE
            408                     | 3/3 Server~        | 3/3 Server~        | 1/1 SubmitOutcomeUnknown | 3/3 Upload~    | 3/3 Download.INTERRUPTED~
            409                     | 1/1 Api            | 1/1 Api            | 1/1 Api                  | 1/1 Upload     | 1/1 Download.REFUSED
            410                     | 1/1 RouteGone      | 1/1 RouteGone      | 1/1 RouteGone            | 1/1 Upload     | 1/1 Download.GONE
            413                     | 1/1 InvalidRequest | 1/1 InvalidRequest | 1/1 InvalidRequest       | 1/1 Upload     | 1/1 Download.REFUSED
            429                     | 3/3 RateLimited~   | 3/3 RateLimited~   | 3/3 RateLimited~         | 3/3 Upload~    | 3/3 Download.INTERRUPTED~
            500                     | 3/3 Server~        | 3/3 Server~        | 1/1 SubmitOutcomeUnknown | 3/3 Upload~    | 3/3 Download.INTERRUPTED~
            501                     | 3/3 Server~        | 3/3 Server~        | 1/1 SubmitOutcomeUnknown | 1/1 Upload     | 3/3 Download.INTERRUPTED~
            502                     | 3/3 Server~        | 3/3 Server~        | 1/1 SubmitOutcomeUnknown | 3/3 Upload~    | 3/3 Download.INTERRUPTED~
            503                     | 3/3 Server~        | 3/3 Server~        | 1/1 SubmitOutcomeUnknown | 3/3 Upload~    | 3/3 Download.INTERRUPTED~
            504                     | 3/3 Server~        | 3/3 Server~        | 1/1 SubmitOutcomeUnknown | 3/3 Upload~    | 3/3 Download.INTERRUPTED~
            not HTTP                | 3/3 Transport~     | 3/3 Transport~     | 1/1 SubmitOutcomeUnknown | 3/3 Transport~ | 3/3 Download.INTERRUPTED~
            garbage body            | 1/1 MalformedResponse | 1/1 MalformedResponse | 1/1 SubmitOutcomeUnknown | 1/1 value | 1/1 value
            JSON cut short          | 1/1 MalformedResponse | 1/1 MalformedResponse | 1/1 SubmitOutcomeUnknown | 1/1 value | 1/1 value
            empty body              | 1/1 MalformedResponse | 1/1 MalformedResponse | 1/1 SubmitOutcomeUnknown | 1/1 value | 1/1 value
            JSON of another type    | 1/1 MalformedResponse | 1/1 MalformedResponse | 1/1 SubmitOutcomeUnknown | 1/1 value | 1/1 value
            """;

    private static final Pattern CELL = Pattern.compile("(\\S+)/(\\S+) ([\\w.]+)(~?)");
    private static final Map<String, Map<Kind, String>> ROWS = rows();

    private FaultMatrix() {}

    static List<String> faults() {
        return List.copyOf(ROWS.keySet());
    }

    /** The balance has an older call to fall back on, when its own is gone. */
    static String expected(FaultTarget target, Fault fault) {
        String expected = Objects.requireNonNull(row(fault.name()).get(target.kind));
        boolean fallsBack = target == FaultTarget.BALANCE
                && expected.equals("1/1 RouteGone")
                && !fault.name().equals("403");
        return fallsBack ? "1/1 value" : expected;
    }

    /** Whether this is one of what is expected; {@code 1-3} stands for any number between. */
    static boolean allows(String expected, String seen) {
        return Pattern.compile(" or ")
                .splitAsStream(expected)
                .anyMatch(one -> seen.matches(Pattern.quote(one).replace("1-3", "\\E[1-3]\\Q")));
    }

    static String markdown(List<Fault> faults) {
        StringBuilder table = new StringBuilder("""
                | fault | GET to the service | upload slot | paid POST | PUT of a picture | GET of an image | time |
                |---|---|---|---|---|---|---|
                """);
        for (Fault fault : faults) {
            String cells = row(fault.name()).values().stream()
                    .map(FaultMatrix::inWords)
                    .collect(Collectors.joining(" | "));
            String time = fault.limits(1) == 0 ? "at once" : "each try its limit";
            table.append("| %s | %s | %s |\n".formatted(fault.name(), cells, time));
        }
        return table.toString();
    }

    private static String inWords(String cell) {
        return CELL.matcher(cell).replaceAll(FaultMatrix::inWords).replace("1-3", "1 to 3");
    }

    private static String inWords(MatchResult cell) {
        boolean isError = !cell.group(3).equals("value");
        String name = isError ? "`" + cell.group(3).replaceFirst("^(\\w+)", "$1Exception") + "`" : "value";
        String text = cell.group(1) + " of " + cell.group(2) + ", " + name
                + (cell.group(4).isEmpty() ? "" : ", transient");
        return Matcher.quoteReplacement(text);
    }

    private static Map<Kind, String> row(String fault) {
        return Objects.requireNonNull(ROWS.get(fault), fault);
    }

    private static Map<String, Map<Kind, String>> rows() {
        Map<String, Map<Kind, String>> rows = new LinkedHashMap<>();
        EXPECTED.lines().forEach(line -> {
            Iterator<String> cells = Pattern.compile("\\|")
                    .splitAsStream(line)
                    .map(String::strip)
                    .iterator();
            String fault = cells.next();
            Map<Kind, String> row = new EnumMap<>(Kind.class);
            for (Kind kind : Kind.values()) {
                row.put(kind, cells.next());
            }
            rows.put(fault, row);
        });
        return rows;
    }
}
