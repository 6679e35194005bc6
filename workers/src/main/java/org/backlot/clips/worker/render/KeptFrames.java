package org.backlot.clips.worker.render;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backlot.clips.worker.captions.Word;
import org.backlot.clips.worker.ffmpeg.Rational;
import org.backlot.clips.worker.reframe.ReframePlan.Frames;

/**
 * What of a recording a clip is made of: one piece, or several where something was taken out.
 *
 * @param pieces in order, apart; frames of the recording
 */
public record KeptFrames(List<Frames> pieces) {
    public KeptFrames {
        pieces = List.copyOf(pieces);
        if (pieces.isEmpty()) {
            throw new IllegalArgumentException("A clip of nothing");
        }
        for (int i = 1; i < pieces.size(); i++) {
            if (pieces.get(i).from() < pieces.get(i - 1).to()) {
                throw new IllegalArgumentException(
                        "Pieces overlap at frame " + pieces.get(i).from());
            }
        }
    }

    /** All from a first to a last frame. */
    public static KeptFrames all(Frames frames) {
        return new KeptFrames(List.of(frames));
    }

    /** From the first frame to the last, with what lies between. */
    public Frames span() {
        return new Frames(pieces.getFirst().from(), pieces.getLast().to());
    }

    /** How many frames the clip has. */
    public long count() {
        return pieces.stream().mapToLong(Frames::count).sum();
    }

    /**
     * Where words lie in the clip; those that were taken out are gone.
     *
     * @param words their times count from the beginning of the recording
     */
    public List<Word> wordsInClip(List<Word> words, Rational rate) {
        var inClip = new ArrayList<Word>();
        for (var word : words) {
            inClip(word, rate).ifPresent(inClip::add);
        }
        return List.copyOf(inClip);
    }

    /** In the piece that holds its middle; cut off at that piece's ends. */
    private Optional<Word> inClip(Word word, Rational rate) {
        long before = 0;
        long middle = rate.nearestFrame(Duration.ofMillis((word.from() + word.to()) / 2));
        for (var piece : pieces) {
            if (middle >= piece.from() && middle < piece.to()) {
                long shift = millis(rate, before) - millis(rate, piece.from());
                long from = Math.max(word.from() + shift, millis(rate, before));
                long to = Math.min(word.to() + shift, millis(rate, before + piece.count()));
                return Optional.of(new Word(word.text(), from, Math.max(from, to)));
            }
            before += piece.count();
        }
        return Optional.empty();
    }

    private static long millis(Rational rate, long frame) {
        return Math.round(rate.secondsOf(frame).doubleValue() * 1_000);
    }
}
