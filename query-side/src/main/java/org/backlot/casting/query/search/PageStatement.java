package org.backlot.casting.query.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.query.search.SearchIndex.Question;

/**
 * The statement for a page of those who were found in memory: it reads what is shown of them, and says in the same snapshot
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
                        + rows(question, FIRST_SEEN)
                        + unseen(question, NOT_SEEN),
                binds(question, candidates));
    }

    /**
     * Asks only who may not be seen any more since a position, and whether each is verified where that is wanted.
     *
     * @param candidates those who may be seen as far as that is known in memory, the best first
     * @param known the position up to which it is known
     */
    static SearchStatement trusting(Question question, List<UUID> candidates, long known) {
        var wish = question.wish();
        boolean talents = wish.kind() == SearchKind.TALENT;
        var binds = binds(question, candidates);
        if (talents) {
            binds.put("known", known);
        }
        return new SearchStatement(
                ASKED.formatted(wish.verifiedOnly() ? Sight.verified(wish.kind()) : "")
                        + rows(question, "select f.id from (" + FIRST_SEEN + ") f" + Sight.open(wish.kind()))
                        + unseen(
                                question,
                                (wish.verifiedOnly() ? NOT_SEEN : "select id from f limit 0")
                                        + (talents ? ") || array(" + HIDDEN_SINCE : "")),
                binds);
    }

    private static String rows(Question question, String page) {
        var kind = question.wish().kind();
        return " select t.id, cast(null as uuid[]) as unseen, " + Sight.shown(kind) + " from (" + page
                + ") p join casting_search." + kind.wireName() + "_text t on t.id = p.id" + Sight.stillThere(kind);
    }

    private static String unseen(Question question, String ids) {
        return " union all select null, array(" + ids + "), "
                + Sight.nothingShown(question.wish().kind());
    }

    private static Map<String, Object> binds(Question question, List<UUID> ids) {
        var binds = new HashMap<String, Object>();
        binds.put("ids", ids.toArray(UUID[]::new));
        binds.put("limit", question.limit());
        binds.put("now", question.now());
        return binds;
    }
}
