package org.backlot.casting.api.ingestion;

import org.backlot.casting.api.CastingLine;
import org.backlot.shared.PublicUrl;
import org.jspecify.annotations.Nullable;

/**
 * How a source is read.
 *
 * @param name what people call it
 * @param keywords what a post has to hold
 * @param wholeSite whether the pages below its page are read too; of a chat nothing is below
 * @param pages how many pages are read at most where the whole site is, 1 to 100
 * @param link where its calls are said to come from; absent for the page of each
 */
public record SourceSettings(
        CastingLine name,
        Keywords keywords,
        boolean wholeSite,
        int pages,
        @Nullable PublicUrl link) {
    private static final int MOST_PAGES = 100;

    public SourceSettings {
        if (pages < 1 || pages > MOST_PAGES) {
            throw new IllegalArgumentException("a site is read by 1 to %d pages".formatted(MOST_PAGES));
        }
    }
}
