package org.backlot.log.api;

/**
 * Opens the sealed personal fields of a stored event for somebody who may see them, such as an auditor. May block: it
 * reads keys. Credentials (a password's hash) stay sealed for everybody.
 */
public interface PersonalFields {
    /**
     * The payload with its personal fields in the clear; those of an erased person read {@code [erased]}.
     *
     * @param eventName the stored name, for example {@code identity.AccountRegistered}
     * @param payloadJson the payload as it lies in the log
     */
    String reveal(String eventName, String payloadJson);
}
