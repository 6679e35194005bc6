package org.backlot.platform.app.crypto;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The one secret that a Backlot must keep. All others are derived from it, or sealed under a key derived from it. */
public final class MasterKey {
    private static final int BYTES = 32;
    private static final String HMAC = "HmacSHA256";

    private final byte[] secret;

    public MasterKey(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("the master key is 32 bytes; make one with: openssl rand -base64 32");
        }
        this.secret = secret.clone();
    }

    /** Reads it from Base64, as it stands in the configuration. */
    public static MasterKey fromBase64(String text) {
        return new MasterKey(Base64.getDecoder().decode(text.strip()));
    }

    /** A key of 32 bytes for one purpose; other purposes tell nothing about it. */
    byte[] derive(String purpose) {
        return hmac(secret, "backlot/" + purpose);
    }

    static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "MasterKey[…]";
    }
}
