// Why this file exists: whether a word is in ten profiles or in ten thousand decides how they are looked for.
// PostgreSQL
// knows it already, well enough; whatever it says, the answer is the same.
package org.backlot.casting.query.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.backlot.casting.api.search.SearchTerms;

/**
 * How often terms occur, and how standings are spread, as PostgreSQL has last seen it.
 *
 * @param rows how many there are
 * @param frequencies of the terms that occur often, 0 to 1
 * @param standings the highest first, each with the share of all that it stands for
 */
public record SearchStatistics(double rows, Map<String, Double> frequencies, List<Share> standings) {
    /** Asks for them, of the one {@code :table} of the index. */
    public static final String ASK = """
            select cast(c.reltuples as float8) as row_count,
                (select cast(cast(most_common_elems as text) as text[]) from pg_stats s
                    where s.schemaname = 'casting_search' and s.tablename = c.relname and s.attname = 'terms') as terms,
                (select most_common_elem_freqs from pg_stats s
                    where s.schemaname = 'casting_search' and s.tablename = c.relname and s.attname = 'terms') as shares,
                (select cast(cast(most_common_vals as text) as int[]) from pg_stats s
                    where s.schemaname = 'casting_search' and s.tablename = c.relname and s.attname = 'standing') as common,
                (select most_common_freqs from pg_stats s
                    where s.schemaname = 'casting_search' and s.tablename = c.relname and s.attname = 'standing')
                    as common_shares,
                (select cast(cast(histogram_bounds as text) as int[]) from pg_stats s
                    where s.schemaname = 'casting_search' and s.tablename = c.relname and s.attname = 'standing') as spread
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'casting_search' and c.relname = :table
            """;

    /** Nothing is known: then everything is looked at. */
    static final SearchStatistics UNKNOWN = new SearchStatistics(0, Map.of(), List.of());

    /** A standing, and the share of all that has about it. */
    public record Share(int standing, double share) {}

    public SearchStatistics {
        frequencies = Map.copyOf(frequencies);
        standings = List.copyOf(standings);
    }

    /** From what {@code pg_stats} tells. */
    public static SearchStatistics of(
            double rows, String[] terms, Float[] termShares, Integer[] common, Float[] commonShares, Integer[] spread) {
        var frequencies = new HashMap<String, Double>();
        for (int at = 0; at < Math.min(terms.length, termShares.length); at++) {
            frequencies.put(terms[at], (double) termShares[at]);
        }
        double left =
                1 - Arrays.stream(commonShares).mapToDouble(Float::doubleValue).sum();
        var standings = new ArrayList<Share>();
        for (int at = 0; at < Math.min(common.length, commonShares.length); at++) {
            standings.add(new Share(common[at], commonShares[at]));
        }
        for (var standing : spread) {
            standings.add(new Share(standing, Math.max(0, left) / spread.length));
        }
        standings.sort(Comparator.comparingInt(Share::standing).reversed());
        return new SearchStatistics(Math.max(0, rows), frequencies, standings);
    }

    /** About how many fulfil all these conditions. */
    double expected(SearchTier tier) {
        double share = 1;
        for (var group : tier.groups()) {
            share *= shareOf(group);
        }
        return rows * share;
    }

    /** The share of the highest standings in which about so many fulfil them. There everybody is verified. */
    double shareWith(SearchTier tier, int many) {
        double share = 1;
        for (var group : tier.groups()) {
            share *= group.equals(List.of(SearchTerms.VERIFIED)) ? 1 : shareOf(group);
        }
        return many / Math.max(1, rows * share);
    }

    private double shareOf(Collection<String> terms) {
        double none = 1;
        for (var term : terms) {
            none *= 1 - Math.min(1, frequencies.getOrDefault(term, 0.0));
        }
        return 1 - none;
    }

    /**
     * Down to which standing one has to go so that about this share of all is passed.
     *
     * @param highest where to begin
     */
    int downTo(int highest, double share) {
        double passed = 0;
        int above = highest;
        for (var next : standings) {
            if (next.standing() > highest) {
                continue;
            }
            if (next.share() > 0 && passed + next.share() >= share) {
                double part = (share - passed) / next.share();
                return (int) Math.floor(above - part * (above - next.standing()));
            }
            passed += next.share();
            above = next.standing();
        }
        return 0;
    }
}
