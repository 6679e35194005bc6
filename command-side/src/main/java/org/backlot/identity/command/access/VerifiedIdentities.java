package org.backlot.identity.command.access;

import java.time.Clock;
import java.time.ZoneOffset;
import org.backlot.platform.command.CommittedReads;
import org.backlot.shared.id.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whose identity was seen, and is still good (IDN-8). Whoever saw it, a moderator or Nafath: this is where it is asked. */
@Component
public final class VerifiedIdentities {
    private final JdbcClient jdbc;
    private final Clock clock;

    public VerifiedIdentities(CommittedReads reads, Clock clock) {
        this.jdbc = reads.jdbc();
        this.clock = clock;
    }

    /** Whether the identity of an account is verified now. */
    public boolean isVerified(AccountId account) {
        return jdbc.sql("select count(*) from verifications.verification where account_id = ? and expires_at > ?")
                        .param(account.value())
                        .param(clock.instant().atOffset(ZoneOffset.UTC))
                        .query(Long.class)
                        .single()
                > 0;
    }
}
