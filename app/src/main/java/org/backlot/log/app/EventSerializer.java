package org.backlot.log.app;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.backlot.log.api.EventCatalog;
import org.backlot.platform.app.crypto.SubjectSeal;
import org.backlot.shared.Event;
import org.backlot.shared.personal.SubjectKeys;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events to JSON and back: under their stored names, and with personal fields sealed. What is not an event (metadata) is
 * left to the framework.
 */
public final class EventSerializer extends Jackson3Serializer {
    private final JsonMapper json;
    private final PersonalFieldSeal seal;
    private final Map<Class<?>, PersonalFieldPlan> plans = new ConcurrentHashMap<>();

    public EventSerializer(SubjectKeys keys, SubjectSeal subjectSeal) {
        super(Jackson3Serializer.builder());
        this.json = (JsonMapper) getObjectMapper();
        this.seal = new PersonalFieldSeal(keys, subjectSeal, json);
    }

    @Override
    public SerializedType typeForClass(Class type) {
        return EventCatalog.nameOf(type)
                .<SerializedType>map(name -> new SimpleSerializedType(
                        name, EventCatalog.revisionOf(((Class<?>) type).asSubclass(Event.class))))
                .orElseGet(() -> super.typeForClass(type));
    }

    @Override
    protected String resolveClassName(SerializedType type) {
        return EventCatalog.named(type.getName()).map(Class::getName).orElseGet(type::getName);
    }

    @Override
    public <T> SerializedObject<T> serialize(Object object, Class<T> representation) {
        var plan = planOf(object.getClass());
        if (plan.isEmpty()) {
            return super.serialize(object, representation);
        }
        ObjectNode tree = json.valueToTree(object);
        seal.sealIn(tree, plan, nameOf(object.getClass()));
        var node = new SimpleSerializedObject<JsonNode>(tree, JsonNode.class, typeForClass(object.getClass()));
        return getConverter().convert(node, representation);
    }

    @Override
    public <S, T> T deserialize(SerializedObject<S> serialized) {
        var type = classForType(serialized.getType());
        var plan = planOf(type);
        if (plan.isEmpty()) {
            return super.deserialize(serialized);
        }
        var tree =
                (ObjectNode) getConverter().convert(serialized, JsonNode.class).getData();
        var opened = tree.deepCopy();
        seal.openIn(opened, plan, nameOf(type));
        return super.deserialize(new SimpleSerializedObject<JsonNode>(opened, JsonNode.class, serialized.getType()));
    }

    /** The payload of a stored event with its personal fields opened: {@code {"known": …}}, or {@code {}} once erased. */
    public Optional<JsonNode> reveal(String eventName, String payload) {
        return EventCatalog.named(eventName).map(type -> {
            var tree = (ObjectNode) json.readTree(payload);
            seal.openIn(tree, planOf(type), eventName);
            return tree;
        });
    }

    /** Whether events of this type hold anything that may have to be erased. */
    public boolean holdsPersonalFields(Class<?> type) {
        return !planOf(type).isEmpty();
    }

    /** The same by the stored name; a name that nobody knows may hold anything. */
    public boolean holdsPersonalFields(String eventName) {
        return EventCatalog.named(eventName).map(this::holdsPersonalFields).orElse(true);
    }

    private PersonalFieldPlan planOf(Class<?> type) {
        return plans.computeIfAbsent(
                type,
                t -> Event.class.isAssignableFrom(t) && t.isRecord()
                        ? PersonalFieldPlan.of(t)
                        : new PersonalFieldPlan(java.util.List.of(), java.util.List.of()));
    }

    private static String nameOf(Class<?> type) {
        return EventCatalog.nameOf(type).orElseThrow();
    }
}
