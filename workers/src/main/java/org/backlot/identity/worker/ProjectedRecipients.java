package org.backlot.identity.worker;

import java.util.Optional;
import java.util.UUID;
import org.backlot.shared.personal.Personal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads addresses from the view of people, which forgets whoever is erased, and who consents for a minor from the view that is
 * written with the log, which is never behind.
 */
@Component
final class ProjectedRecipients implements Recipients {
    private final JdbcClient jdbc;

    ProjectedRecipients(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Found of(MailOrder order) {
        return switch (order.kind()) {
            case INVITATION -> invited(order.recipient());
            case CALL_APPROVED, CALL_REJECTED, CALL_MERGED -> poster(order.recipient());
            case WARD_SHORTLISTED, WARD_CALLED_BACK, WARD_OFFERED, WARD_REJECTED -> guardian(order.recipient());
            default -> account(order.recipient());
        };
    }

    private Found account(UUID account) {
        return jdbc.sql("select email from identity.account where account_id = ?")
                .param(account)
                .query((row, _) -> found(row.getString("email"), Optional.empty()))
                .optional()
                .orElseGet(Found.NotYet::new);
    }

    // Nobody here has posted what was found elsewhere.
    private Found poster(UUID call) {
        return jdbc.sql("select created_by from casting.call where call_id = ?")
                .param(call)
                .query((row, _) -> Optional.ofNullable(row.getObject("created_by", UUID.class)))
                .optional()
                .<Found>map(posted -> posted.map(this::account).orElseGet(Found.Nobody::new))
                .orElseGet(Found.NotYet::new);
    }

    // Asked at each attempt: a guardian who consents no longer is told nothing that happened before, either.
    private Found guardian(UUID minor) {
        return jdbc.sql("select guardian_id from casting_access.talent where account_id = ? and minor and consented")
                .param(minor)
                .query(UUID.class)
                .optional()
                .map(this::account)
                .orElseGet(Found.Nobody::new);
    }

    private Found invited(UUID invitation) {
        return jdbc.sql("select i.email, w.name from identity.invitation i"
                        + " join identity.workspace w on w.workspace_id = i.workspace_id where i.invitation_id = ?")
                .param(invitation)
                .query((row, _) -> found(row.getString("email"), Optional.of(row.getString("name"))))
                .optional()
                .orElseGet(Found.NotYet::new);
    }

    private static Found found(String address, Optional<String> workspace) {
        return address.equals(Personal.ERASED) ? new Found.Nobody() : new Found.Somebody(address, workspace);
    }
}
