package io.github.novitagateway.sandbox;

import java.util.List;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lets programs in any language switch faults and read the ledger over HTTP; nobody needs a key. */
final class Control {
    static final String ROOT = "/sandbox/";

    private static final String FAULTS = ROOT + "faults";
    private static final String LEDGER = ROOT + "ledger";

    private final SandboxFaults faults;
    private final SandboxLedger ledger;

    Control(SandboxFaults faults, SandboxLedger ledger) {
        this.faults = faults;
        this.ledger = ledger;
    }

    Mono<Reply> answer(Exchange exchange) {
        String path = exchange.path();
        if (path.startsWith(FAULTS + "/")) {
            return answer(exchange, endpoint(path.substring(FAULTS.length() + 1)));
        }
        return switch (exchange.method() + " " + path) {
            case "GET " + LEDGER -> Mono.just(Reply.ok(LedgerReport.of(ledger)));
            case "GET " + FAULTS -> Mono.just(Reply.ok(all()));
            case "DELETE " + FAULTS -> {
                faults.clear();
                yield Mono.just(Reply.ok(all()));
            }
            default -> throw ApiErrors.routeNotFound();
        };
    }

    private Mono<Reply> answer(Exchange exchange, SandboxEndpoint endpoint) {
        return switch (exchange.method()) {
            case "GET" -> Mono.just(Reply.ok(of(endpoint)));
            case "PUT" ->
                Json.body(exchange).map(body -> {
                    switchOn(endpoint, body);
                    return Reply.ok(of(endpoint));
                });
            case "DELETE" -> {
                faults.clear(endpoint);
                yield Mono.just(Reply.ok(of(endpoint)));
            }
            default -> throw ApiErrors.routeNotFound();
        };
    }

    private void switchOn(SandboxEndpoint endpoint, JsonNode body) {
        try {
            faults.on(endpoint, FaultForm.readAll(body));
        } catch (IllegalArgumentException e) {
            throw ApiErrors.outOfRange("invalid Fault: " + e.getMessage());
        }
    }

    private ObjectNode all() {
        ObjectNode all = Json.object();
        faults.active().forEach((endpoint, list) -> all.set(endpoint.word(), array(list)));
        return all;
    }

    private ArrayNode of(SandboxEndpoint endpoint) {
        return array(faults.active().getOrDefault(endpoint, List.of()));
    }

    private static ArrayNode array(List<Fault> faults) {
        ArrayNode array = Json.array();
        faults.forEach(fault -> array.add(FaultForm.write(fault)));
        return array;
    }

    private static SandboxEndpoint endpoint(String word) {
        SandboxEndpoint endpoint = SandboxEndpoint.ofWord(word);
        if (endpoint == null) {
            throw ApiErrors.refusal(404, "ENDPOINT_NOT_FOUND", "there is no endpoint " + Json.excerpt(word));
        }
        return endpoint;
    }
}
