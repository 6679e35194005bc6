package org.backlot.clips.worker.analysis;

import java.util.List;
import java.util.Map;

/** Sees faces in a picture. */
public interface FaceDetector {
    /** @param luma brightness, row by row; not changed, and not kept */
    List<Box> detect(byte[] luma, int width, int height);

    /** The SHA-256 of each model it decides by, by the model's name. */
    Map<String, String> models();

    /** Sees none: for machines that have no natives, and recordings without people. */
    static FaceDetector blind() {
        return new FaceDetector() {
            @Override
            public List<Box> detect(byte[] luma, int width, int height) {
                return List.of();
            }

            @Override
            public Map<String, String> models() {
                return Map.of();
            }
        };
    }
}
