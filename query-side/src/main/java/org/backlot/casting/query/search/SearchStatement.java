// Why this file exists: the statement is the search. It is made here and nowhere else, so that a benchmark can send the
// very same one without the program, and a test can have it explained.
package org.backlot.casting.query.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.api.search.SearchTerms;
import org.backlot.casting.api.search.Standing;

/**
 * One statement that finds, counts, and asks who may be seen.
 *
 * @param sql with named parameters; the same for searches of the same shape, so that the database plans it once
 * @param binds their values
 */
public record SearchStatement(String sql, Map<String, Object> binds) {
    /** So many are looked at: what comes after them is not counted. */
    public static final int BOUND = 501;

    /**
     * Of the connections that send them. A statement of many branches is planned in about the time in which it is done, so
     * it is planned once for all values; and what is done in milliseconds gains nothing by being compiled or shared out.
     */
    public static final Map<String, String> SETTINGS =
            Map.of("plan_cache_mode", "force_generic_plan", "jit", "off", "max_parallel_workers_per_gather", "0");

    /** Where no more are expected, all are looked at together. */
    private static final int FEW = 3 * BOUND;

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
                Map.of("keys", asked.keys().toArray(String[]::new)));
    }

    /** Finds what is asked for; by the statistics it decides in what order, and never what. */
    public static SearchStatement found(
            SearchIndex.Question question, List<SearchTier> tiers, SearchStatistics statistics) {
        return new Making(question, statistics).of(tiers);
    }

    /** A statement as it is put together. */
    private static final class Making {
        private static final String BEST = "order by tier desc, active desc, standing desc, id desc";

        private final SearchIndex.Question question;
        private final SearchStatistics statistics;
        private final SearchKind kind;
        private final Instant idle;
        private final Map<String, Object> binds = new HashMap<>();
        private final List<String> branches = new ArrayList<>();

        Making(SearchIndex.Question question, SearchStatistics statistics) {
            this.question = question;
            this.statistics = statistics;
            this.kind = question.wish().kind();
            this.idle = question.idle();
        }

        SearchStatement of(List<SearchTier> tiers) {
            binds.put("idle", idle);
            binds.put("now", question.now());
            binds.put("limit", question.limit());
            Optional<SearchTier> better = Optional.empty();
            for (var tier : tiers) {
                boolean passed = question.cursor()
                        .filter(cursor -> cursor.tier() < tier.number())
                        .isPresent();
                if (!passed) {
                    branches(tier, better);
                }
                better = Optional.of(tier);
            }
            return new SearchStatement(sql(), binds);
        }

        // One after the other, and the database stops where it has enough: first those who stand highest, as many as
        // should be enough, then those below them. So of thirty thousand a thousand are fetched.
        private void branches(SearchTier tier, Optional<SearchTier> better) {
            var here = question.cursor().filter(cursor -> cursor.tier() == tier.number());
            var terms = conditions(tier)
                    + better.map(above -> " & !(" + conditions(above) + ")").orElse("");
            if (statistics.expected(tier) <= FEW) {
                branch(tier, terms, here.map(_ -> after()).orElse(""));
                return;
            }
            boolean active = here.map(SearchCursor::active).orElse(true);
            if (active) {
                bands(tier, terms, true, here);
            }
            if (kind == SearchKind.TALENT) {
                bands(tier, terms, false, active ? Optional.empty() : here);
            }
        }

        private void bands(SearchTier tier, String terms, boolean active, Optional<SearchCursor> here) {
            int highest = here.map(SearchCursor::standing).orElse(Standing.highest(kind));
            var where = (active ? " and active_at >= :idle" : " and active_at < :idle")
                    + here.map(_ -> after()).orElse("");
            for (int lowest : statistics.bands(tier, highest, active, idle, BOUND)) {
                branch(
                        tier,
                        lowest == 0 && highest == Standing.highest(kind)
                                ? terms
                                : terms + " & " + SearchTerms.any(Standing.between(kind, lowest, highest)),
                        where);
                highest = lowest - 1;
            }
        }

        private String after() {
            var cursor = question.cursor().orElseThrow();
            binds.put("lastActive", cursor.active());
            binds.put("lastStanding", cursor.standing());
            binds.put("lastId", cursor.id());
            return " and ((active_at >= :idle), standing, id) < (:lastActive, :lastStanding, :lastId)";
        }

        private void branch(SearchTier tier, String terms, String where) {
            var name = "terms" + branches.size();
            binds.put(name, terms);
            branches.add("(select id, %d as tier, (active_at >= :idle) as active, standing".formatted(tier.number())
                    + (question.facets().isEmpty() ? "" : ", facets")
                    + (question.wish().near() == null ? "" : ", " + distance() + " as distance")
                    + " from casting_search." + table()
                    + " where terms @@ cast(:" + name + " as tsquery)" + within() + open() + where
                    + " order by active desc, standing desc, id desc limit " + BOUND + ")");
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
            var near = Objects.requireNonNull(question.wish().near());
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
                    + " seen as materialized (select f.* from found f" + Sight.allowed(question.wish()) + "),"
                    + " page as (select p.*, row_number() over (" + BEST + ") as n"
                    + " from (select * from seen " + BEST + " limit :limit) p),"
                    + " counts (label, number) as (select 'seen', count(*) from seen"
                    + " union all select 'found', count(*) from found" + counted() + ")"
                    + " select p.n, p.id, p.tier, p.active, p.standing,"
                    + (question.wish().near() == null ? "" : " p.distance,")
                    + " cast(null as text[]) as labels, cast(null as bigint[]) as numbers, "
                    + Sight.shown(kind)
                    + " from page p join casting_search." + table() + "_text t on t.id = p.id"
                    + " union all select 0, null, 0, false, 0,"
                    + (question.wish().near() == null ? "" : " null,")
                    + " array_agg(label), array_agg(number), "
                    + Sight.nothingShown(kind) + " from counts";
        }

        private String counted() {
            if (question.facets().isEmpty()) {
                return "";
            }
            binds.put(
                    "counted",
                    question.facets().stream()
                            .map(facet -> (int) facet.stored("").charAt(0))
                            .sorted()
                            .toArray(Integer[]::new));
            return " union all select value, count(*) from seen, unnest(facets) value"
                    + " where ascii(value) = any(cast(:counted as int[])) group by value";
        }
    }
}
