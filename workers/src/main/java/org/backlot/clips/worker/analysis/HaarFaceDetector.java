package org.backlot.clips.worker.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.backlot.shared.Sha256;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;
import org.jspecify.annotations.Nullable;

/**
 * Frontal faces by OpenCV's Haar cascade {@code alt2}: no model to download, and quick enough for every fourth frame. It is weak on profiles and half-hidden faces; whoever uses it holds the last position.
 *
 * <p>OpenCV is loaded with the first picture, not before: it takes a second and 100 MB. For one thread at a time.
 */
public final class HaarFaceDetector implements FaceDetector {
    private static final String NAME = "haarcascade_frontalface_alt2";
    private static final String RESOURCE =
            "/org/bytedeco/opencv/linux-x86_64/share/opencv4/haarcascades/" + NAME + ".xml";
    private static final String NATIVES_GO_TO = "org.bytedeco.javacpp.cachedir";

    /** Longest side of the picture it looks at: what is smaller there is nobody the picture is about. */
    private static final double LONGEST_SIDE = 480;

    private static final double SCALE_STEP = 1.2;
    private static final int NEIGHBOURS = 4;
    /** A face smaller than this part of the picture's height is nobody the picture is about. */
    private static final double SMALLEST = 0.1;

    private final Path programs;
    private final byte[] model;
    private @Nullable CascadeClassifier classifier;

    /**
     * @param programs folder for what has to be a file: the natives and the cascade
     * @throws FacesUnavailable where this machine's natives were not brought
     */
    public HaarFaceDetector(Path programs) {
        this.programs = programs.toAbsolutePath();
        try (var stream = HaarFaceDetector.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new FacesUnavailable("There is no OpenCV for this machine", new IOException(RESOURCE));
            }
            model = stream.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public Map<String, String> models() {
        return Map.of(NAME, HexFormat.of().formatHex(Sha256.of(model)));
    }

    @Override
    public List<Box> detect(byte[] luma, int width, int height) {
        var cascade = loaded();
        double scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
        int high = (int) Math.round(height * scale);
        int smallest = (int) Math.max(20, high * SMALLEST);
        try (var bytes = new BytePointer(luma);
                var picture = new Mat(height, width, opencv_core.CV_8UC1, bytes);
                var small = new Mat();
                var size = new Size((int) Math.round(width * scale), high);
                var found = new RectVector();
                var least = new Size(smallest, smallest);
                var most = new Size(high, high)) {
            opencv_imgproc.resize(picture, small, size, 0, 0, opencv_imgproc.INTER_AREA);
            cascade.detectMultiScale(small, found, SCALE_STEP, NEIGHBOURS, 0, least, most);
            var boxes = new ArrayList<Box>();
            for (long i = 0; i < found.size(); i++) {
                try (var rectangle = found.get(i)) {
                    boxes.add(new Box(rectangle.x(), rectangle.y(), rectangle.width(), rectangle.height())
                            .times(1 / scale));
                }
            }
            // Threads find them in any order.
            boxes.sort((one, other) -> Double.compare(one.x(), other.x()));
            return List.copyOf(boxes);
        }
    }

    private CascadeClassifier loaded() {
        var ready = classifier;
        if (ready == null) {
            ready = load();
            classifier = ready;
        }
        return ready;
    }

    private CascadeClassifier load() {
        try {
            if (System.getProperty(NATIVES_GO_TO) == null) {
                System.setProperty(NATIVES_GO_TO, programs.resolve("opencv").toString());
            }
            Loader.load(org.bytedeco.opencv.global.opencv_objdetect.class);
            Files.createDirectories(programs);
            var draft = Files.createTempFile(programs, NAME, ".part");
            Files.write(draft, model);
            var file = programs.resolve(NAME + ".xml");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new CascadeClassifier(file.toString());
        } catch (UnsatisfiedLinkError | NoClassDefFoundError missing) {
            throw new FacesUnavailable("OpenCV does not run on this machine", missing);
        } catch (IOException failure) {
            throw new UncheckedIOException("The face model cannot be written to " + programs, failure);
        }
    }
}
