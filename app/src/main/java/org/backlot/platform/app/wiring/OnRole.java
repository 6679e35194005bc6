package org.backlot.platform.app.wiring;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import java.util.Objects;
import org.backlot.platform.app.Role;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The part exists only in a process of that role. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Conditional(OnRole.InRole.class)
public @interface OnRole {
    Role value();

    /** Reads {@code backlot.roles}. */
    final class InRole implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            Map<String, Object> wanted =
                    Objects.requireNonNull(metadata.getAnnotationAttributes(OnRole.class.getName()));
            return Role.parse(context.getEnvironment().getProperty("backlot.roles", "all"))
                    .contains((Role) wanted.get("value"));
        }
    }
}
