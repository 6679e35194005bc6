// Why this file exists: both sides act at any time and in any order. No order of it may move an application back,
// decide it twice, or show what was withdrawn.
package org.backlot.casting.command.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.backlot.casting.api.ApplicationCommand.AnswerOffer;
import org.backlot.casting.api.ApplicationCommand.DecideApplication;
import org.backlot.casting.api.ApplicationCommand.SubmitApplication;
import org.backlot.casting.api.ApplicationCommand.ViewApplication;
import org.backlot.casting.api.ApplicationCommand.WithdrawApplication;
import org.backlot.casting.api.ApplicationEvent;
import org.backlot.casting.api.ApplicationEvent.ApplicationViewed;
import org.backlot.casting.api.ApplicationStatus;
import org.backlot.casting.api.CastingLine;
import org.backlot.casting.api.CastingProse;
import org.backlot.casting.api.OfferAnswer;
import org.backlot.casting.api.PosterDecision;
import org.backlot.casting.api.RoleTicket;
import org.backlot.casting.api.WithdrawalCause;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ApplicationId;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.id.CastingRoleId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;

class ApplicationProperties {
    private static final int ACTIONS = 9;
    private static final ApplicationId APPLICATION = new ApplicationId(new UUID(4, 1));
    private static final AccountId HALA = new AccountId(new UUID(4, 2));
    private static final AccountId OMAR = new AccountId(new UUID(4, 3));
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    /** What was decided, and where the application stood before each. */
    private record Life(List<ApplicationEvent> happened, List<ApplicationStatus> stations) {}

    private static Life lived(List<Integer> actions) {
        var application = Application.unsent();
        var happened = new ArrayList<ApplicationEvent>();
        var stations = new ArrayList<ApplicationStatus>();
        for (int action : actions) {
            List<ApplicationEvent> events;
            try {
                events = act(application, action);
            } catch (Rejection _) {
                continue;
            }
            for (var event : events) {
                application = application.evolve(event);
                happened.add(event);
                stations.add(application.status());
            }
        }
        return new Life(happened, stations);
    }

    private static List<ApplicationEvent> act(Application application, int action) {
        return switch (action) {
            case 0 ->
                application.submit(
                        new SubmitApplication(
                                APPLICATION,
                                new RoleTicket(
                                        new CastingCallId(new UUID(4, 4)),
                                        new CastingRoleId(new UUID(4, 5)),
                                        new WorkspaceId(new UUID(4, 6)),
                                        OMAR,
                                        new CastingLine("The Last Reel"),
                                        new CastingLine("Idris")),
                                HALA,
                                Personal.of(new CastingProse("I ride.")),
                                List.of()),
                        NOON);
            case 1 -> application.view(new ViewApplication(APPLICATION, OMAR), NOON);
            case 2, 3, 4, 5 ->
                application.decide(new DecideApplication(APPLICATION, OMAR, PosterDecision.values()[action - 2]), NOON);
            case 6, 7 -> application.answer(new AnswerOffer(APPLICATION, HALA, OfferAnswer.values()[action - 6]), NOON);
            default ->
                application.withdraw(new WithdrawApplication(APPLICATION, HALA, WithdrawalCause.APPLICANT), NOON);
        };
    }

    @Property(tries = 500)
    @Label("CST-3: whatever both sides do, an application only ever goes the allowed ways, and ends once")
    void allowed_ways(@ForAll @Size(max = 60) List<@IntRange(max = ACTIONS - 1) Integer> actions) {
        var stations = lived(actions).stations();
        for (int i = 1; i < stations.size(); i++) {
            var before = stations.get(i - 1);
            var after = stations.get(i);
            assertThat(before == after || before.mayBecome(after))
                    .as(before + " → " + after)
                    .isTrue();
        }
        assertThat(stations.stream().filter(status -> !status.open()).distinct().count())
                .isLessThanOrEqualTo(1);
    }

    @Property(tries = 500)
    @Label("CST-3: nobody looks at what was withdrawn, and after an end nothing happens but looks")
    void nothing_after_the_end(@ForAll @Size(max = 60) List<@IntRange(max = ACTIONS - 1) Integer> actions) {
        var life = lived(actions);
        for (int i = 1; i < life.happened().size(); i++) {
            var before = life.stations().get(i - 1);
            if (!before.open()) {
                assertThat(life.happened().get(i)).isInstanceOf(ApplicationViewed.class);
                assertThat(before).isNotEqualTo(ApplicationStatus.WITHDRAWN);
            }
        }
    }

    @Property(tries = 200)
    @Label("CST-3: every view folds the same status from the events as the rules do")
    void one_status(@ForAll @Size(max = 60) List<@IntRange(max = ACTIONS - 1) Integer> actions) {
        var life = lived(actions);
        var status = ApplicationStatus.SUBMITTED;
        for (int i = 0; i < life.happened().size(); i++) {
            status = status.after(life.happened().get(i));
            assertThat(status).isEqualTo(life.stations().get(i));
        }
    }
}
