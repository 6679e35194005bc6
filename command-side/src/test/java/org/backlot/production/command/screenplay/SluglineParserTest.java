// The slugline decides location, day or night and cost: every way of writing one that is met in scripts is listed here.

package org.backlot.production.command.screenplay;

import static org.assertj.core.api.Assertions.assertThat;

import org.backlot.production.api.screenplay.Setting;
import org.backlot.production.api.screenplay.Slugline;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("PRD-3: a slugline says setting, location and time of day")
class SluglineParserTest {
    @ParameterizedTest(name = "PRD-3: \"{0}\" plays {1}")
    @DisplayName("PRD-3: the first word gives the setting, however it is written")
    @CsvSource(delimiter = '|', textBlock = """
        INT. KITCHEN - NIGHT      | INTERIOR
        INT KITCHEN - NIGHT       | INTERIOR
        int. kitchen - night      | INTERIOR
        Int.KITCHEN - NIGHT       | INTERIOR
        INT - KITCHEN - NIGHT     | INTERIOR
        **INT. KITCHEN - NIGHT**  | INTERIOR
        EXT. KITCHEN - NIGHT      | EXTERIOR
        ext kitchen - night       | EXTERIOR
        EST. KITCHEN - NIGHT      | ESTABLISHING
        INT./EXT. KITCHEN - NIGHT | INTERIOR_EXTERIOR
        INT/EXT KITCHEN - NIGHT   | INTERIOR_EXTERIOR
        INT./EXT KITCHEN - NIGHT  | INTERIOR_EXTERIOR
        INT. / EXT. KITCHEN - NIGHT | INTERIOR_EXTERIOR
        EXT./INT. KITCHEN - NIGHT | INTERIOR_EXTERIOR
        INT.-EXT. KITCHEN - NIGHT | INTERIOR_EXTERIOR
        I/E KITCHEN - NIGHT       | INTERIOR_EXTERIOR
        I/E. KITCHEN - NIGHT      | INTERIOR_EXTERIOR
        I./E. KITCHEN - NIGHT     | INTERIOR_EXTERIOR
        i/e kitchen - night       | INTERIOR_EXTERIOR
        """)
    void setting(String heading, Setting setting) {
        assertThat(SluglineParser.parseSlugline(heading)).hasValueSatisfying(slugline -> {
            assertThat(slugline.setting()).isEqualTo(setting);
            assertThat(slugline.location()).isEqualToIgnoringCase("KITCHEN");
            assertThat(slugline.timeOfDay()).isEqualToIgnoringCase("NIGHT");
        });
    }

