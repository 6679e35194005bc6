package org.backlot.clips.app.client;

/** Where a person, or a file, reads how far everything is. Threads may share it. */
public interface ProgressDisplay {
    /** A piece of work has moved. */
    void show(ProgressLine line);

    /** Something to be read once. */
    void say(String text);
}
