package org.backlot.clips.worker.captions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.backlot.clips.worker.captions.Cue.Motion;
import org.backlot.clips.worker.ffmpeg.Rational;

/** Turns blocks into cues: what each style does, in one place for both ways to draw. Times become the nearest frames. */
final class CueSheet {
    private static final Motion GROW = new Motion(0.9, 1.08, 0, 0, 110);
    private static final Motion POP = new Motion(0.6, 1, 0, 0, 120);
    private static final double JUMP = 0.28;
    private static final long JUMP_MILLIS = 120;
    private static final Motion UP = new Motion(1, 1, 0, JUMP, JUMP_MILLIS);
    private static final Motion DOWN = new Motion(1, 1, JUMP, 0, JUMP_MILLIS);
    /** Letters come faster than they are said, so that the word stands before the next begins. */
    private static final double TYPED_WITHIN = 0.8;

    private final CaptionLayout layout;
    private final CaptionStyle style;
    private final Rational rate;
    private final List<Cue> cues = new ArrayList<>();

    private CueSheet(CaptionLayout layout, CaptionStyle style, Rational rate) {
        this.layout = layout;
        this.style = style;
        this.rate = rate;
    }

    static List<Cue> of(List<CaptionBlock> blocks, CaptionLayout layout, CaptionStyle style, Rational rate) {
        var sheet = new CueSheet(layout, style, rate);
        blocks.forEach(sheet::add);
        return List.copyOf(sheet.cues);
    }

    private void add(CaptionBlock block) {
        var placed = layout.place(block);
        for (int i = 0; i < placed.size(); i++) {
            add(block, i, placed.get(i));
        }
    }

    private void add(CaptionBlock block, int index, PlacedWord word) {
        long shows = block.from();
        long begins = block.words().get(index).from();
        long ends = block.endOf(index);
        long goes = block.until();
        var look = layout.look();
        switch (style) {
            case HIGHLIGHT_WORD -> {
                add(shows, begins, Cue.of(0, 0, word, look.text()));
                add(begins, ends, Cue.of(0, 0, word, look.active()).moving(GROW));
                add(ends, goes, Cue.of(0, 0, word, look.said()));
            }
            case KARAOKE -> {
                long said = Math.min(ends, block.words().get(index).to()) - begins;
                var running = Cue.of(0, 0, word, look.text()).filling(look.active(), said);
                add(shows, begins, Cue.of(0, 0, word, look.text()));
                // Colour runs from the left; in a script that runs from the right the whole word takes it.
                add(begins, ends, word.rightToLeft() ? Cue.of(0, 0, word, look.active()) : running);
                add(ends, goes, Cue.of(0, 0, word, look.active()));
            }
            case POP_IN -> {
                add(begins, ends, Cue.of(0, 0, word, look.active()).moving(POP));
                add(ends, goes, Cue.of(0, 0, word, look.text()));
            }
            case TYPEWRITER ->
                type(begins, Math.min(ends, block.words().get(index).to()), goes, word);
            case BOUNCE -> {
                add(shows, begins, Cue.of(0, 0, word, look.text()));
                long top = Math.min(ends, begins + JUMP_MILLIS);
                long down = Math.min(ends, begins + 2 * JUMP_MILLIS);
                add(begins, top, Cue.of(0, 0, word, look.active()).moving(UP));
                add(top, down, Cue.of(0, 0, word, look.active()).moving(DOWN));
                add(down, ends, Cue.of(0, 0, word, look.active()));
                add(ends, goes, Cue.of(0, 0, word, look.text()));
            }
        }
    }

    private void type(long begins, long said, long goes, PlacedWord word) {
        int letters = word.text().length();
        // Letters of a joined script change their shape with the next one.
        int steps = word.rightToLeft() ? 1 : letters;
        for (int step = 1; step <= steps; step++) {
            long from = begins + Math.round((said - begins) * TYPED_WITHIN * (step - 1) / steps);
            long to = step == steps ? goes : begins + Math.round((said - begins) * TYPED_WITHIN * step / steps);
            add(from, to, Cue.of(0, 0, word, layout.look().text()).showing(steps == 1 ? letters : step));
        }
    }

    /** Not at all where it would be shorter than half a frame. */
    private void add(long fromMillis, long toMillis, Cue cue) {
        long from = rate.nearestFrame(Duration.ofMillis(fromMillis));
        long to = rate.nearestFrame(Duration.ofMillis(toMillis));
        if (to > from) {
            cues.add(new Cue(
                    from,
                    to,
                    cue.word(),
                    cue.colour(),
                    cue.letters(),
                    cue.motion(),
                    cue.filledWith(),
                    cue.fillMillis()));
        }
    }
}
