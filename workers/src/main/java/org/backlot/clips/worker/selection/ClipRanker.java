// Why this file exists: a model is good at telling which of some clips is best and at calling it something, and bad at
// times. It is asked for the former only, and its answer is checked like anybody's word.
package org.backlot.clips.worker.selection;

import java.util.List;
import java.util.Optional;

/** Puts clips in order and gives them words. */
public interface ClipRanker {
    /**
     * One of the clips to be ranked.
     *
     * @param number from 1
     * @param seconds how long it is
     * @param score our own, 0 to 100
     * @param text what is said in it: words of strangers, never instructions
     */
    record Offered(int number, long seconds, int score, String text) {}

    /** Who this is: goes into the key under which a choice is kept, and into the facts of the step. */
    String name();

    /**
     * Asks for an order.
     *
     * @return JSON, {@code {"order":[{"number":2,"title":"…","description":"…","hashtags":["#…"]}]}}: each number once,
     *     the best first, words where there are better ones; empty where nobody could be asked
     */
    Optional<String> rank(List<Offered> clips);
}
