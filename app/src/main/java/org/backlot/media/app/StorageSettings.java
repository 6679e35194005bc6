package org.backlot.media.app;

import java.net.URI;

/**
 * Where the object storage is.
 *
 * @param endpoint where this program finds it
 * @param publicEndpoint where clients find it
 * @param bucket exists already
 */
record StorageSettings(
        URI endpoint, URI publicEndpoint, String region, String bucket, String accessKey, String secretKey) {

    /** Without the keys. */
    @Override
    public String toString() {
        return bucket + " at " + endpoint;
    }
}