    @ParameterizedTest(name = "PRD-3: \"{0}\" is at \"{1}\", time \"{2}\"")
    @DisplayName("PRD-3: a last part behind a dash is the time only where it names one")
    @CsvSource(delimiter = '|', textBlock = """
        INT. KITCHEN - NIGHT                    | KITCHEN                 | NIGHT
        INT./EXT. CAR – DAY (MOVING)            | CAR                     | DAY (MOVING)
        EXT. DESERT ROAD - 10 KM OUT - DAWN     | DESERT ROAD - 10 KM OUT | DAWN
        EXT. DESERT ROAD - 10 KM OUT            | DESERT ROAD - 10 KM OUT | ''
        INT. KITCHEN                            | KITCHEN                 | ''
        INT. KITCHEN—NIGHT                      | KITCHEN                 | NIGHT
        INT. KITCHEN–NIGHT                      | KITCHEN                 | NIGHT
        INT. KITCHEN--NIGHT                     | KITCHEN                 | NIGHT
        INT. KITCHEN-NIGHT                      | KITCHEN                 | NIGHT
        INT. KITCHEN -NIGHT                     | KITCHEN                 | NIGHT
        INT. KITCHEN- NIGHT                     | KITCHEN                 | NIGHT
        INT. KITCHEN – MOMENTS LATER            | KITCHEN                 | MOMENTS LATER
        INT. KITCHEN - TWO WEEKS LATER          | KITCHEN                 | TWO WEEKS LATER
        INT. KITCHEN - CONTINUOUS               | KITCHEN                 | CONTINUOUS
        INT. KITCHEN - SAME TIME                | KITCHEN                 | SAME TIME
        EXT. BEACH - MAGIC HOUR                 | BEACH                   | MAGIC HOUR
        EXT. BEACH - GOLDEN HOUR                | BEACH                   | GOLDEN HOUR
        EXT. BEACH - HAPPY HOUR                 | BEACH - HAPPY HOUR      | ''
        EXT. BEACH - PRE-DAWN                   | BEACH                   | PRE-DAWN
        EXT. BEACH-PRE-DAWN                     | BEACH                   | PRE-DAWN
        EXT. BEACH - DAY/NIGHT                  | BEACH                   | DAY/NIGHT
        EXT. BEACH - DAY FOR NIGHT              | BEACH                   | DAY FOR NIGHT
        EXT. BEACH - NIGHT 2                    | BEACH                   | NIGHT 2
        EXT. BEACH - 5 A.M.                     | BEACH                   | 5 A.M.
        EXT. DRIVE-IN - NIGHT                   | DRIVE-IN                | NIGHT
        EXT. DRIVE-IN                           | DRIVE-IN                | ''
        INT. HOTEL - NIGHT MANAGER'S OFFICE     | HOTEL - NIGHT MANAGER'S OFFICE | ''
        EXT. LOS ANGELES - SUNSET BOULEVARD     | LOS ANGELES - SUNSET BOULEVARD | ''
        INT. MIDNIGHT DINER - DAY               | MIDNIGHT DINER          | DAY
        INT. HOUSE - DAY - CONTINUOUS           | HOUSE                   | DAY - CONTINUOUS
        INT. HOUSE - DAY - FLASHBACK (1944)     | HOUSE                   | DAY - FLASHBACK (1944)
        INT. HOUSE - FLASHBACK - DAY            | HOUSE - FLASHBACK       | DAY
        INT. HOUSE - NIGHT - KITCHEN            | HOUSE - NIGHT - KITCHEN | ''
        INT. HOUSE (PRE-WAR - BUILT) - DUSK     | HOUSE (PRE-WAR - BUILT) | DUSK
        INT. HOUSE (BY - DAY)                   | HOUSE (BY - DAY)        | ''
        INT. ____ - NIGHT                       | ____                    | NIGHT
        EXT. JEDDAH–AL-ULA ROAD—NIGHT           | JEDDAH–AL-ULA ROAD      | NIGHT
        EXT. AL-ULA - CANYON - SUNSET           | AL-ULA - CANYON         | SUNSET
        EXT. جدة - الكورنيش - NIGHT             | جدة - الكورنيش          | NIGHT
        INT.   KITCHEN\t -  NIGHT               | KITCHEN                 | NIGHT
        INT. KITCHEN -                          | KITCHEN                 | ''
        INT. NIGHT                              | NIGHT                   | ''
        """)
    void locationAndTime(String heading, String location, String timeOfDay) {
        assertThat(SluglineParser.parseSlugline(heading)).hasValueSatisfying(slugline -> {
            assertThat(slugline.location()).isEqualTo(location);
            assertThat(slugline.timeOfDay()).isEqualTo(timeOfDay);
        });
    }

    @ParameterizedTest(name = "PRD-3: a scene can play at {0}")
    @DisplayName("PRD-3: every usual time of day is known")
    @ValueSource(
            strings = {
                "DAY",
                "NIGHT",
                "DAWN",
                "DUSK",
                "MORNING",
                "EVENING",
                "AFTERNOON",
                "LATER",
                "MOMENTS LATER",
                "CONTINUOUS",
                "SAME",
                "MAGIC HOUR",
                "GOLDEN HOUR",
                "SUNSET",
                "SUNRISE",
                "NOON",
                "MIDNIGHT"
            })
    void usualTimes(String time) {
        assertThat(SluglineParser.parseSlugline("EXT. QUAY - " + time))
                .contains(new Slugline(Setting.EXTERIOR, "QUAY", time));
        assertThat(SluglineParser.parseSlugline("EXT. QUAY - " + time + " (RAIN)"))
                .contains(new Slugline(Setting.EXTERIOR, "QUAY", time + " (RAIN)"));
    }

    @Test
    @DisplayName("PRD-3: a scene number is no part of the slugline")
    void numberIsLeftOut() {
        assertThat(SluglineParser.parseSlugline("INT. HOUSE - DAY - FLASHBACK (1944) #110A#"))
                .contains(new Slugline(Setting.INTERIOR, "HOUSE", "DAY - FLASHBACK (1944)"));
    }

    @ParameterizedTest(name = "PRD-3: \"{0}\" is no slugline")
    @DisplayName("PRD-3: a line without setting or place is no slugline")
    @ValueSource(
            strings = {
                "",
                " ",
                "KITCHEN - NIGHT",
                "INTERNAL MEMO",
                "EXTRAORDINARY",
                "ESTABLISHING",
                "INTO THE NIGHT",
                "I AM HERE",
                "INT",
                "INT.",
                "INT. - ",
                "EXT. #12#"
            })
    void noSlugline(String text) {
        assertThat(SluglineParser.parseSlugline(text)).isEmpty();
    }
}
