package org.backlot.media.api;

/**
 * A part of an upload that has arrived.
 *
 * @param number from 1
 * @param size in bytes
 * @param checksum as the storage gave it; needed to put the parts together
 */
public record UploadedPart(int number, long size, String checksum) {}
