package org.backlot.log.projection;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.backlot.shared.Event;
import org.backlot.shared.personal.NotPersonal;
import org.backlot.shared.personal.Personal;
import org.jspecify.annotations.Nullable;

/**
 * What of an event may be found by: the ids that it names, and its texts that are declared not personal. A text without
 * that declaration stays out, and personal fields are not even looked into.
 *
 * @param objects the ids, each once
 * @param texts the texts
 */
record EventContents(Set<UUID> objects, List<String> texts) {
    private static final String IDS = "org.backlot.shared.id";
    private static final String OURS = "org.backlot.";

    // Looking up components costs more than reading them; an event's shape does not change while the program runs.
    private static final ClassValue<List<RecordComponent>> COMPONENTS = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
            return List.of(type.getRecordComponents());
        }
    };

    static EventContents of(Event event) {
        var objects = new LinkedHashSet<UUID>();
        var texts = new ArrayList<String>();
        lookInside(event, false, objects, texts);
        return new EventContents(objects, texts);
    }

    private static void look(@Nullable Object value, boolean open, Set<UUID> objects, List<String> texts) {
        switch (value) {
            case null -> {}
            case Personal<?> _ -> {}
            case String text when open -> texts.add(text);
            case Collection<?> many -> many.forEach(one -> look(one, open, objects, texts));
            case Record id when id.getClass().getPackageName().equals(IDS) -> objects.add(uuidOf(id));
            case Record record
            when record.getClass().getName().startsWith(OURS) -> lookInside(record, open, objects, texts);
            default -> {}
        }
    }

    private static void lookInside(Object record, boolean open, Set<UUID> objects, List<String> texts) {
        for (var component : COMPONENTS.get(record.getClass())) {
            look(valueOf(record, component), open || component.isAnnotationPresent(NotPersonal.class), objects, texts);
        }
    }

    private static UUID uuidOf(Record id) {
        return (UUID)
                Objects.requireNonNull(valueOf(id, COMPONENTS.get(id.getClass()).getFirst()));
    }

    private static @Nullable Object valueOf(Object record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component + " of " + record.getClass(), e);
        }
    }
}
