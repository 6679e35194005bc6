// Cuts and faces are looked for in the same frames, and decoding them is what takes the time. So whichever of the two
// steps comes first looks at both, and the other one finds what it has left.
package org.backlot.clips.worker.step;

import java.io.IOException;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.backlot.clips.worker.analysis.Analysis;
import org.backlot.clips.worker.analysis.FaceDetector;
import org.backlot.clips.worker.analysis.FacesUnavailable;
import org.backlot.clips.worker.analysis.MediaAnalyzer;
import org.backlot.clips.worker.ffmpeg.FfmpegRunner;
import org.backlot.media.api.StorageKey;
import org.backlot.shared.Sha256;
import tools.jackson.databind.json.JsonMapper;

/** The analyses of recordings: each is made once, and kept under what it follows from. */
final class SharedAnalysis {
    /** Of what is looked for and how: raised when the same recording would give another analysis. */
    private static final String VERSION = "1";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long LOOKS_UP_EVERY_MILLIS = 200;

    private final FfmpegRunner ffmpeg;
    private final Supplier<FaceDetector> faces;
    private final ConcurrentMap<StorageKey, CountDownLatch> underWay = new ConcurrentHashMap<>();

    /** @param faces a new detector for each recording: they are for one thread at a time */
    SharedAnalysis(FfmpegRunner ffmpeg, Supplier<FaceDetector> faces) {
        this.ffmpeg = ffmpeg;
        this.faces = faces;
    }

    /**
     * Where an analysis lies.
     *
     * @param facesSought whether there was something to look for faces with
     */
    record Kept(StorageKey key, boolean facesSought) {}

    static Analysis read(String json) {
        return JSON.readValue(json, Analysis.class);
    }

    /** The analysis of the recording that a step works on; waits for one that is being made in this process. */
    Kept of(StepRoom room) throws IOException, StepRefused {
        try {
            var detector = faces.get();
            return new Kept(keptOrMade(room, detector), !detector.models().isEmpty());
        } catch (FacesUnavailable noNatives) {
            // It shows with the first picture only; what else there is to see is seen without.
            return new Kept(keptOrMade(room, FaceDetector.blind()), false);
        }
    }

    private StorageKey keptOrMade(StepRoom room, FaceDetector detector) throws IOException, StepRefused {
        var facts = SourceFacts.of(room);
        var key = room.sharedKey("analysis", facts.sha256(), "frames-" + settings(detector) + ".json");
        while (!room.has(key)) {
            var mine = new CountDownLatch(1);
            var others = underWay.putIfAbsent(key, mine);
            if (others != null) {
                await(others, room);
                continue;
            }
            try {
                // Somebody may have ended between the look and the place in the queue.
                if (!room.has(key)) {
                    make(room, facts, detector, key);
                }
            } finally {
                underWay.remove(key, mine);
                mine.countDown();
            }
        }
        return key;
    }

    private static String settings(FaceDetector detector) {
        return Sha256.hex(VERSION + new TreeMap<>(detector.models())).substring(0, 16);
    }

    private void make(StepRoom room, SourceFacts facts, FaceDetector detector, StorageKey key)
            throws IOException, StepRefused {
        var analysis = new MediaAnalyzer(ffmpeg, detector)
                .analyse(
                        room.fetchNeeded(IngestStep.SOURCE),
                        facts.media(),
                        room.folder(),
                        room.cancellation(),
                        room::progress);
        room.store("analysis", key, "application/json", JSON.writeValueAsBytes(analysis));
    }

    private static void await(CountDownLatch others, StepRoom room) throws IOException {
        try {
            while (!others.await(LOOKS_UP_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                if (room.cancellation().isCancelled()) {
                    throw new IOException("cancelled while it waited for an analysis");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while it waited for an analysis", e);
        }
    }
}
