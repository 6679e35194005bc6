// Locations, day or night, inside or outside: what a schedule is built from stands in one line of the script.

package org.backlot.production.api.screenplay;

import org.backlot.shared.personal.NotPersonal;

/**
 * What a scene heading says, without its scene number. Texts are kept as the script writes them, upper or lower case.
 *
 * @param setting inside, outside, both
 * @param location the place, with its parts where the script names several: {@code DESERT ROAD - 10 KM OUT}
 * @param timeOfDay the time with its remarks, for example {@code NIGHT} or {@code DAY (MOVING)}; empty: none given
 */
public record Slugline(
        Setting setting,
        @NotPersonal("where a scene of a work plays") String location,
        @NotPersonal("when a scene of a work plays") String timeOfDay) {
    public Slugline {
        SingleLine.required("location", location);
        SingleLine.orEmpty("time of day", timeOfDay);
    }
}
