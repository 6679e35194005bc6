package org.backlot.clips.query;

import java.net.URI;

/**
 * A file of a clip, to be fetched.
 *
 * @param name what it is, such as {@code thumbnail}
 * @param fileName what it is to be called, fit for every file system
 * @param url a link that needs no further credentials: a secret until it expires
 */
public record ClipFile(String name, String fileName, URI url) {
    /** Never the link. */
    @Override
    public String toString() {
        return "ClipFile[" + fileName + "]";
    }
}
