package org.backlot.production.api;

/** A main unit shoots with the principal cast; a splinter unit shoots beside it. */
public enum UnitKind {
    MAIN,
    SPLINTER
}
