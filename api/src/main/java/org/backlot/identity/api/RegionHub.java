package org.backlot.identity.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The hub of a region to which a person belongs, such as {@code MUM-04} (CLAP week 1).
 *
 * @param value three capital letters, a dash, two digits
 */
public record RegionHub(@JsonValue String value) {
    /** For people who name no hub. */
    public static final RegionHub UNASSIGNED = new RegionHub("GLB-00");

    @JsonCreator
    public RegionHub {
        if (!Pattern.matches("[A-Z]{3}-[0-9]{2}", value)) {
            throw new IllegalArgumentException("must be three capital letters, a dash and two digits, such as MUM-04");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
