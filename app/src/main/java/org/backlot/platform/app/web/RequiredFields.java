package org.backlot.platform.app.web;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.jspecify.annotations.Nullable;

/** What a body must hold is what its record does not mark {@code @Nullable}: the type is the contract. */
final class RequiredFields {
    private RequiredFields() {}

    /** Throws {@code FIELD_REQUIRED} with the path of the first field that is missing. */
    static void check(Object body) {
        check(body, "");
    }

    private static void check(@Nullable Object value, String path) {
        if (value instanceof Collection<?> elements) {
            int index = 0;
            for (var element : elements) {
                if (element == null) {
                    throw missing(path + "[" + index + "]");
                }
                check(element, path + "[" + index + "]");
                index++;
            }
        } else if (value instanceof Record body && body.getClass().getName().startsWith("org.backlot.")) {
            for (var component : body.getClass().getRecordComponents()) {
                checkComponent(body, component, path);
            }
        }
    }

    private static void checkComponent(Record body, RecordComponent component, String path) {
        var here = path.isEmpty() ? component.getName() : path + "." + component.getName();
        var value = read(body, component);
        if (value == null) {
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                throw missing(here);
            }
            return;
        }
        check(value, here);
    }

    private static @Nullable Object read(Record body, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(body);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the accessor of a record cannot fail", e);
        }
    }

    private static Rejection missing(String path) {
        return Rejection.of(CommonRejection.FIELD_REQUIRED, "%s is required.".formatted(path))
                .at(path);
    }
}
