// Why this file exists: the rules of access are one thing, how thousands of questions at once reach the database
// another.
package org.backlot.identity.command.access;

import java.util.Optional;
import java.util.UUID;
import org.backlot.identity.api.access.Standing;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ProjectId;

/** Where accounts stand towards things, by what has been committed. */
public interface Standings {
    /**
     * A thing's place, and an account's standing towards it.
     *
     * @param project the project that the thing belongs to; a project belongs to itself
     */
    record Placed(ProjectId project, Standing standing) {}

    /** Empty where there is no such thing. May block. */
    Optional<Placed> of(AccountId account, UUID thing);
}
