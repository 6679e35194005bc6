package org.backlot.eventstore;

import java.time.Instant;
import java.util.Arrays;

/**
 * What was answered to a request that names itself by a key. Kept in the commit of what it answers, so a request that is
 * sent again is answered alike and done once.
 *
 * @param scope whose keys these are; keys of one scope never meet those of another
 * @param key as the client chose it
 * @param fingerprint of the request, to tell a repeat from another request under the same key
 * @param status a number beside the answer, such as an HTTP status
 * @param answer the answer, in whatever form the caller reads
 * @param at when it was given
 */
public record Receipt(String scope, String key, byte[] fingerprint, int status, byte[] answer, Instant at) {
    /** Whether both name the same request. */
    boolean sameKey(Receipt other) {
        return scope.equals(other.scope) && key.equals(other.key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Receipt that
                && sameKey(that)
                && status == that.status
                && at.equals(that.at)
                && Arrays.equals(fingerprint, that.fingerprint)
                && Arrays.equals(answer, that.answer);
    }

    @Override
    public int hashCode() {
        return 31 * scope.hashCode() + key.hashCode();
    }

    @Override
    public String toString() {
        return "Receipt[" + scope + "/" + key + ", " + status + "]";
    }
}
