// Scheduling asks first whether a scene plays inside or outside; this is the closed list of answers.

package org.backlot.production.api.screenplay;

/**
 * Where the camera stands according to the first word of a slugline. The words are those of
 * <a href="https://fountain.io/syntax">fountain.io/syntax</a>, Scene Headings.
 */
public enum Setting {
    /** {@code INT}. */
    INTERIOR,
    /** {@code EXT}. */
    EXTERIOR,
    /** {@code INT./EXT}, {@code INT/EXT}, {@code I/E}, in either order. */
    INTERIOR_EXTERIOR,
    /** {@code EST}. */
    ESTABLISHING,
    /** A forced heading that names none of the others, for example {@code .SNIPER SCOPE POV}. */
    UNSPECIFIED
}
