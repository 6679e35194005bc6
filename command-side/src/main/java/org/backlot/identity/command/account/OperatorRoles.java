package org.backlot.identity.command.account;

import org.backlot.identity.api.AccountRole;
import org.backlot.identity.api.EmailAddress;

/** To whom the operator of this installation gives the roles that are not open to all. */
public interface OperatorRoles {
    /** Whether whoever owns this address may register with this role. */
    boolean mayHold(EmailAddress email, AccountRole role);
}
