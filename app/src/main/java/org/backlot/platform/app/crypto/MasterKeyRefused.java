package org.backlot.platform.app.crypto;

/** The master key given is not the one that the database was made with. */
public final class MasterKeyRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MasterKeyRefused() {
        super("This database was made with another master key. With this one nothing sealed could be opened and every"
                + " address would look unknown. Give the right one in BACKLOT_MASTER_KEY, or the right data folder.");
    }
}
