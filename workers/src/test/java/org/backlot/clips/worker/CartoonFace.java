package org.backlot.clips.worker;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongFunction;
import org.backlot.clips.worker.ffmpeg.FfmpegRun;
import org.backlot.clips.worker.ffmpeg.Rational;

/**
 * A face that a detector takes for one, drawn: where it is, is known to the pixel, and it is nobody's.
 *
 * @param x of its centre
 * @param y of its centre
 * @param width of the face without hair
 */
public record CartoonFace(double x, double y, double width) {
    private static final Color SKIN = new Color(224, 178, 145);
    private static final Color SHADE = new Color(168, 120, 92);
    private static final Color HAIR = new Color(62, 42, 30);

    /** A recording in which faces are where they are said to be, over a cluttered background. */
    public static Path video(
            Path file, int width, int height, Rational rate, int frames, LongFunction<List<CartoonFace>> faces) {
        var background = clutter(width, height);
        Material.run(new FfmpegRun()
                .rawFrames("rgb24", width, height, rate, input -> {
                    for (int frame = 0; frame < frames; frame++) {
                        write(frame(background, faces.apply(frame)), input);
                    }
                })
                .add("-c:v", "libx264", "-preset", "ultrafast", "-crf", "16", "-pix_fmt", "yuv420p")
                .to(file));
        return file;
    }

    private static BufferedImage frame(BufferedImage background, List<CartoonFace> faces) {
        var picture = new BufferedImage(background.getWidth(), background.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        var graphics = picture.createGraphics();
        graphics.drawImage(background, 0, 0, null);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        faces.forEach(face -> face.draw(graphics));
        graphics.dispose();
        return picture;
    }

    private static void write(BufferedImage picture, OutputStream output) throws IOException {
        var bytes = new byte[picture.getWidth() * picture.getHeight() * 3];
        int at = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int pixel = picture.getRGB(x, y);
                bytes[at++] = (byte) (pixel >> 16);
                bytes[at++] = (byte) (pixel >> 8);
                bytes[at++] = (byte) pixel;
            }
        }
        output.write(bytes);
    }

    /** The same for every run: shelves of books. */
    private static BufferedImage clutter(int width, int height) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        var graphics = picture.createGraphics();
        int seed = 17;
        for (int y = 0; y < height; y += 40) {
            for (int x = 0; x < width; ) {
                seed = (seed * 1_103 + 12_345) & 0x7FFF;
                int spine = 8 + seed % 15;
                graphics.setColor(new Color(40 + seed % 120, 50 + seed / 7 % 110, 60 + seed / 11 % 100));
                graphics.fillRect(x, y + 4 + seed % 9, spine, 40);
                x += spine;
            }
            graphics.setColor(new Color(70, 55, 45));
            graphics.fillRect(0, y + 36, width, 4);
        }
        graphics.dispose();
        return picture;
    }

    private void draw(Graphics2D graphics) {
        double w = width;
        double h = width * 1.32;
        graphics.setColor(new Color(70, 80, 130));
        graphics.fill(new RoundRectangle2D.Double(x - w * 1.15, y + h * 0.55, w * 2.3, h * 1.6, w * 0.7, w * 0.7));
        graphics.setColor(SHADE);
        graphics.fill(new RoundRectangle2D.Double(x - w * 0.22, y + h * 0.3, w * 0.44, h * 0.4, 8, 8));
        graphics.setColor(HAIR);
        graphics.fill(new Ellipse2D.Double(x - w * 0.58, y - h * 0.64, w * 1.16, h * 1.02));
        graphics.setPaint(new RadialGradientPaint(
                new Point2D.Double(x, y + h * 0.02), (float) (h * 0.62), new float[] {0, 0.65f, 1}, new Color[] {
                    SKIN.brighter(), SKIN, SHADE
                }));
        graphics.fill(new Ellipse2D.Double(x - w / 2, y - h / 2, w, h));
        graphics.setColor(HAIR);
        graphics.fill(new Arc2D.Double(x - w * 0.52, y - h * 0.56, w * 1.04, h * 0.56, 20, 140, Arc2D.CHORD));
        for (int side : new int[] {-1, 1}) {
            double eye = x + side * w * 0.215;
            graphics.setColor(new Color(150, 105, 82));
            graphics.fill(new Ellipse2D.Double(eye - w * 0.15, y - h * 0.16, w * 0.3, h * 0.15));
            graphics.setColor(HAIR);
            graphics.fill(new RoundRectangle2D.Double(eye - w * 0.14, y - h * 0.185, w * 0.28, h * 0.035, 4, 4));
            graphics.setColor(Color.WHITE);
            graphics.fill(new Ellipse2D.Double(eye - w * 0.09, y - h * 0.115, w * 0.18, h * 0.07));
            graphics.setColor(new Color(35, 25, 20));
            graphics.fill(new Ellipse2D.Double(eye - w * 0.042, y - h * 0.117, w * 0.084, h * 0.074));
        }
        graphics.setColor(SHADE);
        graphics.fill(new Ellipse2D.Double(x - w * 0.1, y + h * 0.08, w * 0.2, h * 0.06));
        graphics.setStroke(new BasicStroke((float) (w * 0.03)));
        graphics.draw(new Arc2D.Double(x - w * 0.07, y - h * 0.08, w * 0.06, h * 0.18, 100, 120, Arc2D.OPEN));
        graphics.setColor(new Color(150, 60, 60));
        graphics.fill(new Ellipse2D.Double(x - w * 0.19, y + h * 0.235, w * 0.38, h * 0.07));
        graphics.setColor(new Color(90, 30, 35));
        graphics.fill(new Ellipse2D.Double(x - w * 0.16, y + h * 0.26, w * 0.32, h * 0.018));
    }
}
