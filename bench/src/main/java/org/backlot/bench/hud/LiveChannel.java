package org.backlot.bench.hud;

import java.io.IOException;
import java.time.Duration;

/** What tells the devices of one unit that the camera rolls: ours, or what people would otherwise use. */
interface LiveChannel extends AutoCloseable {
    /** What a frame is to the measurement. */
    enum Meaning {
        /** The device is on the unit's channel. */
        JOINED,
        /** A roll or a cut. */
        CHANGE,
        /** The device must say something before it goes on. */
        QUESTION,
        /** Something was left out, and must not have been. */
        LOSS,
        OTHER
    }

    /** As its figures are called after it. */
    String name();

    /** A device that asks to be on the unit's channel. */
    Socket connect();

    Meaning meaning(byte[] frame, int from, int length);

    /** What a device says to a question. */
    default String answer(byte[] frame, int from, int length) {
        throw new UnsupportedOperationException("it asks nothing");
    }

    /** Rolls the camera, or cuts it, in turn; comes back when that was accepted. */
    void change() throws IOException;

    /** The processor time of all that it consists of, since each of them began. */
    Duration processorTime();

    /** The memory of the process that holds the devices, in millions of bytes. */
    double residentMegabytes();

    @Override
    void close() throws IOException;

    /** Whether a frame begins so. */
    static boolean begins(byte[] frame, int from, int length, byte[] with) {
        if (length < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if (frame[from + i] != with[i]) {
                return false;
            }
        }
        return true;
    }
}
