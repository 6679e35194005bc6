package org.backlot.casting.query.search;

import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.api.search.SearchWish;

/** The parts of statements that say who may be seen, and what is shown of them. */
final class Sight {
    private static final String NOW_VERIFIED =
            "exists (select 1 from verifications.verification v where v.account_id = %s and v.expires_at > :now)";

    /** Whom others may see, of {@code casting_access.talent a}. */
    private static final String OPEN = "(not a.minor or a.consented)";

    /** Everybody of whom something is to be known: whom others may see, and who is verified. */
    static final String PEOPLE = "select coalesce(a.account_id, v.account_id) as account_id,"
            + " coalesce(" + OPEN + ", false) as shown, v.expires_at as verified_until from casting_access.talent a"
            + " full join verifications.verification v on v.account_id = a.account_id"
            + " where " + OPEN + " or v.account_id is not null";

    /** The same of those of whom something has changed after a position of the log; one by one, by their keys. */
    static final String PEOPLE_SINCE = "select c.account_id,"
            + " coalesce((select " + OPEN + " from casting_access.talent a where a.account_id = c.account_id), false)"
            + " as shown, (select v.expires_at from verifications.verification v where v.account_id = c.account_id)"
            + " as verified_until from (select account_id from casting_access.change where position > :known"
            + " union select account_id from verifications.change where position > :known) c";

    private Sight() {}

    // Asked row by row, by its key: for a few hundred, that costs less than reading all who may be seen. One after
    // the other, for one within the other takes twice as long.
    static String allowed(SearchWish wish) {
        return open(wish.kind()) + (wish.verifiedOnly() ? verified(wish.kind()) : "");
    }

    /** Of those called {@code f}, whom others may see. */
    private static String open(SearchKind kind) {
        return kind == SearchKind.TALENT
                ? " cross join lateral (select 1 from casting_access.talent a where a.account_id = f.id" + " and "
                        + OPEN + " offset 0) may_be_seen"
                : "";
    }

    /** Of those called {@code f}, who are verified now, or made by somebody who is. */
    private static String verified(SearchKind kind) {
        var now = " cross join lateral (select 1 from verifications.verification v where v.account_id = %s"
                + " and v.expires_at > :now offset 0) is_verified";
        return kind == SearchKind.TALENT
                ? now.formatted("f.id")
                : " cross join lateral (select c.created_by from casting_search.call_text c where c.id = f.id"
                        + " offset 0) made" + now.formatted("made.created_by");
    }

    /** What is shown, of the text {@code t}. */
    static String text(SearchKind kind) {
        return kind == SearchKind.TALENT
                ? "t.name, t.bio, t.skills, t.experience, t.credits, t.languages, t.location, t.age_range, t.completeness"
                : "t.title, t.description, t.company, t.location, t.requirements, t.deadline, t.published_at,"
                        + " t.aggregated, t.roles, t.skills, t.languages, t.age_ranges";
    }

    /** Whom the text {@code t} is of: the talent, or whoever made the call. */
    static String person(SearchKind kind) {
        return kind == SearchKind.TALENT ? "t.id" : "t.created_by";
    }

    /** What is shown, and whether whoever it is of is verified. */
    static String shown(SearchKind kind) {
        return text(kind) + ", " + NOW_VERIFIED.formatted(person(kind)) + " as verified";
    }

    static String nothingShown(SearchKind kind) {
        int columns = kind == SearchKind.TALENT ? 10 : 13;
        return "null, ".repeat(columns - 1) + "null";
    }
}
