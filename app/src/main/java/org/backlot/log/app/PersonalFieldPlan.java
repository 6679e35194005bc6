package org.backlot.log.app;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.backlot.shared.personal.PersonalData;

/**
 * Where the personal fields of one event record are, worked out once from its declaration, so that sealing and opening
 * is a walk over known places and never a guess.
 *
 * @param fields the personal components of the record itself
 * @param nested components that are records, or collections of records, with personal fields inside
 */
record PersonalFieldPlan(List<Field> fields, List<Nested> nested) {
    /** A personal component and the sibling that names its subject. */
    record Field(String name, String subject) {}

    /** A component that holds a record, or many, with personal fields of their own. */
    record Nested(String name, PersonalFieldPlan plan) {}

    static PersonalFieldPlan of(Class<?> recordType) {
        var fields = new ArrayList<Field>();
        var nested = new ArrayList<Nested>();
        for (var component : recordType.getRecordComponents()) {
            var personal = component.getAnnotation(PersonalData.class);
            if (personal != null) {
                fields.add(new Field(component.getName(), requireSibling(recordType, personal.subject())));
            } else {
                var plan = nestedIn(component);
                if (!plan.isEmpty()) {
                    nested.add(new Nested(component.getName(), plan));
                }
            }
        }
        return new PersonalFieldPlan(List.copyOf(fields), List.copyOf(nested));
    }

    boolean isEmpty() {
        return fields.isEmpty() && nested.isEmpty();
    }

    private static PersonalFieldPlan nestedIn(RecordComponent component) {
        var inner = recordInside(component.getGenericType());
        return inner == null ? new PersonalFieldPlan(List.of(), List.of()) : of(inner);
    }

    private static @org.jspecify.annotations.Nullable Class<?> recordInside(Type type) {
        if (type instanceof Class<?> plain) {
            return plain.isRecord() && plain.getName().startsWith("org.backlot.") ? plain : null;
        }
        if (type instanceof ParameterizedType generic
                && generic.getRawType() instanceof Class<?> raw
                && Collection.class.isAssignableFrom(raw)) {
            return recordInside(generic.getActualTypeArguments()[0]);
        }
        return null;
    }

    private static String requireSibling(Class<?> recordType, String subject) {
        boolean exists = Arrays.stream(recordType.getRecordComponents())
                .anyMatch(component -> component.getName().equals(subject));
        if (!exists) {
            throw new IllegalStateException("%s declares personal data of '%s', which it does not have"
                    .formatted(recordType.getName(), subject));
        }
        return subject;
    }
}
