package org.backlot.casting.query.search;

import java.util.List;
import org.backlot.casting.api.search.SearchKind;

/**
 * How often was searched, and for what; nobody is named.
 *
 * @param executions all searches, without those that only went on to a next page
 * @param withoutResult those that found nothing
 * @param frequent the most frequent terms, at most 50
 * @param vain the terms that most often found nothing, at most 50
 */
public record SearchAnalytics(long executions, long withoutResult, List<Term> frequent, List<Term> vain) {
    /** @param term the words that were looked for, as they are compared; empty where there were none */
    public record Term(SearchKind kind, String term, long executions, long withoutResult) {}

    public SearchAnalytics {
        frequent = List.copyOf(frequent);
        vain = List.copyOf(vain);
    }
}
