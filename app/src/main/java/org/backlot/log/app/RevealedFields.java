package org.backlot.log.app;

import org.backlot.log.api.PersonalFields;
import org.backlot.shared.personal.Personal;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Opens the personal fields of stored events for those who may see them; an erased one reads {@code [erased]}. */
@Component
final class RevealedFields implements PersonalFields {
    private final EventSerializer serializer;
    private final JsonMapper json;

    RevealedFields(EventSerializer serializer, JsonMapper json) {
        this.serializer = serializer;
        this.json = json;
    }

    @Override
    public String reveal(String eventName, String payloadJson) {
        return serializer
                .reveal(eventName, payloadJson)
                .map(opened -> shown(opened))
                .orElse(payloadJson);
    }

    private String shown(JsonNode opened) {
        flatten((ObjectNode) opened);
        return json.writeValueAsString(opened);
    }

    // {"known": value} is how the log tells a known value from an erased one; a reader wants the value.
    private static void flatten(ObjectNode event) {
        for (var name : java.util.List.copyOf(event.propertyNames())) {
            var value = event.get(name);
            if (value instanceof ObjectNode wrapped && wrapped.isEmpty()) {
                event.put(name, Personal.ERASED);
            } else if (value instanceof ObjectNode wrapped && wrapped.size() == 1 && wrapped.has("known")) {
                event.set(name, wrapped.get("known"));
            }
        }
    }
}
