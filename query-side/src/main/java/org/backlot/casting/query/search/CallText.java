package org.backlot.casting.query.search;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import org.backlot.casting.api.AgeRange;
import org.backlot.platform.query.Columns;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of a casting call: a row of the view's table {@code call_text}.
 *
 * @param roles what they are called
 * @param skills that any role wants, likewise languages and ages
 * @param aggregated whether it was found elsewhere
 */
public record CallText(
        String title,
        String description,
        @Nullable String company,
        @Nullable String location,
        @Nullable String requirements,
        List<String> roles,
        List<String> skills,
        List<String> languages,
        List<AgeRange> ageRanges,
        @Nullable Instant deadline,
        Instant publishedAt,
        boolean aggregated)
        implements SearchText {

    static CallText read(Readable row) {
        return new CallText(
                Columns.text(row, "title"),
                Columns.text(row, "description"),
                row.get("company", String.class),
                row.get("location", String.class),
                row.get("requirements", String.class),
                Columns.texts(row, "roles"),
                Columns.texts(row, "skills"),
                Columns.texts(row, "languages"),
                Columns.texts(row, "age_ranges").stream().map(AgeRange::parse).toList(),
                row.get("deadline", Instant.class),
                Columns.instant(row, "published_at"),
                Columns.flag(row, "aggregated"));
    }
}
