package org.backlot.logistics.command.dispatch;

import org.backlot.identity.command.access.Gate;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ProjectId;
import org.springframework.stereotype.Component;

/** Tells the rules of a dispatch what the access view knows of people. Here and not beside REST: every role decides commands. */
@Component
public final class GateCrew implements Crew {
    private final Gate gate;

    public GateCrew(Gate gate) {
        this.gate = gate;
    }

    @Override
    public boolean active(AccountId account) {
        return gate.isActive(account);
    }

    @Override
    public boolean includes(AccountId account, ProjectId project) {
        return gate.worksOn(account, project);
    }
}
