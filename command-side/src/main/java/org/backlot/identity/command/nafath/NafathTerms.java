package org.backlot.identity.command.nafath;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.Sha256;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What this installation has agreed on with the provider of Nafath: the secret of its notices, and how long to wait. */
@Component
public final class NafathTerms {
    private final String secret;
    private final Duration openFor;

    /**
     * @param secret what comes as {@code Password} with each notice; blank where none was agreed on
     * @param openFor how long the holder has to answer; the provider sends no notice of an expiry
     */
    public NafathTerms(
            @Value("${backlot.nafath.webhook-secret:}") String secret,
            @Value("${backlot.nafath.expires-after:5m}") Duration openFor) {
        if (!openFor.isPositive()) {
            throw new IllegalArgumentException("backlot.nafath.expires-after must be longer than nothing");
        }
        this.secret = secret.strip();
        this.openFor = openFor;
    }

    /** How long somebody has to answer. */
    public Duration openFor() {
        return openFor;
    }

    /** @throws Rejection {@code PROVIDER_NOT_CONFIGURED} where no notice could ever be believed */
    public void requireSecret() {
        if (secret.isEmpty()) {
            throw Rejection.of(
                    CommonRejection.PROVIDER_NOT_CONFIGURED,
                    "Nafath is not configured: set BACKLOT_NAFATH_WEBHOOK_SECRET to the password that comes with its"
                            + " notices.");
        }
    }

    /** Whether this is the secret. Takes as long for a wrong one, however much of it is right, and however long it is. */
    public boolean isSecret(String given) {
        return MessageDigest.isEqual(digest(given), digest(secret)) && !secret.isEmpty();
    }

    private static byte[] digest(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
