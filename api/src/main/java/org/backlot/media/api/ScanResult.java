package org.backlot.media.api;

import org.backlot.shared.personal.NotPersonal;

/**
 * What a scan found.
 *
 * @param reason the name of what was found, or why the file was not scanned; empty for a clean one
 */
public record ScanResult(
        ScanVerdict verdict,

        @NotPersonal("the scanner's name of a virus, or why nothing was scanned")
        String reason) {
    private static final int LONGEST = 200;

    /** Refuses a verdict other than clean without a reason; cuts a long reason. */
    public ScanResult {
        if (verdict != ScanVerdict.CLEAN && reason.isBlank()) {
            throw new IllegalArgumentException("a file that is not clean is so for a reason");
        }
        reason = reason.length() > LONGEST ? reason.substring(0, LONGEST) : reason;
    }

    public static ScanResult clean() {
        return new ScanResult(ScanVerdict.CLEAN, "");
    }

    public static ScanResult infected(String signature) {
        return new ScanResult(ScanVerdict.INFECTED, signature);
    }

    public static ScanResult notScanned(String reason) {
        return new ScanResult(ScanVerdict.NOT_SCANNED, reason);
    }
}
