// Why this file exists: of thirty thousand that match, only the best few hundred are looked at. Their standing lies
// in the index like a word, so that the database need not fetch the others to learn that they are others.
package org.backlot.casting.api.search;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * How high somebody or something stands among those that match equally well, as far as it does not depend on the time of
 * the search. Verified before not; then the more complete talent, or the newer call. Among equal talents a digest of their
 * id decides, which favours nobody.
 */
public final class Standing {
    private static final char LETTER = 'r';
    private static final int BITS_OF_DIGIT = 2;
    private static final int DIGIT = 3;
    private static final int COMPLETENESS_STEP = 5;
    private static final Instant FIRST_DAY = Instant.parse("2020-01-01T00:00:00Z");
    private static final int LAST_DAY = (1 << 15) - 1;

    private Standing() {}

    /** @param completeness 0 to 100 */
    public static int ofTalent(boolean verified, int completeness, UUID id) {
        int digest = Long.hashCode(id.getLeastSignificantBits() * 0x9E3779B97F4A7C15L) >>> 26;
        return (verified ? 1 << 11 : 0) | (completeness / COMPLETENESS_STEP) << 6 | digest;
    }

    public static int ofCall(boolean verifiedPoster, Instant publishedAt) {
        long day = Math.clamp(ChronoUnit.DAYS.between(FIRST_DAY, publishedAt), 0, LAST_DAY);
        return (verifiedPoster ? 1 << 15 : 0) | (int) day;
    }

    /** The highest there is. */
    public static int highest(SearchKind kind) {
        return (1 << (BITS_OF_DIGIT * digits(kind))) - 1;
    }

    private static int digits(SearchKind kind) {
        return kind == SearchKind.TALENT ? 6 : 8;
    }

    /** Its terms: itself, and each larger range that it lies in. */
    public static List<String> terms(SearchKind kind, int standing) {
        var terms = new ArrayList<String>();
        for (int level = 0; level < digits(kind); level++) {
            terms.add(term(level, standing >> (BITS_OF_DIGIT * level)));
        }
        return terms;
    }

    /** As few terms as possible, of which everything between two standings, both included, has one and nothing else has. */
    public static List<String> between(SearchKind kind, int lowest, int highest) {
        var terms = new ArrayList<String>();
        int from = lowest;
        int to = highest;
        for (int level = 0; from <= to; level++) {
            boolean last = level == digits(kind) - 1;
            while (from <= to && (last || (from & DIGIT) != 0)) {
                terms.add(term(level, from++));
            }
            while (from <= to && (to & DIGIT) != DIGIT) {
                terms.add(term(level, to--));
            }
            if (last || from > to) {
                break;
            }
            from >>= BITS_OF_DIGIT;
            to >>= BITS_OF_DIGIT;
        }
        return terms;
    }

    /** Whether a term of the index is one of these. */
    public static boolean isTerm(String term) {
        return term.charAt(0) == LETTER;
    }

    private static String term(int level, int prefix) {
        return LETTER + (level + "x" + prefix);
    }
}
