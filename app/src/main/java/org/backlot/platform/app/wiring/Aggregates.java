package org.backlot.platform.app.wiring;

import java.util.List;

/** Every aggregate there is. */
final class Aggregates {
    static final List<Class<?>> ALL = List.of();

    private Aggregates() {}
}
