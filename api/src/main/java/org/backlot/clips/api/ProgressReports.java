package org.backlot.clips.api;

/** Tells whoever looks how far an attempt has come. Best effort: it neither fails nor waits. */
@FunctionalInterface
public interface ProgressReports {
    void report(StepProgress progress);
}
