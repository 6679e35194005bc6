package org.backlot.eventstore.tree;

/** Seals what may lie in the database but not in the open: the private half of the log's key. */
public interface Vault {
    byte[] seal(byte[] secret);

    byte[] open(byte[] sealed);
}
