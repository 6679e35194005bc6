// Why this file exists: محمد is Mohammed, Muhammad and Mohamed. Whoever looks for one of them means the same person.
package org.backlot.casting.api.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How a name sounds, however it is written: its consonants in classes that writers of Arabic and Latin agree on, and
 * between them what is known of the vowels. Arabic writes long ones only, so it knows less of them than Latin does.
 *
 * @param consonants one small letter for each class, without doubles; an initial vowel is {@code a}
 * @param vowels what stands before, between and after the consonants, one more than there are consonants
 * @param arabic whether it was written in Arabic
 */
record NameSound(String consonants, List<String> vowels, boolean arabic) {
    private static final int SHORTEST = 2;
    private static final int LONGEST = 20;
    /** A letter of Arabic that Latin has no other sign for than some vowel. */
    private static final char ANY = '*';

    NameSound {
        vowels = List.copyOf(vowels);
    }

    /** All that a word may sound like: with and without the article, and where a letter is read in two ways, both. */
    static List<NameSound> of(String word) {
        if (word.isEmpty() || word.length() > LONGEST || Character.isDigit(word.charAt(0))) {
            return List.of();
        }
        boolean arabic = WordStem.isArabic(word.charAt(0));
        if (!arabic && (word.charAt(0) < 'a' || word.charAt(0) > 'z')) {
            return List.of();
        }
        var sounds = new ArrayList<NameSound>();
        for (var form : withoutArticle(word, arabic)) {
            sounds.add(arabic ? arabic(form, 'd') : latin(form));
            if (arabic && (form.indexOf('ظ') >= 0 || form.indexOf('ذ') >= 0)) {
                sounds.add(arabic(form, 'z'));
            }
        }
        return sounds.stream()
                .filter(sound -> sound.consonants.length() >= SHORTEST)
                .toList();
    }

    /** Their consonants: by these, what may sound alike is found. */
    static Set<String> keys(String word) {
        var keys = new LinkedHashSet<String>();
        of(word).forEach(sound -> keys.add(sound.consonants));
        return keys;
    }

    /** Whether two words may be the same name. */
    static boolean alike(String one, String other) {
        return of(one).stream().anyMatch(a -> of(other).stream().anyMatch(a::fits));
    }

    /** Whether both may be the same name: the same consonants, and no vowel that speaks against it. */
    boolean fits(NameSound other) {
        if (!consonants.equals(other.consonants)) {
            return false;
        }
        // What follows the last consonant is written in too many ways: Sara, Sarah, سارة; Mona, منى.
        for (int place = 0; place < consonants.length(); place++) {
            // So is the vowel with which a name begins.
            boolean free = place == 1 && consonants.charAt(0) == 'a';
            if (!fit(vowels.get(place), other.vowels.get(place), other.arabic, free)) {
                return false;
            }
        }
        return !endsOpen(this, other) && !endsOpen(other, this);
    }

    // But whoever is called Amira does not end like عمر.
    private static boolean endsOpen(NameSound latin, NameSound arabic) {
        return !latin.arabic
                && arabic.arabic
                && !latin.vowels.getLast().isEmpty()
                && arabic.vowels.getLast().isEmpty();
    }

    private boolean fit(String own, String others, boolean otherArabic, boolean free) {
        if (arabic && otherArabic) {
            return own.equals(others);
        }
        if (arabic) {
            return written(own, others, free);
        }
        if (otherArabic) {
            return written(others, own, free);
        }
        if (own.isEmpty() || others.isEmpty()) {
            return own.isEmpty() && others.isEmpty();
        }
        return own.chars().anyMatch(a -> others.chars().anyMatch(b -> near(a, b)));
    }

    // Each long vowel of the Arabic has to be somewhere in the Latin. Short ones may be anything short.
    private static boolean written(String arabic, String latin, boolean free) {
        if (arabic.isEmpty()) {
            return free || latin.length() <= 1;
        }
        return arabic.chars()
                .filter(vowel -> vowel != ANY)
                .allMatch(vowel -> latin.chars().anyMatch(letter -> near(vowel, letter)));
    }

    private static boolean near(int one, int other) {
        if (one == other) {
            return true;
        }
        return switch (one) {
            case 'a' -> other == 'e';
            case 'e' -> other == 'a' || other == 'i' || other == 'y';
            case 'i' -> other == 'e' || other == 'y';
            case 'y' -> other == 'e' || other == 'i';
            case 'o' -> other == 'u' || other == 'w';
            case 'u' -> other == 'o' || other == 'w';
            case 'w' -> other == 'o' || other == 'u';
            default -> false;
        };
    }

