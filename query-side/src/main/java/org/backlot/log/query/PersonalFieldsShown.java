package org.backlot.log.query;

import java.util.Optional;
import java.util.Set;
import org.backlot.log.api.PersonalFields;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decides what an auditor sees of the personal fields of an event: opened where the program can open them, else a mark that
 * something is sealed. Ciphertext never leaves, and neither do credentials and national IDs, opened or not.
 */
@Component
public final class PersonalFieldsShown {
    private static final String SEALED = "sealed:v1:";
    // How a field is stored whose subject was erased before it was written.
    private static final String NOTHING = "{}";
    // What proves who somebody is says nothing to an auditor and everything to a thief.
    private static final Set<String> CREDENTIALS = Set.of("password", "nationalId");

    private final Optional<PersonalFields> personal;
    private final JsonMapper json;

    public PersonalFieldsShown(Optional<PersonalFields> personal, JsonMapper json) {
        this.personal = personal;
        this.json = json;
    }

    /** The payload as it may be shown. Keys are read by blocking calls, so that happens on a thread that may block. */
    Mono<JsonNode> shown(String eventName, String payload) {
        if (!payload.contains(SEALED) && !payload.contains(NOTHING)) {
            return Mono.fromSupplier(() -> json.readTree(payload));
        }
        return personal.map(opens -> Mono.fromCallable(() -> opens.reveal(eventName, payload))
                        .subscribeOn(Schedulers.boundedElastic()))
                .orElseGet(() -> Mono.just(payload))
                .map(opened -> covered(json.readTree(opened)));
    }

    private JsonNode covered(JsonNode node) {
        switch (node) {
            case ObjectNode object ->
                object.propertyNames()
                        .forEach(name ->
                                object.set(name, CREDENTIALS.contains(name) ? mark() : covered(object.required(name))));
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, covered(array.get(i)));
                }
            }
            default -> {
                if (node.isString() && node.stringValue().startsWith(SEALED)) {
                    return mark();
                }
            }
        }
        return node;
    }

    private JsonNode mark() {
        return json.createObjectNode().put("personal", "sealed");
    }
}
