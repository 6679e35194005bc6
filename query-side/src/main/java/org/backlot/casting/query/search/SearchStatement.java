// Why this file exists: the statement is the search. It is made here and nowhere else, so that a benchmark can send the
// very same one without the program, and a test can have it explained.
package org.backlot.casting.query.search;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.api.search.SearchTerms;
import org.backlot.casting.api.search.Standing;

/**
 * One statement that finds, counts, and asks who may be seen.
 *
 * @param sql with named parameters
 * @param binds their values
 * @param partial whether it looks only at the highest standings; where it then finds fewer than {@link #BOUND}, the whole
 *     is to be asked
 */
public record SearchStatement(String sql, Map<String, Object> binds, boolean partial) {
    /** So many are looked at: what comes after them is not counted. */
    public static final int BOUND = 501;

    private static final Duration IDLE = Duration.ofDays(90);
    /** Where so many more are expected, only the highest standings are looked at. */
    private static final int TOO_MANY = 3 * BOUND;

    public SearchStatement {
        binds = Map.copyOf(binds);
    }

    /**
     * Finds the words that may be meant. Key by key, each by the index: of all at once PostgreSQL expects so many that it
     * would rather read every word.
     */
    public static SearchStatement words(AskedWords asked) {
        return new SearchStatement(
                "select distinct w.word, w.named from unnest(cast(:keys as text[])) as k (key) cross join lateral"
                        + " (select word, named from casting_search.word where keys @> array[k.key] offset 0) w"
                        + " limit 5000",
                Map.of("keys", asked.keys().toArray(String[]::new)),
                false);
    }

    /** Finds what is asked for; the highest standings only where far too many are expected. */
    public static SearchStatement found(
            SearchIndex.Question question, List<SearchTier> tiers, SearchStatistics statistics) {
        return new Making(question).of(tiers, Optional.of(statistics));
    }

    /** Finds what is asked for, among all. */
    public static SearchStatement whole(SearchIndex.Question question, List<SearchTier> tiers) {
        return new Making(question).of(tiers, Optional.empty());
    }

    /** A statement as it is put together. */
    private static final class Making {
        private static final String ORDER =
                " order by (active_at >= :idle) desc, standing desc, id desc limit " + BOUND;

        private final SearchIndex.Question question;
        private final SearchKind kind;
        private final Map<String, Object> binds = new HashMap<>();
        private final List<String> branches = new ArrayList<>();
        private boolean partial;

        Making(SearchIndex.Question question) {
            this.question = question;
            this.kind = question.wish().kind();
        }

        SearchStatement of(List<SearchTier> tiers, Optional<SearchStatistics> statistics) {
            var begun = question.cursor().map(SearchCursor::begun).orElse(question.now());
            binds.put("idle", kind == SearchKind.TALENT ? begun.minus(IDLE) : Instant.EPOCH);
            binds.put("now", question.now());
            binds.put("limit", question.limit());
            Optional<SearchTier> better = Optional.empty();
            for (var tier : tiers) {
                boolean passed = question.cursor()
                        .filter(cursor -> cursor.tier() < tier.number())
                        .isPresent();
                if (!passed) {
                    branch(tier, better, statistics);
                }
                better = Optional.of(tier);
                if (partial) {
                    break;
                }
            }
            return new SearchStatement(sql(), binds, partial);
        }

        private void branch(SearchTier tier, Optional<SearchTier> better, Optional<SearchStatistics> statistics) {
            var here = question.cursor().filter(cursor -> cursor.tier() == tier.number());
            var terms = conditions(tier)
                    + better.map(above -> " & !(" + conditions(above) + ")").orElse("");
            var where = new StringBuilder();
            double expected = statistics.map(known -> known.expected(tier)).orElse(0.0);
            if (expected > TOO_MANY) {
                int highest = here.map(SearchCursor::standing).orElse(Standing.highest(kind));
                var known = statistics.orElseThrow();
                int lowest = known.downTo(highest, known.shareWith(tier, TOO_MANY));
                if (lowest > 0) {
                    partial = true;
                    terms += " & " + SearchTerms.any(Standing.between(kind, lowest, highest));
                    boolean active = here.map(SearchCursor::active).orElse(true);
                    where.append(active ? " and active_at >= :idle" : " and active_at < :idle");
                }
            }
            here.ifPresent(cursor -> {
                where.append(" and ((active_at >= :idle), standing, id) < (:lastActive, :lastStanding, :lastId)");
                binds.put("lastActive", cursor.active());
                binds.put("lastStanding", cursor.standing());
                binds.put("lastId", cursor.id());
            });
            binds.put("terms" + tier.number(), terms);
            branches.add("(select id, %d as tier, (active_at >= :idle) as active, standing, facets, %s as distance"
                            .formatted(tier.number(), distance())
                    + " from casting_search." + table()
                    + " where terms @@ cast(:terms" + tier.number() + " as tsquery)" + within() + open() + where
                    + ORDER + ")");
        }

