// One form for the Redis of the environment, of a test container and of our own: nobody after this asks which it is.
package org.backlot.platform.app.embedded;

import java.net.URI;

/** Where Redis is and how to log in, as {@code redis://user:password@host:port/database}. */
public record RedisAddress(URI uri) {

    /** Refuses what is no Redis address. */
    public RedisAddress {
        var scheme = uri.getScheme();
        if (uri.getHost() == null || !("redis".equals(scheme) || "rediss".equals(scheme))) {
            throw new IllegalArgumentException(
                    "Not the address of a Redis server, which reads redis://:password@host:port");
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
