// Why this file exists: slates mix numbers and letters, and sorted as plain text take 10 would come before take 2.
package org.backlot.wrap.query.edl;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The order in which people read slates: 2-01, 12-01, 12-02, 12-10, 12A-01, 12B-01, 12AA-01.
 *
 * <p>Numbers compare by value. Letters compare by length first, since set-up AA follows Z, and alike in upper and lower
 * case. Whatever stands between them only separates, and a slate that ends comes before one that goes on.
 */
final class SlateOrder implements Comparator<String> {

    private static final Pattern PART =
            Pattern.compile("(?<number>\\p{Nd}+)|(?<letters>\\p{L}+)|(?<separator>[^\\p{Nd}\\p{L}]+)");

    @Override
    public int compare(String one, String other) {
        List<MatchResult> parts = partsOf(one);
        List<MatchResult> otherParts = partsOf(other);
        int shared = Math.min(parts.size(), otherParts.size());
        for (int index = 0; index < shared; index++) {
            int order = compareParts(parts.get(index), otherParts.get(index));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(parts.size(), otherParts.size());
    }

    private static List<MatchResult> partsOf(String slate) {
        return PART.matcher(slate).results().toList();
    }

    private static int compareParts(MatchResult one, MatchResult other) {
        Kind kind = kindOf(one);
        int order = kind.compareTo(kindOf(other));
        if (order != 0) {
            return order;
        }
        return switch (kind) {
            case SEPARATOR -> 0;
            case NUMBER -> new BigInteger(one.group()).compareTo(new BigInteger(other.group()));
            case LETTERS -> compareLetters(one.group(), other.group());
        };
    }

    private static int compareLetters(String one, String other) {
        int order = Integer.compare(one.length(), other.length());
        return order != 0 ? order : one.toUpperCase(Locale.ROOT).compareTo(other.toUpperCase(Locale.ROOT));
    }

    private static Kind kindOf(MatchResult part) {
        if (part.start("number") >= 0) {
            return Kind.NUMBER;
        }
        return part.start("letters") >= 0 ? Kind.LETTERS : Kind.SEPARATOR;
    }

    private enum Kind {
        SEPARATOR,
        NUMBER,
        LETTERS
    }
}
