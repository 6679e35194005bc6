package org.backlot.shared;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name under which an event is stored, {@code context.PastTense}. It never changes: a class may be renamed or moved
 * without breaking a replay.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventName {
    /** The stored name, for example {@code treasury.EscrowLocked}. */
    String value();
}
