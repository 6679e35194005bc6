// Why this file exists: whether a word is in ten profiles or in ten thousand decides how they are looked for.
// PostgreSQL knows it already, well enough; whatever it says, the answer is the same.
package org.backlot.casting.query.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.backlot.casting.api.search.SearchTerms;
import org.backlot.casting.api.search.SearchTerms.Field;

/**
 * How often terms occur, and how standings are spread, as PostgreSQL has last seen it.
 *
 * @param rows how many there are
 * @param frequencies of the terms that occur often, 0 to 1
 * @param standings the highest first, each with the share of all that it stands for
 * @param activity when they were last active, in seconds since 1970, the earliest first; as many between each two
 */
public record SearchStatistics(
        double rows, Map<String, Double> frequencies, List<Share> standings, List<Double> activity) {
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
                    where s.schemaname = 'casting_search' and s.tablename = c.relname and s.attname = 'standing') as spread,
                (select array_agg(cast(extract(epoch from b) as float8) order by b) from pg_stats s,
                        unnest(cast(cast(histogram_bounds as text) as timestamptz[])) b
                    where s.schemaname = 'casting_search' and s.tablename = c.relname and s.attname = 'active_at')
                    as activity
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'casting_search' and c.relname = :table
            """;

    /** A few more are asked for than are wanted: what is known is not exact. */
    private static final double SLACK = 1.5;

    private static final double FARTHER = 3;
    private static final double LEAST = 0.01;
    private static final int DIGIT = 3;

    /** Nothing is known: then everything is looked at. */
    static final SearchStatistics UNKNOWN = new SearchStatistics(0, Map.of(), List.of(), List.of());

    /** A standing, and the share of all that has about it. */
    public record Share(int standing, double share) {}

    public SearchStatistics {
        frequencies = Map.copyOf(frequencies);
        standings = List.copyOf(standings);
        activity = List.copyOf(activity);
    }

    /** From what {@code pg_stats} tells. */
    public static SearchStatistics of(
            double rows,
            String[] terms,
            Float[] termShares,
            Integer[] common,
            Float[] commonShares,
            Integer[] spread,
            Double[] activity) {
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
        return new SearchStatistics(Math.max(0, rows), frequencies, standings, List.of(activity));
    }

    /** About how many fulfil all these conditions. */
    double expected(SearchTier tier) {
        return rows * share(tier, tier.groups());
    }

    /**
     * Down to which standings one has to go, step by step, to find so many who fulfil these conditions; the last step is
     * 0.
     *
     * @param highest where to begin
     * @param active whether those who were there after {@code idle} are looked for, or the others
     */
    List<Integer> bands(SearchTier tier, int highest, boolean active, Instant idle, int many) {
        // Among the highest everybody is verified.
        double share = share(
                tier,
                tier.groups().stream()
                        .filter(group -> !group.equals(List.of(SearchTerms.VERIFIED)))
                        .toList());
        double there = Math.clamp(active ? shareSince(idle) : 1 - shareSince(idle), LEAST, 1);
        double first = SLACK * many / Math.max(1, rows * there * share);
        var bands = new ArrayList<Integer>();
        int last = highest;
        for (double down : new double[] {first, FARTHER * first}) {
            // Whole steps of a digit: the fewer terms, the quicker they are looked up.
            int lowest = downTo(highest, down) & ~DIGIT;
            if (lowest > 0 && lowest < last) {
                bands.add(lowest);
                last = lowest;
            }
        }
        bands.add(0);
        return bands;
    }

    // Filters and names have little to do with one another. Words that are looked for together stand together more
    // often than by chance, as horse and riding do: how often, lies somewhere between chance and how often the
    // rarest does.
    private double share(SearchTier tier, List<List<String>> groups) {
        double byChance = 1;
        double wordsByChance = 1;
        double rarestWord = 1;
        for (var group : groups) {
            double share = shareOf(group);
            if (tier.number() != SearchTier.FIRST && group.stream().anyMatch(SearchStatistics::isWord)) {
                wordsByChance *= share;
                rarestWord = Math.min(rarestWord, share);
            } else {
                byChance *= share;
            }
        }
        return byChance * Math.sqrt(wordsByChance * rarestWord);
    }

    private static boolean isWord(String term) {
        return term.startsWith(Field.HEADLINE.term("")) || term.startsWith(Field.PROSE.term(""));
    }

    private double shareSince(Instant idle) {
        long later = activity.stream().filter(at -> at >= idle.getEpochSecond()).count();
        return activity.isEmpty() ? 1 : (double) later / activity.size();
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
    private int downTo(int highest, double share) {
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
