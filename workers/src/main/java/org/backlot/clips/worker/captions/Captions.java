package org.backlot.clips.worker.captions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.backlot.clips.worker.ffmpeg.FfmpegRun;
import org.backlot.clips.worker.ffmpeg.Rational;

/** The words of one clip, ready to be drawn: by libass where ffmpeg has it, else by us. */
public final class Captions {
    private static final String SCRIPT = "captions.ass";
    private static final String FONTS = "fonts";

    private final List<Cue> cues;
    private final CaptionLayout layout;
    private final Rational rate;

    /**
     * @param words in order; their times count from the beginning of the clip
     * @param font taken where it has all letters, else the one that comes along
     * @param width of the clip's picture
     * @param height of the clip's picture
     * @param rate of the clip's frames
     */
    public Captions(
            List<Word> words,
            CaptionStyle style,
            CaptionLook look,
            CaptionFont font,
            int width,
            int height,
            Rational rate) {
        this.layout = new CaptionLayout(width, height, fontFor(words, font), look);
        this.rate = rate;
        this.cues = CueSheet.of(CaptionBlock.of(words), layout, style, rate);
    }

    /** Somebody's own font may lack a script; then all words are in ours, rather than some of them missing. */
    private static CaptionFont fontFor(List<Word> words, CaptionFont wanted) {
        boolean hasAll = words.stream()
                .flatMapToInt(word -> word.text().codePoints())
                .filter(Character::isLetter)
                .allMatch(letter -> wanted.canShow(Character.toString(letter)));
        return hasAll ? wanted : CaptionFont.bundled();
    }

    public boolean isEmpty() {
        return cues.isEmpty();
    }

    /** The script for libass. */
    public String script() {
        return AssScript.of(cues, layout, rate);
    }

    /**
     * Writes script and font into the folder in which ffmpeg runs.
     *
     * @return the filter that draws them
     */
    public String assFilter(Path folder) throws IOException {
        Files.writeString(folder.resolve(SCRIPT), script());
        layout.font().writeTo(folder.resolve(FONTS));
        return "ass=filename=" + SCRIPT + ":fontsdir=" + FONTS;
    }

    /**
     * Adds an input of transparent stripes.
     *
     * @return the filter that lays the stripe, its second input, over the picture
     */
    public String overlay(FfmpegRun run, long frames) {
        var drawn = new DrawnCaptions(cues, layout, rate);
        run.rawFrames("rgba", layout.width(), drawn.height(), rate, output -> drawn.write(frames, output));
        return "overlay=x=0:y=" + drawn.top() + ":eof_action=pass";
    }
}
