package org.backlot.casting.query.search;

import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.api.search.SearchWish;

/** The parts of statements that say who may be seen, and what is shown of them. */
final class Sight {
    /** Whether others may see the talent of an account; looked up by its key, however many there are. */
    static final String MAY_BE_SEEN = "coalesce((select not a.minor or a.consented from casting_access.talent a"
            + " where a.account_id = %s), false)";

    private Sight() {}

    // Asked row by row, by its key: for a few hundred, that costs less than reading all who may be seen. One after
    // the other, for one within the other takes twice as long.
    static String allowed(SearchWish wish) {
        var verifiedNow = " cross join lateral (select 1 from verifications.verification v where v.account_id = %s"
                + " and v.expires_at > :now offset 0) is_verified";
        if (wish.kind() == SearchKind.TALENT) {
            return " cross join lateral (select 1 from casting_access.talent a where a.account_id = f.id"
                    + " and (not a.minor or a.consented) offset 0) may_be_seen"
                    + (wish.verifiedOnly() ? verifiedNow.formatted("f.id") : "");
        }
        return wish.verifiedOnly()
                ? " cross join lateral (select c.created_by from casting_search.call_text c where c.id = f.id"
                        + " offset 0) made" + verifiedNow.formatted("made.created_by")
                : "";
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

    static String nothingShown(SearchKind kind) {
        int columns = kind == SearchKind.TALENT ? 10 : 13;
        return "null, ".repeat(columns - 1) + "null";
    }
}
