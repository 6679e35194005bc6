package org.backlot.casting.api.search;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * By what words find one another: those of one family, those that sound alike as names, those that are a slip of the finger
 * apart. Keys say only who may be meant; {@link #nearness} says who is.
 */
public final class WordKeys {
    private static final char FAMILY = '=';
    private static final char SOUND = '~';
    private static final char SPELLING = '-';

    private WordKeys() {}

    /** How near a word is to one that is looked for. */
    public enum Nearness {
        /** The same, or of the same family. */
        SAME,
        /** The same as a name. */
        SOUNDS_ALIKE,
        ONE_SLIP,
        TWO_SLIPS,
        OTHER
    }

    /** All keys of a word. */
    public static Set<String> of(String word) {
        var keys = new LinkedHashSet<String>(exact(word));
        Spelling.forms(word).forEach(form -> keys.add(SPELLING + form));
        return keys;
    }

    /** Those by which it is found where no slips are forgiven. */
    public static Set<String> exact(String word) {
        var keys = new LinkedHashSet<String>();
        keys.add(FAMILY + WordStem.of(word));
        NameSound.keys(word).forEach(sound -> keys.add(SOUND + sound));
        return keys;
    }

    /**
     * How near a word comes to one that is looked for.
     *
     * @param named whether somebody or something is called so: only then it matters how it sounds
     */
    public static Nearness nearness(String wanted, String word, boolean named) {
        if (wanted.equals(word) || WordStem.of(wanted).equals(WordStem.of(word))) {
            return Nearness.SAME;
        }
        if (named && NameSound.alike(wanted, word)) {
            return Nearness.SOUNDS_ALIKE;
        }
        int forgiven = Spelling.forgiven(wanted);
        int slips = forgiven == 0 ? Integer.MAX_VALUE : Spelling.slips(wanted, word);
        if (slips > forgiven) {
            return Nearness.OTHER;
        }
        return slips == 1 ? Nearness.ONE_SLIP : Nearness.TWO_SLIPS;
    }
}