    private static List<String> withoutArticle(String word, boolean arabic) {
        boolean article = arabic
                ? word.startsWith("ال") && word.length() > 4
                : (word.startsWith("al") || word.startsWith("el")) && word.length() > 5;
        return article ? List.of(word, word.substring(2)) : List.of(word);
    }

    private static NameSound arabic(String word, char between) {
        var sound = new Sound(true);
        for (int at = 0; at < word.length(); at++) {
            char letter = word.charAt(at);
            boolean first = at == 0;
            switch (letter) {
                // Before an l it may be the article, which is said in as many ways as there are cases.
                case 'ا' -> sound.vowel(first || word.startsWith("ل", at + 1) ? 0 : 'a', first);
                case 'ع' -> sound.vowel(first ? 0 : ANY, first);
                case 'و' -> sound.half('w', 'u', first);
                case 'ي' -> sound.half('y', 'i', first);
                default -> {
                    char consonant = arabicConsonant(letter, between);
                    if (consonant != 0) {
                        sound.consonant(consonant);
                    }
                }
            }
        }
        return sound.made();
    }

    private static char arabicConsonant(char letter, char between) {
        return switch (letter) {
            case 'ب' -> 'b';
            case 'ت', 'ط', 'ث' -> 't';
            case 'ج', 'غ' -> 'g';
            case 'ح', 'ه' -> 'h';
            case 'خ' -> 'q';
            case 'د', 'ض' -> 'd';
            case 'ذ', 'ظ' -> between;
            case 'ر' -> 'r';
            case 'ز' -> 'z';
            case 'س', 'ص' -> 's';
            case 'ش' -> 'x';
            case 'ف' -> 'f';
            case 'ق', 'ك' -> 'k';
            case 'ل' -> 'l';
            case 'م' -> 'm';
            case 'ن' -> 'n';
            default -> 0;
        };
    }

    private static NameSound latin(String word) {
        var sound = new Sound(false);
        for (int at = 0; at < word.length(); at++) {
            char letter = word.charAt(at);
            boolean first = at == 0;
            boolean withH = at + 1 < word.length() && word.charAt(at + 1) == 'h';
            switch (letter) {
                case 'a', 'e', 'i', 'o', 'u' -> sound.vowel(letter, first);
                case 'w' -> sound.half('w', 'w', first);
                case 'y' -> sound.half('y', 'y', first);
                default -> {
                    char joined = withH ? withH(letter) : 0;
                    if (joined != 0) {
                        sound.consonant(joined);
                        at++;
                    } else {
                        latinConsonants(letter).chars().forEach(each -> sound.consonant((char) each));
                    }
                }
            }
        }
        return sound.made();
    }

    private static char withH(char letter) {
        return switch (letter) {
            case 'k' -> 'q';
            case 's', 'c' -> 'x';
            case 't' -> 't';
            case 'd' -> 'd';
            case 'g' -> 'g';
            case 'p' -> 'f';
            default -> 0;
        };
    }

    private static String latinConsonants(char letter) {
        return switch (letter) {
            case 'b', 'p' -> "b";
            case 'j', 'g' -> "g";
            case 'k', 'c', 'q' -> "k";
            case 'f', 'v' -> "f";
            case 'x' -> "ks";
            case 't', 'd', 'h', 'l', 'm', 'n', 'r', 's', 'z' -> Character.toString(letter);
            default -> "";
        };
    }

    /** Consonants and vowels as they are read, one after the other. */
    private static final class Sound {
        private final boolean arabic;
        private final StringBuilder consonants = new StringBuilder();
        private final List<String> vowels = new ArrayList<>();
        private final StringBuilder between = new StringBuilder();

        Sound(boolean arabic) {
            this.arabic = arabic;
        }

        void consonant(char consonant) {
            boolean doubled = between.isEmpty()
                    && !consonants.isEmpty()
                    && consonants.charAt(consonants.length() - 1) == consonant;
            if (!doubled) {
                consonants.append(consonant);
                vowels.add(between.toString());
                between.setLength(0);
            }
        }

        // A name that begins with a vowel begins with one in every script.
        void vowel(int vowel, boolean first) {
            if (first) {
                consonants.append('a');
                vowels.add("");
            }
            if (vowel != 0) {
                between.append((char) vowel);
            }
        }

        void half(char asConsonant, char asVowel, boolean first) {
            if (first) {
                consonant(asConsonant);
            } else {
                between.append(asVowel);
            }
        }

        NameSound made() {
            // A last h is written or not, and ta marbuta is none.
            int last = consonants.length() - 1;
            if (last > 0 && consonants.charAt(last) == 'h') {
                consonants.setLength(last);
                between.setLength(0);
                between.append(vowels.removeLast());
                if (arabic) {
                    between.append(ANY);
                }
            }
            vowels.add(between.toString());
            return new NameSound(consonants.toString(), vowels, arabic);
        }
    }
}
