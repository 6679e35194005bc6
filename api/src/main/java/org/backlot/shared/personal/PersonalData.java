package org.backlot.shared.personal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a component of an event as personal data of one subject. It is encrypted with that subject's own key before it
 * reaches the log (AES-256-GCM); destroying the key erases it everywhere. The component's type must be {@link Personal}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface PersonalData {
    /** The name of the sibling component that holds the id of the person the data is about. */
    String subject();
}
