package org.backlot.casting.query.search;

import io.r2dbc.spi.Readable;
import org.backlot.casting.api.search.SearchKind;

/** What is shown of something that was found, and looked through for the words by which it was. */
public sealed interface SearchText permits TalentText, CallText {
    /** From the columns of {@link Sight#text}. */
    static SearchText read(SearchKind kind, Readable row) {
        return switch (kind) {
            case TALENT -> TalentText.read(row);
            case CALL -> CallText.read(row);
        };
    }
}
