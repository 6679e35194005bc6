package org.backlot.identity.command.crew;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.backlot.identity.api.Capability;
import org.backlot.identity.api.CrewCommand.OpenCrew;
import org.backlot.identity.api.CrewCommand.SetCapabilities;
import org.backlot.identity.api.CrewEvent;
import org.backlot.identity.api.CrewEvent.CapabilitiesSet;
import org.backlot.identity.api.CrewEvent.CrewOpened;
import org.backlot.identity.api.IdentityRejection;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.WorkspaceId;

/**
 * Who may do what on a project. A lead is whoever holds OVERRIDE; there is always one, so that no project becomes one that
 * nobody can give access to. A lead may step down once another is there.
 */
public sealed interface Crew {
    record Unopened() implements Crew {}

    record Open(
            ProjectId projectId,
            WorkspaceId workspaceId,
            AccountId openedFor,
            Map<AccountId, Set<Capability>> capabilities)
            implements Crew {
        public Open {
            capabilities = Map.copyOf(capabilities);
        }

        Set<Capability> of(AccountId account) {
            return capabilities.getOrDefault(account, Set.of());
        }

        boolean onlyLead(AccountId account) {
            return of(account).contains(Capability.OVERRIDE)
                    && capabilities.entrySet().stream()
                            .noneMatch(entry -> !entry.getKey().equals(account)
                                    && entry.getValue().contains(Capability.OVERRIDE));
        }
    }

    static Crew unopened() {
        return new Unopened();
    }

    /** @throws Rejection {@code ID_TAKEN} */
    default List<CrewEvent> open(OpenCrew command) {
        return switch (this) {
            case Unopened _ ->
                List.of(
                        new CrewOpened(command.projectId(), command.workspaceId(), command.leadId()),
                        new CapabilitiesSet(
                                command.projectId(),
                                command.leadId(),
                                EnumSet.allOf(Capability.class),
                                command.leadId()));
            case Open open
            when open.workspaceId().equals(command.workspaceId())
                    && open.openedFor().equals(command.leadId()) -> List.of();
            case Open _ -> throw Rejection.of(CommonRejection.ID_TAKEN);
        };
    }

    /** @throws Rejection {@code LAST_LEAD}, {@code NOT_FOUND} */
    default List<CrewEvent> set(SetCapabilities command) {
        return switch (this) {
            case Unopened _ -> throw Rejection.of(CommonRejection.NOT_FOUND);
            case Open open when open.of(command.accountId()).equals(command.capabilities()) -> List.of();
            case Open open
            when open.onlyLead(command.accountId()) && !command.capabilities().contains(Capability.OVERRIDE) ->
                throw Rejection.of(IdentityRejection.LAST_LEAD);
            case Open _ ->
                List.of(new CapabilitiesSet(
                        command.projectId(), command.accountId(), command.capabilities(), command.setBy()));
        };
    }

    default Crew evolve(CrewEvent event) {
        return switch (event) {
            case CrewOpened e -> new Open(e.projectId(), e.workspaceId(), e.leadId(), Map.of());
            case CapabilitiesSet e ->
                this instanceof Open open
                        ? new Open(open.projectId(), open.workspaceId(), open.openedFor(), changed(open, e))
                        : this;
        };
    }

    private static Map<AccountId, Set<Capability>> changed(Open open, CapabilitiesSet event) {
        var all = new HashMap<>(open.capabilities());
        if (event.capabilities().isEmpty()) {
            all.remove(event.accountId());
        } else {
            all.put(event.accountId(), Set.copyOf(event.capabilities()));
        }
        return all;
    }
}
