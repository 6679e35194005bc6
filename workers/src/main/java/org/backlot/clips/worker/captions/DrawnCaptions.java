// Many builds of ffmpeg have no libass. Then words are drawn here, by the same cues, and laid over as a stream of
// transparent pictures: only the stripe in which there are words, and a new one only when something changes.
package org.backlot.clips.worker.captions;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.backlot.clips.worker.ffmpeg.Rational;

/** Draws cues with Java2D. */
final class DrawnCaptions {
    private final List<Cue> cues;
    private final CaptionLayout layout;
    private final Rational rate;
    private final int top;
    private final int height;

    DrawnCaptions(List<Cue> cues, CaptionLayout layout, Rational rate) {
        this.cues = cues.stream().sorted(Comparator.comparingLong(Cue::from)).toList();
        this.layout = layout;
        this.rate = rate;
        double em = layout.look().fontSize() * Math.min(layout.width(), layout.height());
        double middle = layout.height() * (1 - layout.look().bottomMargin())
                - layout.font().lineHeight(em) / 2;
        this.top = (int) Math.max(0, middle - 1.2 * em - layout.outline()) / 2 * 2;
        int bottom = (int) Math.min(layout.height(), middle + 1.2 * em + layout.outline()) / 2 * 2;
        this.height = bottom - top;
    }

    /** The row of the picture at which the stripe begins. */
    int top() {
        return top;
    }

    int height() {
        return height;
    }

    /** The stripe for each frame, as RGBA. */
    void write(long frames, OutputStream output) throws IOException {
        var bytes = new byte[layout.width() * height * 4];
        List<Cue> drawn = List.of();
        int next = 0;
        var open = new ArrayList<Cue>();
        for (long frame = 0; frame < frames; frame++) {
            long now = frame;
            while (next < cues.size() && cues.get(next).from() <= now) {
                open.add(cues.get(next++));
            }
            open.removeIf(cue -> cue.to() <= now);
            var due = List.copyOf(open);
            if (!due.equals(drawn) || due.stream().anyMatch(cue -> isChanging(cue, now))) {
                draw(due, now, bytes);
                drawn = due;
            }
            output.write(bytes);
        }
    }

    private boolean isChanging(Cue cue, long frame) {
        double before = millisAfter(cue, frame - 1);
        return before < cue.motion().millis() || before < cue.fillMillis();
    }

    private double millisAfter(Cue cue, long frame) {
        return rate.secondsOf(Math.max(0, frame - cue.from())).doubleValue() * 1_000;
    }

    private void draw(List<Cue> due, long frame, byte[] bytes) {
        if (due.isEmpty()) {
            Arrays.fill(bytes, (byte) 0);
            return;
        }
        var picture = new BufferedImage(layout.width(), height, BufferedImage.TYPE_INT_ARGB);
        var graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.translate(0, -top);
        due.forEach(cue -> draw(cue, frame, graphics));
        graphics.dispose();
        toRgba(picture.getRGB(0, 0, layout.width(), height, null, 0, layout.width()), bytes);
    }

    private void draw(Cue cue, long frame, Graphics2D graphics) {
        var word = cue.word();
        double after = millisAfter(cue, frame);
        double scale = cue.motion().scaleAt(after);
        double baseline = layout.font().ascent(word.em()) - layout.font().lineHeight(word.em()) / 2;
        var place = new AffineTransform();
        place.translate(word.x(), word.y() - cue.motion().liftAt(after) * word.em());
        place.scale(scale, scale);
        place.translate(-word.width() / 2, baseline);
        var shown = word.text().substring(0, cue.letters());
        var outline = new TextLayout(shown, layout.font().sized(word.em()), CaptionFont.EXACT).getOutline(place);
        graphics.setColor(layout.look().outline().inJava());
        graphics.setStroke(
                new BasicStroke((float) (2 * layout.outline()), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(outline);
        fill(cue, after, outline, graphics);
    }

    private void fill(Cue cue, double after, Shape outline, Graphics2D graphics) {
        graphics.setColor(cue.colour().inJava());
        graphics.fill(outline);
        cue.filledWith().ifPresent(colour -> {
            double part = cue.fillMillis() == 0 ? 1 : Math.clamp(after / cue.fillMillis(), 0, 1);
            double left = cue.word().x() - cue.word().width() / 2;
            var clip = graphics.getClip();
            graphics.clip(new Rectangle2D.Double(left, 0, cue.word().width() * part, layout.height()));
            graphics.setColor(colour.inJava());
            graphics.fill(outline);
            graphics.setClip(clip);
        });
    }

    private static void toRgba(int[] pixels, byte[] bytes) {
        int at = 0;
        for (int pixel : pixels) {
            bytes[at++] = (byte) (pixel >> 16);
            bytes[at++] = (byte) (pixel >> 8);
            bytes[at++] = (byte) pixel;
            bytes[at++] = (byte) (pixel >>> 24);
        }
    }
}
