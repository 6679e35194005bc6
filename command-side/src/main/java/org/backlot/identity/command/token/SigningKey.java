package org.backlot.identity.command.token;

import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Optional;

/**
 * One RSA key pair that signs access tokens.
 *
 * @param kid its JWK thumbprint (RFC 7638), as the header {@code kid} of a token names it
 * @param signsFrom from when it signs
 * @param retiresAt when its last token has expired; empty while no newer key follows it
 */
public record SigningKey(
        String kid, PrivateKey privateKey, RSAPublicKey publicKey, Instant signsFrom, Optional<Instant> retiresAt) {

    /** Never the private half. */
    @Override
    public String toString() {
        return "SigningKey[" + kid + "]";
    }
}
