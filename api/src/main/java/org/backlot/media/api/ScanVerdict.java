package org.backlot.media.api;

/** What is known of a file's viruses. Not to have looked is a verdict of its own, and never the same as clean. */
public enum ScanVerdict {
    CLEAN,
    INFECTED,
    NOT_SCANNED
}
