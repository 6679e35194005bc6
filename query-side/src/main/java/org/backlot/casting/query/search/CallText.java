package org.backlot.casting.query.search;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.backlot.casting.api.AgeRange;
import org.backlot.platform.query.Columns;
import org.jspecify.annotations.Nullable;

/** A row of the view's table {@code call_text}: what is shown of a call, and what is looked through for words. */
record CallText(
        UUID id,
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
        boolean aggregated,
        boolean verifiedPoster) {

    static CallText read(Readable row) {
        return new CallText(
                Columns.uuid(row, "id"),
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
                Columns.flag(row, "aggregated"),
                Columns.flag(row, "verified"));
    }
}
