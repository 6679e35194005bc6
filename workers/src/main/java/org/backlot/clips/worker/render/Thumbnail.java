package org.backlot.clips.worker.render;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.backlot.clips.worker.analysis.Analysis;
import org.backlot.clips.worker.analysis.Still;
import org.backlot.clips.worker.captions.CaptionFont;
import org.backlot.clips.worker.ffmpeg.Cancellation;
import org.backlot.clips.worker.ffmpeg.FfmpegRun;
import org.backlot.clips.worker.ffmpeg.FfmpegRunner;
import org.backlot.clips.worker.ffmpeg.WorkFolder;
import org.backlot.clips.worker.probe.MediaFacts;

/** The picture that stands for a clip: its best frame, cut as the clip is, with a title where one is wanted. */
public final class Thumbnail {
    private static final double MIDDLE_GREY = 0.45;
    private static final double A_FACE_IS_WORTH = 2;
    private static final int NEAR = 4;
    /** Titles stand in the upper part: the lower has the platforms' own. */
    private static final double TITLE_AT = 0.16;

    private static final double TITLE_EM = 0.1;
    private static final double TITLE_WIDTH = 0.86;
    private static final int TITLE_LINES = 4;

    private final FfmpegRunner ffmpeg;

    public Thumbnail(FfmpegRunner ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /** The sharpest frame that is neither dark nor glaring, with a face if there is one; never beside a cut. */
    public static long bestFrame(Analysis analysis, KeptFrames kept) {
        var span = kept.span();
        return analysis.stills().stream()
                .filter(still -> kept.pieces().stream()
                        .anyMatch(piece -> still.frame() >= piece.from() && still.frame() < piece.to()))
                .filter(still -> analysis.cuts().stream().noneMatch(cut -> Math.abs(cut - still.frame()) < NEAR))
                .max((one, other) -> Double.compare(worth(one, analysis), worth(other, analysis)))
                .map(Still::frame)
                .orElse(span.from() + span.count() / 2);
    }

    private static double worth(Still still, Analysis analysis) {
        boolean face = analysis.faces().stream()
                .flatMap(track -> track.sightings().stream())
                .anyMatch(seen -> Math.abs(seen.frame() - still.frame()) <= NEAR);
        double light = 1 - Math.min(1, Math.abs(still.brightness() - MIDDLE_GREY) / MIDDLE_GREY);
        return (face ? A_FACE_IS_WORTH : 1) * (0.2 + light) * Math.sqrt(still.sharpness());
    }

    /**
     * @param frame of the recording, inside the clip
     * @param title short; up to four lines
     * @param target a JPEG
     */
    public void make(
            RenderSpec spec,
            Path source,
            MediaFacts facts,
            long frame,
            Optional<String> title,
            CaptionFont font,
            Path target,
            WorkFolder work,
            Cancellation cancellation)
            throws IOException {
        var one = spec.at(frame);
        var picture = new ClipPicture(one, facts);
        var run = new FfmpegRun();
        picture.open(source, run);
        var still = work.file("still.png");
        ffmpeg.run(
                run.add("-filter_complex", picture.graph(work.path()), "-map", "[picture]", "-frames:v", "1")
                        .to(still)
                        .in(work.path()),
                cancellation);
        var drawn = withoutAlpha(ImageIO.read(still.toFile()));
        title.filter(text -> !text.isBlank()).ifPresent(text -> write(text.strip(), font, drawn));
        if (!ImageIO.write(drawn, "jpg", target.toFile())) {
            throw new IOException("This Java writes no JPEG");
        }
    }

    private static BufferedImage withoutAlpha(BufferedImage picture) {
        var drawn = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        var graphics = drawn.createGraphics();
        graphics.drawImage(picture, 0, 0, null);
        graphics.dispose();
        return drawn;
    }

    private static void write(String title, CaptionFont font, BufferedImage picture) {
        int width = picture.getWidth();
        double em = TITLE_EM * Math.min(width, picture.getHeight());
        var lines = lines(title, font, em, TITLE_WIDTH * width);
        var graphics = BrandPictures.graphicsOf(picture);
        double y = TITLE_AT * picture.getHeight();
        for (var line : lines) {
            Font sized = BrandPictures.fitting(line, font, em, TITLE_WIDTH * width);
            var layout = new TextLayout(line, sized, graphics.getFontRenderContext());
            var outline = layout.getOutline(AffineTransform.getTranslateInstance((width - layout.getAdvance()) / 2, y));
            graphics.setColor(Color.BLACK);
            graphics.setStroke(new BasicStroke((float) (em / 7), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            graphics.draw(outline);
            graphics.setColor(Color.WHITE);
            graphics.fill(outline);
            y += em * 1.2;
        }
        graphics.dispose();
    }

    /** What does not fit into four lines is left out. */
    private static List<String> lines(String title, CaptionFont font, double em, double widest) {
        var lines = new ArrayList<String>();
        for (var word : title.split("\\s+")) {
            var longer = lines.isEmpty() ? word : lines.getLast() + " " + word;
            if (!lines.isEmpty() && font.width(longer, em) <= widest) {
                lines.set(lines.size() - 1, longer);
            } else {
                lines.add(word);
            }
        }
        return lines.subList(0, Math.min(TITLE_LINES, lines.size()));
    }
}
