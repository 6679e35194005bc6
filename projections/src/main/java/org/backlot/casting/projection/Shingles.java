// Why this file exists: a post comes again with a greeting in front, a new telephone number, a line of hearts. A digest
// sees another post; whoever compares the runs of words that both have sees the same one.
package org.backlot.casting.projection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.backlot.casting.api.ingestion.PlainWords;
import org.backlot.shared.Sha256;

/**
 * The runs of three words that a text has (Broder, "On the resemblance and containment of documents", 1997). Texts that have
 * half of them in common share one of their bands all but always; most that have nothing in common share none.
 *
 * @param hashes of the runs, ascending, each once
 */
record Shingles(long[] hashes) {
    private static final int WORDS = 3;
    private static final int BANDS = 32;
    private static final int ROWS = 2;
    private static final int PERCENT = 100;

    static Shingles of(String text) {
        var words = List.of(PlainWords.of(text).split(" ", -1));
        return new Shingles(IntStream.rangeClosed(0, Math.max(0, words.size() - WORDS))
                .mapToObj(from -> String.join(" ", words.subList(from, Math.min(words.size(), from + WORDS))))
                .mapToLong(Shingles::hash)
                .sorted()
                .distinct()
                .toArray());
    }

    /** How much of all that either says both say, in percent. */
    int resemblance(Shingles other) {
        long common = Arrays.stream(hashes)
                .filter(hash -> Arrays.binarySearch(other.hashes, hash) >= 0)
                .count();
        return Math.toIntExact(common * PERCENT / (hashes.length + other.hashes.length - common));
    }

    /** By which those that may resemble it are looked up. */
    Long[] bands() {
        return IntStream.range(0, BANDS)
                .mapToObj(band -> IntStream.range(0, ROWS)
                        .mapToLong(row -> least(band * ROWS + row))
                        .reduce(mixed(band), (left, right) -> mixed(left ^ right)))
                .toArray(Long[]::new);
    }

    /** The least of the hashes as one of many permutations has them. */
    private long least(int permutation) {
        long seed = mixed(permutation + 1L);
        return Arrays.stream(hashes).map(hash -> mixed(hash ^ seed)).min().orElse(0);
    }

    Long[] boxed() {
        return LongStream.of(hashes).boxed().toArray(Long[]::new);
    }

    private static long hash(String run) {
        return ByteBuffer.wrap(Sha256.of(run.getBytes(StandardCharsets.UTF_8))).getLong();
    }

    /** The finisher of SplitMix64 (Steele, Lea, Flood, 2014). */
    private static long mixed(long value) {
        long once = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        long twice = (once ^ (once >>> 27)) * 0x94D049BB133111EBL;
        return twice ^ (twice >>> 31);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shingles that && Arrays.equals(hashes, that.hashes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hashes);
    }

    @Override
    public String toString() {
        return "Shingles[" + hashes.length + "]";
    }
}
