package org.backlot.casting.query.search;

import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.api.search.SearchWish;

/** The parts of statements that say who may be seen, and what is shown of them. */
final class Sight {
    /** Whom others may see, of {@code casting_access.talent a}. */
    static final String OPEN = "(not a.minor or a.consented)";

    /** Whether others may see the talent of an account; looked up by its key, however many there are. */
    static final String MAY_BE_SEEN =
            "coalesce((select " + OPEN + " from casting_access.talent a where a.account_id = %s), false)";

    private Sight() {}

    // Asked row by row, by its key: for a few hundred, that costs less than reading all who may be seen. One after
    // the other, for one within the other takes twice as long.
    static String allowed(SearchWish wish) {
        return open(wish.kind()) + (wish.verifiedOnly() ? verified(wish.kind()) : "");
    }

    /** Of those called {@code f}, whom others may see. */
    static String open(SearchKind kind) {
        return kind == SearchKind.TALENT
                ? " cross join lateral (select 1 from casting_access.talent a where a.account_id = f.id" + " and "
                        + OPEN + " offset 0) may_be_seen"
                : "";
    }

    /** Of those called {@code f}, who are verified now, or made by somebody who is. */
    static String verified(SearchKind kind) {
        var now = " cross join lateral (select 1 from verifications.verification v where v.account_id = %s"
                + " and v.expires_at > :now offset 0) is_verified";
        return kind == SearchKind.TALENT
                ? now.formatted("f.id")
                : " cross join lateral (select c.created_by from casting_search.call_text c where c.id = f.id"
                        + " offset 0) made" + now.formatted("made.created_by");
    }

    static String shown(SearchKind kind) {
        return kind == SearchKind.TALENT
                ? "t.name, t.bio, t.skills, t.experience, t.credits, t.languages, t.location, t.age_range,"
                        + " t.completeness, exists (select 1 from verifications.verification v"
                        + " where v.account_id = t.id and v.expires_at > :now) as verified"
                : "t.title, t.description, t.company, t.location, t.requirements, t.deadline, t.published_at,"
                        + " t.aggregated, t.roles, t.skills, t.languages, t.age_ranges,"
                        + " exists (select 1 from verifications.verification v"
                        + " where v.account_id = t.created_by and v.expires_at > :now) as verified";
    }

    /** A talent who was taken out of the index may not be seen either; a call may still have its text. */
    static String stillThere(SearchKind kind) {
        return kind == SearchKind.CALL ? " where t.published_at is not null" : "";
    }

    static String nothingShown(SearchKind kind) {
        int columns = kind == SearchKind.TALENT ? 10 : 13;
        return "null, ".repeat(columns - 1) + "null";
    }
}
