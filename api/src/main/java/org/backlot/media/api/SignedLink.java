package org.backlot.media.api;

import java.net.URI;
import java.util.Map;

/**
 * A link to the storage that works without further credentials, for one method on one object.
 *
 * @param url holds the signature: a secret until it expires
 * @param headers what a request must carry besides {@code Host} and {@code Content-Length}, exactly so
 */
public record SignedLink(String method, URI url, Map<String, String> headers) {
    public SignedLink {
        headers = Map.copyOf(headers);
    }

    /** Never the signature. */
    @Override
    public String toString() {
        return "SignedLink[" + method + " " + url.getPath() + "]";
    }
}
