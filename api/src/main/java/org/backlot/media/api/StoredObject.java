package org.backlot.media.api;

/**
 * An object as the storage describes it.
 *
 * @param size in bytes
 * @param contentType as it was stored
 * @param checksum the storage's own (ETag, without quotes): the MD5 of an object that was put in one piece, else the MD5
 *     of its parts' MD5s, a dash, and their number. It changes with every content; it is no proof against forgery
 */
public record StoredObject(StorageKey key, long size, String contentType, String checksum) {}
