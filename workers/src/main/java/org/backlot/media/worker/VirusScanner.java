package org.backlot.media.worker;

import java.io.IOException;
import java.io.InputStream;
import org.backlot.media.api.ScanResult;

/** Looks for viruses. */
interface VirusScanner {
    /**
     * Scans a file from beginning to end; blocks.
     *
     * @param file opened only where it is to be scanned
     * @param size how many bytes the file has
     * @return what was found, or why the file is not scanned and need not be tried again
     * @throws IOException where the scanner cannot be reached or does not answer in time; another attempt may succeed
     */
    ScanResult scan(Content file, long size) throws IOException;

    /** A file that can be read. */
    @FunctionalInterface
    interface Content {
        /** The file from its beginning; whoever opens it closes it. */
        InputStream open() throws IOException;
    }
}
