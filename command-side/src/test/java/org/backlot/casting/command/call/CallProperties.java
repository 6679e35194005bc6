// Why this file exists: posters, moderators and deadlines act in any order. No order of it may show to all what
// neither a verified poster nor a moderator has let through.
package org.backlot.casting.command.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.backlot.casting.api.CallCommand.AmendCall;
import org.backlot.casting.api.CallCommand.ApproveCall;
import org.backlot.casting.api.CallCommand.CloseCall;
import org.backlot.casting.api.CallCommand.DeleteCall;
import org.backlot.casting.api.CallCommand.DraftCall;
import org.backlot.casting.api.CallCommand.EditCall;
import org.backlot.casting.api.CallCommand.MergeCall;
import org.backlot.casting.api.CallCommand.PublishCall;
import org.backlot.casting.api.CallCommand.RejectCall;
import org.backlot.casting.api.CallContent;
import org.backlot.casting.api.CallEvent;
import org.backlot.casting.api.CallEvent.CallApproved;
import org.backlot.casting.api.CallEvent.CallPublished;
import org.backlot.casting.api.CallStatus;
import org.backlot.casting.api.CastingLine;
import org.backlot.casting.api.CastingProse;
import org.backlot.casting.api.CastingRole;
import org.backlot.casting.api.PublishGate;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.id.CastingRoleId;
import org.backlot.shared.id.WorkspaceId;

class CallProperties {
    private static final int ACTIONS = 13;
    private static final CastingCallId CALL = new CastingCallId(new UUID(3, 1));
    private static final AccountId OMAR = new AccountId(new UUID(3, 5));
    private static final AccountId MODERATOR = new AccountId(new UUID(3, 6));
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant DEADLINE = NOON.plus(Duration.ofDays(7));
    private static final String REASON = "as agreed";

    private static CallContent says(String title) {
        return new CallContent(
                new CastingLine(title),
                new CastingProse("Somebody who runs a projector."),
                null,
                null,
                null,
                null,
                DEADLINE,
                List.of(new CastingRole(
                        new CastingRoleId(new UUID(3, 3)),
                        new CastingLine("Idris"),
                        null,
                        List.of(),
                        List.of(),
                        List.of())));
    }

    private static List<CallEvent> act(Call call, int action, int step) {
        var title = "Edition " + step;
        return switch (action) {
            case 0 -> call.draft(new DraftCall(CALL, new WorkspaceId(new UUID(3, 4)), OMAR, says("First"), null), NOON);
            case 1 -> call.publish(new PublishCall(CALL, OMAR, false), NOON);
            case 2 -> call.publish(new PublishCall(CALL, OMAR, true), NOON);
            case 3 -> call.edit(new EditCall(CALL, OMAR, says(title), null, false), NOON);
            case 4 -> call.edit(new EditCall(CALL, OMAR, says(title), null, true), NOON);
            case 5 -> call.approve(new ApproveCall(CALL, MODERATOR, REASON), NOON);
            case 6 -> call.reject(new RejectCall(CALL, MODERATOR, REASON), NOON);
            case 7 -> call.amend(new AmendCall(CALL, MODERATOR, says(title), REASON), NOON);
            case 8 -> call.merge(new MergeCall(CALL, new CastingCallId(new UUID(3, 2)), MODERATOR, REASON), NOON);
            case 9 -> call.close(new CloseCall(CALL, OMAR), NOON);
            case 10 -> call.closeAtDeadline(DEADLINE);
            case 11 -> call.closeAtDeadline(NOON);
            default -> call.delete(new DeleteCall(CALL, OMAR, REASON), NOON);
        };
    }

    @Property(tries = 500)
    @Label("CST-2 CST-5: what all see was let through by a verified poster or a moderator, word for word")
    void nothing_slips_through(@ForAll @Size(max = 60) List<@IntRange(max = ACTIONS - 1) Integer> actions) {
        var call = Call.absent();
        var letThrough = new ArrayList<CallContent>();
        for (int step = 0; step < actions.size(); step++) {
            int action = actions.get(step);
            List<CallEvent> events;
            try {
                events = act(call, action, step);
            } catch (Rejection _) {
                continue;
            }
            for (var event : events) {
                call = call.evolve(event);
                boolean byModerator = event instanceof CallApproved;
                boolean byVerified =
                        event instanceof CallPublished published && published.gate() == PublishGate.VERIFIED_POSTER;
                if (byModerator || byVerified || action == 4) {
                    letThrough.add(((Call.Present) call).content());
                }
            }
            if (call instanceof Call.Present present && present.status() == CallStatus.PUBLISHED) {
                assertThat(letThrough).contains(present.content());
            }
        }
    }

    @Property(tries = 500)
    @Label("CST-2: what is closed, merged or deleted stays so")
    void over_is_over(@ForAll @Size(max = 60) List<@IntRange(max = ACTIONS - 1) Integer> actions) {
        var call = Call.absent();
        for (int step = 0; step < actions.size(); step++) {
            var before = call;
            try {
                for (var event : act(call, actions.get(step), step)) {
                    call = call.evolve(event);
                }
            } catch (Rejection _) {
                continue;
            }
            if (before instanceof Call.Present was && was.status().over()) {
                assertThat(call.status()).isIn(was.status(), CallStatus.DELETED);
            }
        }
    }
}
