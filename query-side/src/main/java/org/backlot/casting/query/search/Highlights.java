package org.backlot.casting.query.search;

import java.util.ArrayList;
import java.util.List;
import org.backlot.casting.api.search.MarkedWords;
import org.jspecify.annotations.Nullable;

/** The places in which what was looked for stands, collected field by field. */
final class Highlights {
    private final MarkedWords words;
    private final List<Highlight> found = new ArrayList<>();

    Highlights(MarkedWords words) {
        this.words = words;
    }

    Highlights in(String field, @Nullable String text) {
        Highlight.of(field, text, words).ifPresent(found::add);
        return this;
    }

    Highlights inEach(String field, List<String> texts) {
        texts.forEach(text -> in(field, text));
        return this;
    }

    List<Highlight> all() {
        return List.copyOf(found);
    }
}
