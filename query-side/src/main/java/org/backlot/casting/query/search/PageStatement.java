package org.backlot.casting.query.search;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.query.search.SearchIndex.Question;

/**
 * The statements for pages of those who were found in memory: each reads what is shown of them, and says in the same snapshot
 * who may not be seen. The row without an id has the ids of the latter.
 */
final class PageStatement {
    private static final String ASKED =
            "with f as materialized (select id, n from unnest(cast(:ids as uuid[])) with ordinality as asked (id, n)),"
                    + " seen as materialized (select f.id, f.n from f%s)";
    private static final String FIRST_SEEN = "select id from seen order by n limit :limit";
    private static final String NOT_SEEN = "select id from f except select id from seen";
    private static final String HIDDEN_SINCE =
            "select c.account_id from casting_access.change c where c.position > cast(:known as bigint) and not "
                    + Sight.MAY_BE_SEEN.formatted("c.account_id");

    private PageStatement() {}

    /**
     * Asks each of those that match whether it may be seen.
     *
     * @param candidates the best first
     */
    static SearchStatement askingEach(Question question, List<UUID> candidates) {
        return new SearchStatement(
                ASKED.formatted(Sight.allowed(question.wish()))
                        + rows(question.wish().kind(), FIRST_SEEN)
                        + unseen(question.wish().kind(), NOT_SEEN),
                binds(question, candidates));
    }

    /**
     * Asks of each whether it is verified now, and who may not be seen any more since a position.
     *
     * @param candidates those who may be seen as far as that is known in memory, the best first
     * @param known the position up to which it is known
     */
    static SearchStatement verified(Question question, List<UUID> candidates, long known) {
        var kind = question.wish().kind();
        boolean talents = kind == SearchKind.TALENT;
        var binds = binds(question, candidates);
        if (talents) {
            binds.put("known", known);
        }
        return new SearchStatement(
                ASKED.formatted(Sight.verified(kind))
                        + rows(kind, "select f.id from (" + FIRST_SEEN + ") f" + Sight.open(kind))
                        + unseen(kind, NOT_SEEN + (talents ? ") || array(" + HIDDEN_SINCE : "")),
                binds);
    }

    /**
     * Reads the pages of several searches together, and who may not be seen any more since a position.
     *
     * @param ids of all these pages
     * @param known the position up to which it is known who may be seen
     * @param now whoever is verified at that time is shown as verified
     */
    static SearchStatement together(SearchKind kind, Collection<UUID> ids, long known, Instant now) {
        var binds = new HashMap<String, Object>();
        binds.put("ids", ids.toArray(UUID[]::new));
        binds.put("now", now);
        var pages = rows(kind, "select f.id from unnest(cast(:ids as uuid[])) as f (id)" + Sight.open(kind));
        if (kind == SearchKind.CALL) {
            return new SearchStatement(pages, binds);
        }
        binds.put("known", known);
        return new SearchStatement(pages + unseen(kind, HIDDEN_SINCE), binds);
    }

    private static String rows(SearchKind kind, String page) {
        return " select t.id, cast(null as uuid[]) as unseen, " + Sight.shown(kind) + " from (" + page
                + ") p join casting_search." + kind.wireName() + "_text t on t.id = p.id" + Sight.stillThere(kind);
    }

    private static String unseen(SearchKind kind, String ids) {
        return " union all select null, array(" + ids + "), " + Sight.nothingShown(kind);
    }

    private static Map<String, Object> binds(Question question, List<UUID> ids) {
        var binds = new HashMap<String, Object>();
        binds.put("ids", ids.toArray(UUID[]::new));
        binds.put("limit", question.limit());
        binds.put("now", question.now());
        return binds;
    }
}