        private String conditions(SearchTier tier) {
            var groups = new ArrayList<String>();
            tier.groups().forEach(terms -> groups.add(SearchTerms.any(terms)));
            if (groups.isEmpty()) {
                groups.add(SearchTerms.any(Standing.between(kind, 0, Standing.highest(kind))));
            }
            return String.join(" & ", groups);
        }

        private String distance() {
            var near = question.wish().near();
            if (near == null) {
                return "cast(null as float8)";
            }
            binds.put("latitude", near.latitude());
            binds.put("longitude", near.longitude());
            return "2 * 6371 * asin(sqrt(least(1, power(sin(radians(latitude - :latitude) / 2), 2)"
                    + " + cos(radians(:latitude)) * cos(radians(latitude))"
                    + " * power(sin(radians(longitude - :longitude) / 2), 2))))";
        }

        private String within() {
            var near = question.wish().near();
            if (near == null) {
                return "";
            }
            binds.put("radius", (double) near.radiusKm());
            return " and " + distance() + " <= :radius";
        }

        private String open() {
            return kind == SearchKind.CALL ? " and (until is null or until > :now)" : "";
        }

        private String table() {
            return kind == SearchKind.TALENT ? "talent" : "call";
        }

        private String sql() {
            if (branches.isEmpty()) {
                throw new IllegalArgumentException("there is nothing to look for");
            }
            return "with found as materialized (select * from (" + String.join(" union all ", branches)
                    + ") by_tier limit " + BOUND + "),"
                    + " seen as materialized (select f.* from found f" + allowed() + "),"
                    + " page as (select *, row_number() over (order by tier desc, active desc, standing desc, id desc) as n"
                    + " from seen order by n limit :limit)"
                    + " select 'hit' as part, p.n, p.id, p.tier, p.active, p.standing, p.distance,"
                    + " cast(null as text) as label, " + shown() + " from page p join casting_search." + table()
                    + "_text t on t.id = p.id"
                    + counted()
                    + " union all select 'seen', count(*), " + NOTHING + nothingShown() + " from seen"
                    + " union all select 'found', count(*), " + NOTHING + nothingShown() + " from found";
        }

        private static final String NOTHING = "null, 0, false, 0, null, null, ";

        // Asked row by row, by its key: for a few hundred, that costs less than reading all who may be seen.
        private String allowed() {
            var verifiedNow = "exists (select 1 from verifications.verification v where v.account_id = %s"
                    + " and v.expires_at > :now)";
            if (kind == SearchKind.TALENT) {
                return " cross join lateral (select 1 from casting_access.talent a where a.account_id = f.id"
                        + " and (not a.minor or a.consented)"
                        + (question.wish().verifiedOnly() ? " and " + verifiedNow.formatted("f.id") : "")
                        + " offset 0) may_be_seen";
            }
            return question.wish().verifiedOnly()
                    ? " cross join lateral (select 1 from casting_search.call_text c where c.id = f.id and "
                            + verifiedNow.formatted("c.created_by") + " offset 0) is_verified"
                    : "";
        }

        private String counted() {
            if (question.facets().isEmpty()) {
                return "";
            }
            binds.put(
                    "counted",
                    question.facets().stream()
                            .map(facet -> facet.stored("").substring(0, 1))
                            .sorted()
                            .toArray(String[]::new));
            return " union all select 'facet', count(*), null, 0, false, 0, null, value, " + nothingShown()
                    + " from seen, unnest(facets) value where left(value, 1) = any(cast(:counted as text[])) group by value";
        }

        private String shown() {
            return kind == SearchKind.TALENT
                    ? "t.name, t.bio, t.skills, t.experience, t.credits, t.languages, t.location, t.age_range,"
                            + " t.completeness, exists (select 1 from verifications.verification v"
                            + " where v.account_id = t.id and v.expires_at > :now) as verified"
                    : "t.title, t.description, t.company, t.location, t.requirements, t.deadline, t.published_at,"
                            + " t.aggregated, t.roles, t.skills, t.languages, t.age_ranges,"
                            + " exists (select 1 from verifications.verification v"
                            + " where v.account_id = t.created_by and v.expires_at > :now) as verified";
        }

        private String nothingShown() {
            int columns = kind == SearchKind.TALENT ? 10 : 13;
            return "null, ".repeat(columns - 1) + "null";
        }
    }
}
