package org.backlot.casting.command.access;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.backlot.platform.command.CommittedReads;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ApplicationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the view by which casting commands are allowed. It is written in the commit of the events, so a consent that was
 * withdrawn is gone with the answer to the request that withdrew it.
 */
@Component
public final class CastingFacts {
    private final JdbcClient jdbc;

    public CastingFacts(CommittedReads reads) {
        this.jdbc = reads.jdbc();
    }

    /** Whether somebody has a profile. */
    public boolean hasProfile(AccountId account) {
        return jdbc.sql("select count(*) from casting_access.talent where account_id = ?")
                        .param(account.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Whether somebody has a profile as a minor. */
    public boolean isMinor(AccountId account) {
        return jdbc.sql("select count(*) from casting_access.talent where account_id = ? and minor")
                        .param(account.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Who answers for a minor, whether they have consented or not; empty for who is of age. */
    public Optional<AccountId> guardianOf(AccountId minor) {
        return jdbc.sql("select guardian_id from casting_access.talent"
                        + " where account_id = ? and minor and guardian_id is not null")
                .param(minor.value())
                .query(UUID.class)
                .optional()
                .map(AccountId::new);
    }

    /** Who sent an application. */
    public Optional<AccountId> applicantOf(ApplicationId application) {
        return jdbc.sql("select applicant from casting_access.application where application_id = ?")
                .param(application.value())
                .query(UUID.class)
                .optional()
                .map(AccountId::new);
    }

    /** What somebody has applied for and is not decided. */
    public List<ApplicationId> openApplications(AccountId applicant) {
        return jdbc
                .sql("select application_id from casting_access.application where applicant = ? and open"
                        + " order by application_id")
                .param(applicant.value())
                .query(UUID.class)
                .stream()
                .map(ApplicationId::new)
                .toList();
    }

    /** The minors for whom somebody answers. */
    public List<AccountId> wardsOf(AccountId guardian) {
        return jdbc
                .sql("select account_id from casting_access.talent where guardian_id = ? and minor order by account_id")
                .param(guardian.value())
                .query(UUID.class)
                .stream()
                .map(AccountId::new)
                .toList();
    }
}
