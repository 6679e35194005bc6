package org.backlot.casting.query.search;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Optional;
import org.backlot.casting.api.AgeRange;
import org.backlot.casting.api.Experience;
import org.backlot.platform.query.Columns;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of a talent: a row of the view's table {@code talent_text}.
 *
 * @param completeness of the profile, 0 to 100
 */
public record TalentText(
        String name,
        @Nullable String bio,
        List<String> skills,
        @Nullable Experience experience,
        @Nullable String credits,
        List<String> languages,
        @Nullable String location,
        AgeRange ageRange,
        int completeness)
        implements SearchText {

    static TalentText read(Readable row) {
        return new TalentText(
                Columns.text(row, "name"),
                row.get("bio", String.class),
                Columns.texts(row, "skills"),
                Optional.ofNullable(row.get("experience", String.class))
                        .map(Experience::parse)
                        .orElse(null),
                row.get("credits", String.class),
                Columns.texts(row, "languages"),
                row.get("location", String.class),
                AgeRange.parse(Columns.text(row, "age_range")),
                Columns.whole(row, "completeness"));
    }
}
