// One form for the object storage of the environment and for our own: nobody after this asks which it is.
package org.backlot.platform.app.embedded;

import java.net.URI;

/**
 * An object storage that speaks S3.
 *
 * @param endpoint where this program finds it
 * @param publicEndpoint where clients find it; signed links lead there
 * @param bucket exists already
 */
public record StorageAddress(
        URI endpoint, URI publicEndpoint, String region, String bucket, String accessKey, String secretKey) {

    /** Refuses what is no address of a storage. */
    public StorageAddress {
        requireEndpoint(endpoint);
        requireEndpoint(publicEndpoint);
        if (region.isBlank() || bucket.isBlank() || accessKey.isBlank() || secretKey.isBlank()) {
            throw new IllegalArgumentException("An object storage has a region, a bucket and keys");
        }
    }

    static URI requireEndpoint(URI endpoint) {
        var path = endpoint.getPath();
        boolean whole = endpoint.getHost() != null
                && endpoint.getUserInfo() == null
                && (path == null || path.isEmpty() || path.equals("/"));
        if (!whole || !("http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme()))) {
            throw new IllegalArgumentException("Not the address of an object storage, which reads https://host:port");
        }
        return endpoint;
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return bucket + " at " + endpoint;
    }
}
