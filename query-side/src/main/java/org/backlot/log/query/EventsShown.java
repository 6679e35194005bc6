package org.backlot.log.query;

import java.util.Optional;
import org.backlot.log.api.Metadata;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns a stored event into what an auditor may see of it. Feed, search and export all show events by this one way. */
@Component
public final class EventsShown {
    private final PersonalFieldsShown personal;
    private final JsonMapper json;

    public EventsShown(PersonalFieldsShown personal, JsonMapper json) {
        this.personal = personal;
        this.json = json;
    }

    Mono<LoggedEvent> shown(StoredEvent event) {
        var metadata = json.readTree(event.metadata());
        return personal.shown(event.type(), event.payload())
                .map(payload -> new LoggedEvent(
                        event.position(),
                        event.eventId(),
                        event.type(),
                        event.revision(),
                        event.stream(),
                        event.sequence(),
                        event.at(),
                        text(metadata, Metadata.ACTOR).orElse(null),
                        text(metadata, Metadata.WORKSPACE).orElse(null),
                        text(metadata, Metadata.CORRELATION).orElse(null),
                        text(metadata, Metadata.CAUSATION).orElse(null),
                        text(metadata, Metadata.TRACE).orElse(null),
                        payload));
    }

    private static Optional<String> text(JsonNode metadata, String key) {
        return metadata.optional(key).filter(JsonNode::isString).map(JsonNode::stringValue);
    }
}
