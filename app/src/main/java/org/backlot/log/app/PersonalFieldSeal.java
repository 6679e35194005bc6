package org.backlot.log.app;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.backlot.platform.app.crypto.SubjectSeal;
import org.backlot.shared.personal.SubjectKeys;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Seals the personal fields of an event before it reaches the log and opens them when it is read. A sealed field is a
 * text, {@code sealed:v1:…}; one whose key was destroyed is an empty object, which reads as erased.
 */
final class PersonalFieldSeal {
    static final String PREFIX = "sealed:v1:";
    private static final String KNOWN = "known";

    private final SubjectKeys keys;
    private final SubjectSeal seal;
    private final JsonMapper json;

    PersonalFieldSeal(SubjectKeys keys, SubjectSeal seal, JsonMapper json) {
        this.keys = keys;
        this.seal = seal;
        this.json = json;
    }

    void sealIn(ObjectNode event, PersonalFieldPlan plan, String eventName) {
        for (var field : plan.fields()) {
            var known = event.path(field.name()).path(KNOWN);
            if (known.isMissingNode()) {
                event.set(field.name(), json.createObjectNode());
                continue;
            }
            var subject = subjectOf(event, field);
            var sealed = keys.keyFor(subject).map(key -> sealed(known, key, place(eventName, field, subject)));
            if (sealed.isPresent()) {
                event.put(field.name(), sealed.get());
            } else {
                event.set(field.name(), json.createObjectNode());
            }
        }
        eachNested(event, plan, (inner, innerPlan) -> sealIn(inner, innerPlan, eventName));
    }

    void openIn(ObjectNode event, PersonalFieldPlan plan, String eventName) {
        for (var field : plan.fields()) {
            var stored = event.path(field.name());
            if (!stored.isString() || !stored.stringValue().startsWith(PREFIX)) {
                continue;
            }
            var subject = subjectOf(event, field);
            var opened = json.createObjectNode();
            keys.existingKey(subject)
                    .flatMap(key -> Optional.of(opened(stored.stringValue(), key, place(eventName, field, subject))))
                    .ifPresent(value -> opened.set(KNOWN, value));
            event.set(field.name(), opened);
        }
        eachNested(event, plan, (inner, innerPlan) -> openIn(inner, innerPlan, eventName));
    }

    private String sealed(JsonNode value, byte[] key, byte[] place) {
        byte[] plain = json.writeValueAsBytes(value);
        return PREFIX + Base64.getEncoder().withoutPadding().encodeToString(seal.seal(key, plain, place));
    }

    private JsonNode opened(String stored, byte[] key, byte[] place) {
        byte[] sealed = Base64.getDecoder().decode(stored.substring(PREFIX.length()));
        return json.readTree(seal.open(key, sealed, place));
    }

    // Bound to its place: a sealed value copied into another field, event or person does not open.
    private static byte[] place(String eventName, PersonalFieldPlan.Field field, UUID subject) {
        return (eventName + "/" + field.name() + "/" + subject).getBytes(StandardCharsets.UTF_8);
    }

    private static UUID subjectOf(ObjectNode event, PersonalFieldPlan.Field field) {
        return UUID.fromString(event.path(field.subject()).stringValue());
    }

    private static void eachNested(
            ObjectNode event,
            PersonalFieldPlan plan,
            java.util.function.BiConsumer<ObjectNode, PersonalFieldPlan> step) {
        for (var nested : plan.nested()) {
            var inside = event.path(nested.name());
            if (inside instanceof ObjectNode inner) {
                step.accept(inner, nested.plan());
            } else {
                for (var element : inside) {
                    if (element instanceof ObjectNode inner) {
                        step.accept(inner, nested.plan());
                    }
                }
            }
        }
    }
}
