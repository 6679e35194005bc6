package org.backlot.casting.api.ingestion;

import org.backlot.casting.api.CallContent;
import org.backlot.casting.api.CastingLine;
import org.backlot.shared.personal.Personal;
import org.jspecify.annotations.Nullable;

/** What a post turned out to be. */
public sealed interface Extraction {
    /** @param contact how to reach whoever posts it; absent where it does not say */
    record Call(CallContent content, @Nullable Personal<CastingLine> contact, ExtractedBy by) implements Extraction {}

    record NoCall(SetAsideReason why) implements Extraction {}
}
