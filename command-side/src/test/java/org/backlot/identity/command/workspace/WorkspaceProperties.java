package org.backlot.identity.command.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.backlot.identity.api.WorkspaceCommand;
import org.backlot.identity.api.WorkspaceCommand.ChangeMemberRole;
import org.backlot.identity.api.WorkspaceCommand.CreateWorkspace;
import org.backlot.identity.api.WorkspaceCommand.RemoveMember;
import org.backlot.identity.api.WorkspaceCommand.RetireErasedMember;
import org.backlot.identity.api.WorkspaceEvent;
import org.backlot.identity.api.WorkspaceEvent.MemberJoined;
import org.backlot.identity.api.WorkspaceRole;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.InvitationId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;

/** Whatever is asked in whatever order by whomever: what a workspace never becomes. */
class WorkspaceProperties {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final WorkspaceId HOUSE = new WorkspaceId(new UUID(0, 1));
    private static final int PEOPLE = 4;

    @Property
    @Label("IDN-5: a workspace is never without an owner")
    void never_without_an_owner(@ForAll("requests") List<WorkspaceCommand> requests) {
        var workspace = houseWith(WorkspaceRole.OWNER, WorkspaceRole.ADMIN, WorkspaceRole.EDITOR, WorkspaceRole.VIEWER);
        int kept = 0;
        for (var request : requests) {
            try {
                for (var event : decide(workspace, request)) {
                    workspace = workspace.evolve(event);
                    kept++;
                }
            } catch (Rejection _) {
                continue;
            }
            assertThat(((Workspace.Open) workspace).members().values()).contains(WorkspaceRole.OWNER);
        }
        Statistics.label("changed something").collect(kept > 0);
    }

    @Property
    @Label("IDN-5: nobody below an admin changes anybody but oneself")
    void team_is_for_admins(@ForAll("requests") List<WorkspaceCommand> requests) {
        var workspace =
                houseWith(WorkspaceRole.OWNER, WorkspaceRole.EDITOR, WorkspaceRole.EDITOR, WorkspaceRole.VIEWER);
        for (var request : requests) {
            var before = ((Workspace.Open) workspace).members();
            try {
                for (var event : decide(workspace, request)) {
                    if (request instanceof ChangeMemberRole change) {
                        assertThat(before.get(change.changedBy())).isIn(WorkspaceRole.ADMIN, WorkspaceRole.OWNER);
                    }
                    if (request instanceof RemoveMember remove
                            && !remove.removedBy().equals(remove.accountId())) {
                        assertThat(before.get(remove.removedBy())).isIn(WorkspaceRole.ADMIN, WorkspaceRole.OWNER);
                    }
                    workspace = workspace.evolve(event);
                }
            } catch (Rejection _) {
                assertThat(((Workspace.Open) workspace).members()).isEqualTo(before);
            }
        }
    }

    @Provide
    Arbitrary<List<WorkspaceCommand>> requests() {
        var people = Arbitraries.integers().between(1, PEOPLE).map(WorkspaceProperties::person);
        var roles = Arbitraries.of(WorkspaceRole.class);
        Arbitrary<WorkspaceCommand> change = Combinators.combine(people, roles, people)
                .as((target, role, by) -> new ChangeMemberRole(HOUSE, target, role, by));
        Arbitrary<WorkspaceCommand> remove =
                Combinators.combine(people, people).as((target, by) -> new RemoveMember(HOUSE, target, by));
        Arbitrary<WorkspaceCommand> retire = people.map(target -> new RetireErasedMember(HOUSE, target, target));
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(6, change),
                        net.jqwik.api.Tuple.of(3, remove),
                        net.jqwik.api.Tuple.of(1, retire))
                .list()
                .ofMaxSize(30);
    }

    private static List<WorkspaceEvent> decide(Workspace workspace, WorkspaceCommand request) {
        return switch (request) {
            case ChangeMemberRole change -> workspace.changeRole(change);
            case RemoveMember remove -> workspace.remove(remove);
            case RetireErasedMember retire -> workspace.retire(retire);
            default -> throw new AssertionError("not among the requests");
        };
    }

    private static Workspace houseWith(WorkspaceRole... roles) {
        var workspace = Workspace.unopened();
        for (var event : workspace.create(new CreateWorkspace(HOUSE, person(1), Personal.of("House")), NOON)) {
            workspace = workspace.evolve(event);
        }
        for (int i = 1; i < roles.length; i++) {
            workspace = workspace.evolve(
                    new MemberJoined(HOUSE, new InvitationId(new UUID(1, i)), person(i + 1), roles[i], NOON));
        }
        return workspace;
    }

    private static AccountId person(int number) {
        return new AccountId(new UUID(2, number));
    }
}
