package org.backlot.eventstore;

/**
 * A stream from one of its events on.
 *
 * @param stream its name
 * @param fromSequence the first of its events that counts
 */
public record StreamPart(String stream, long fromSequence) {}
