package org.backlot.shared.personal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares that a free-text component of an event is not personal data, and why. Every text in an event carries either
 * this or {@link PersonalData}; a build with an undeclared one fails.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface NotPersonal {
    /** Why this text says nothing about a living person. */
    String value();
}
