// Told apart from other failures because the remedy is always the same: name another folder, or stop who uses this one.
package org.backlot.platform.app.embedded;

/** A folder that Backlot must not, or cannot, keep its data in; the message says why. */
public final class DataFolderRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DataFolderRefused(String message) {
        super(message);
    }

    DataFolderRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
