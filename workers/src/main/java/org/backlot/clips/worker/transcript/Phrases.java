package org.backlot.clips.worker.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Where speech may be cut: behind a sentence, and in a pause. */
public final class Phrases {
    /** So long nobody stops within a thought. */
    private static final long PAUSE = 700;
    /** Speech without any full stop, as some recognisers write it, is cut in its longest pauses. */
    private static final long LONGEST = 20_000;

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?…。！？؟۔][\"'”’»)\\]]*$");
    private static final Pattern INITIALS = Pattern.compile("(?:\\p{L}\\.)+");
    private static final Set<String> ABBREVIATIONS =
            Set.of("mr.", "mrs.", "ms.", "dr.", "prof.", "st.", "vs.", "etc.", "no.", "jr.", "sr.", "approx.");

    private Phrases() {}

    /** The phrases of a transcript, in order; together they are all of its words. */
    public static List<Phrase> of(Transcript transcript) {
        var phrases = new ArrayList<Phrase>();
        var words = transcript.words();
        int from = 0;
        for (int i = 0; i < words.size(); i++) {
            boolean last = i + 1 == words.size();
            boolean sentence = endsSentence(words.get(i).text());
            if (last || sentence || gapAfter(words, i) >= PAUSE) {
                addTo(phrases, words.subList(from, i + 1), sentence);
                from = i + 1;
            }
        }
        return List.copyOf(phrases);
    }

    private static void addTo(List<Phrase> phrases, List<Word> words, boolean sentence) {
        var phrase = new Phrase(words, sentence);
        int cut = phrase.endMillis() - phrase.startMillis() > LONGEST ? longestGap(words) : 0;
        if (cut == 0) {
            phrases.add(phrase);
        } else {
            addTo(phrases, words.subList(0, cut), false);
            addTo(phrases, words.subList(cut, words.size()), sentence);
        }
    }

    // Behind which word the longest pause is; 0 where there is none at all.
    private static int longestGap(List<Word> words) {
        int cut = 0;
        long longest = 0;
        for (int i = 0; i + 1 < words.size(); i++) {
            if (gapAfter(words, i) > longest) {
                longest = gapAfter(words, i);
                cut = i + 1;
            }
        }
        return cut;
    }

    private static long gapAfter(List<Word> words, int index) {
        return words.get(index + 1).startMillis() - words.get(index).endMillis();
    }

    private static boolean endsSentence(String word) {
        return SENTENCE_END.matcher(word).find()
                && !INITIALS.matcher(word).matches()
                && !ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT));
    }
}
