package org.backlot.identity.command.token;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import org.backlot.shared.Sha256;

/**
 * The public half of a signing key as others read it (RFC 7517).
 *
 * @param n modulus, base64url of the big-endian bytes
 * @param e exponent, likewise
 */
public record JsonWebKey(String kty, String use, String alg, String kid, String n, String e) {
    /** The public half of a key. */
    public static JsonWebKey of(SigningKey key) {
        return new JsonWebKey(
                "RSA",
                "sig",
                "RS256",
                key.kid(),
                base64(key.publicKey().getModulus()),
                base64(key.publicKey().getPublicExponent()));
    }

    /** The key's thumbprint (RFC 7638): SHA-256 over its required members in order, base64url. */
    static String thumbprint(RSAPublicKey key) {
        String members = "{\"e\":\"%s\",\"kty\":\"RSA\",\"n\":\"%s\"}"
                .formatted(base64(key.getPublicExponent()), base64(key.getModulus()));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Sha256.of(members.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        // Java writes a sign byte before a number whose first bit is set; RFC 7518 has none.
        int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }
}
