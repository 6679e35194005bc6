package org.backlot.logistics.command.dispatch;

import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ProjectId;

/** What the rules of a dispatch need to know about people. */
public interface Crew {
    /** Whether the account exists, is verified and was not erased. */
    boolean active(AccountId account);

    /** Whether somebody works on the project: by a capability on it or as a member of its workspace. */
    boolean includes(AccountId account, ProjectId project);
}
