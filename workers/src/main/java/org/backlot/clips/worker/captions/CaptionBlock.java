package org.backlot.clips.worker.captions;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Words that are shown together, in one line: at most 16 characters and 1.4 seconds, so that they are read at a glance. A
 * block ends with a sentence, and where somebody pauses. It shows when its first word is said, and goes shortly after the
 * last, or when the next one comes.
 *
 * @param words in the order in which they are said
 * @param until when it goes, in milliseconds
 */
public record CaptionBlock(List<Word> words, long until) {
    private static final int MOST_CHARACTERS = 16;
    private static final long LONGEST = 1_400;
    private static final long PAUSE = 600;
    private static final long STAYS = 300;

    public CaptionBlock {
        words = List.copyOf(words);
        if (words.isEmpty() || until <= words.getFirst().from()) {
            throw new IllegalArgumentException("A block that is never shown: " + words);
        }
    }

    /** When it shows. */
    public long from() {
        return words.getFirst().from();
    }

    /** Its words in one line. */
    public String text() {
        return words.stream().map(Word::text).collect(Collectors.joining(" "));
    }

    /** When a word stops being the one that is said: the next begins, or the block goes. */
    long endOf(int word) {
        return word + 1 < words.size() ? words.get(word + 1).from() : until;
    }

    /** @param words in order of their beginnings; where two begin together, the first is not shown alone */
    public static List<CaptionBlock> of(List<Word> words) {
        var groups = new ArrayList<List<Word>>();
        for (var word : words) {
            if (groups.isEmpty() || !fits(groups.getLast(), word)) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(word);
        }
        var blocks = new ArrayList<CaptionBlock>();
        for (int i = 0; i < groups.size(); i++) {
            var group = groups.get(i);
            long until = Math.max(group.getLast().to() + STAYS, group.getFirst().from() + 1);
            if (i + 1 < groups.size()) {
                until = Math.min(until, groups.get(i + 1).getFirst().from());
            }
            if (until > group.getFirst().from()) {
                blocks.add(new CaptionBlock(group, until));
            }
        }
        return List.copyOf(blocks);
    }

    private static boolean fits(List<Word> group, Word word) {
        int characters = word.text().length();
        for (var before : group) {
            characters += before.text().length() + 1;
        }
        var last = group.getLast();
        return characters <= MOST_CHARACTERS
                && word.to() - group.getFirst().from() <= LONGEST
                && word.from() - last.to() < PAUSE
                && !last.text().matches(".*[.!?؟…]$");
    }
}
