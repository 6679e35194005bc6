package org.backlot.identity.worker;

import java.util.Optional;
import java.util.UUID;
import org.backlot.shared.personal.Personal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks up where a mail goes, at the moment it goes. */
@Component
class Recipients {
    /** What is known of a recipient now. */
    sealed interface Found {
        /** The view has not read that far; ask again. */
        record NotYet() implements Found {}

        /** The person asked to be forgotten, or the invitation was used: there is nobody to write to. */
        record Nobody() implements Found {}

        /**
         * @param address where to
         * @param workspace the name of the workspace somebody is invited to; empty for other mail
         */
        record Somebody(String address, Optional<String> workspace) implements Found {
            @Override
            public String toString() {
                return "Somebody[…]";
            }
        }
    }

    private final JdbcClient jdbc;

    Recipients(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Found of(MailOrder order) {
        return switch (order.kind()) {
            case VERIFICATION_CODE -> account(order.recipient());
            case INVITATION -> invited(order.recipient());
        };
    }

    private Found account(UUID account) {
        return jdbc.sql("select email from identity.account where account_id = ?")
                .param(account)
                .query((row, _) -> found(row.getString("email"), Optional.empty()))
                .optional()
                .orElseGet(Found.NotYet::new);
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
