package org.backlot.shared;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The rejection codes that an endpoint may answer with, beside those every endpoint shares. Shown in the OpenAPI document. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Refuses {
    /** Codes by name, for example {@code BUDGET_EXCEEDED}. */
    String[] value();
}
