package org.backlot.casting.command.application;

import java.time.Instant;
import java.util.List;
import org.backlot.casting.api.ApplicationCommand.AnswerOffer;
import org.backlot.casting.api.ApplicationCommand.DecideApplication;
import org.backlot.casting.api.ApplicationCommand.SubmitApplication;
import org.backlot.casting.api.ApplicationCommand.ViewApplication;
import org.backlot.casting.api.ApplicationCommand.WithdrawApplication;
import org.backlot.casting.api.ApplicationEvent;
import org.backlot.casting.api.ApplicationEvent.ApplicationCalledBack;
import org.backlot.casting.api.ApplicationEvent.ApplicationOffered;
import org.backlot.casting.api.ApplicationEvent.ApplicationRejected;
import org.backlot.casting.api.ApplicationEvent.ApplicationShortlisted;
import org.backlot.casting.api.ApplicationEvent.ApplicationSubmitted;
import org.backlot.casting.api.ApplicationEvent.ApplicationViewed;
import org.backlot.casting.api.ApplicationEvent.ApplicationWithdrawn;
import org.backlot.casting.api.ApplicationEvent.OfferAccepted;
import org.backlot.casting.api.ApplicationEvent.OfferDeclined;
import org.backlot.casting.api.ApplicationSheet;
import org.backlot.casting.api.ApplicationStatus;
import org.backlot.casting.api.CastingRejection;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ApplicationId;

/** The life of one application (CST-3). Saying the same again changes nothing. */
sealed interface Application {
    record Unsent() implements Application {}

    record Sent(ApplicationSubmitted facts, ApplicationStatus status) implements Application {
        private ApplicationId id() {
            return facts.applicationId();
        }

        private AccountId applicant() {
            return facts.applicant();
        }

        private AccountId poster() {
            return facts.poster();
        }
    }

    static Application unsent() {
        return new Unsent();
    }

    default Application evolve(ApplicationEvent event) {
        return switch (event) {
            case ApplicationSubmitted e -> new Sent(e, ApplicationStatus.SUBMITTED);
            case ApplicationViewed _,
                    ApplicationShortlisted _,
                    ApplicationCalledBack _,
                    ApplicationOffered _,
                    ApplicationRejected _,
                    OfferAccepted _,
                    OfferDeclined _,
                    ApplicationWithdrawn _ ->
                new Sent(sent().facts(), sent().status().after(event));
        };
    }

    /** @throws Rejection {@code ID_TAKEN} */
    default List<ApplicationEvent> submit(SubmitApplication command, Instant now) {
        return switch (this) {
            case Unsent _ -> List.of(submitted(command, now));
            case Sent known
            when known.facts().equals(submitted(command, known.facts().at())) -> List.of();
            case Sent _ -> throw Rejection.of(CommonRejection.ID_TAKEN).at("applicationId");
        };
    }

    /** @throws Rejection {@code MATERIAL_WITHDRAWN}, {@code NOT_FOUND} */
    default List<ApplicationEvent> view(ViewApplication command, Instant now) {
        var sent = sent();
        if (sent.status() == ApplicationStatus.WITHDRAWN) {
            throw Rejection.of(CastingRejection.MATERIAL_WITHDRAWN);
        }
        return List.of(new ApplicationViewed(sent.id(), sent.applicant(), sent.poster(), command.viewedBy(), now));
    }

    /** What it shows. */
    default ApplicationSheet sheet() {
        var sent = sent();
        return new ApplicationSheet(
                sent.id(),
                sent.applicant(),
                sent.status(),
                sent.facts().note(),
                sent.facts().portfolio());
    }

    /** @throws Rejection {@code STATUS_NOT_REACHABLE}, {@code NOT_FOUND} */
    default List<ApplicationEvent> decide(DecideApplication command, Instant now) {
        var sent = sent();
        var by = command.decidedBy();
        return moves(
                command.decision().after(),
                switch (command.decision()) {
                    case SHORTLIST -> new ApplicationShortlisted(sent.id(), sent.applicant(), sent.poster(), by, now);
                    case CALL_BACK -> new ApplicationCalledBack(sent.id(), sent.applicant(), sent.poster(), by, now);
                    case OFFER -> new ApplicationOffered(sent.id(), sent.applicant(), sent.poster(), by, now);
                    case REJECT -> new ApplicationRejected(sent.id(), sent.applicant(), sent.poster(), by, now);
                });
    }

    /** @throws Rejection {@code STATUS_NOT_REACHABLE}, {@code NOT_FOUND} */
    default List<ApplicationEvent> answer(AnswerOffer command, Instant now) {
        var sent = sent();
        var by = command.answeredBy();
        return moves(
                command.answer().after(),
                switch (command.answer()) {
                    case ACCEPT -> new OfferAccepted(sent.id(), sent.applicant(), sent.poster(), by, now);
                    case DECLINE -> new OfferDeclined(sent.id(), sent.applicant(), sent.poster(), by, now);
                });
    }

    /** @throws Rejection {@code STATUS_NOT_REACHABLE}, {@code NOT_FOUND} */
    default List<ApplicationEvent> withdraw(WithdrawApplication command, Instant now) {
        var sent = sent();
        return moves(
                ApplicationStatus.WITHDRAWN,
                new ApplicationWithdrawn(
                        sent.id(), sent.applicant(), sent.poster(), command.withdrawnBy(), command.cause(), now));
    }

    /** @throws Rejection {@code NOT_FOUND} */
    default ApplicationStatus status() {
        return sent().status();
    }

    private List<ApplicationEvent> moves(ApplicationStatus next, ApplicationEvent event) {
        var status = sent().status();
        if (status == next) {
            return List.of();
        }
        if (!status.mayBecome(next)) {
            throw Rejection.of(CastingRejection.STATUS_NOT_REACHABLE)
                    .with("from", status)
                    .with("to", next);
        }
        return List.of(event);
    }

    private Sent sent() {
        return switch (this) {
            case Unsent _ -> throw Rejection.of(CommonRejection.NOT_FOUND);
            case Sent sent -> sent;
        };
    }

    private static ApplicationSubmitted submitted(SubmitApplication command, Instant at) {
        var role = command.role();
        return new ApplicationSubmitted(
                command.applicationId(),
                role.callId(),
                role.roleId(),
                role.workspaceId(),
                command.applicant(),
                role.poster(),
                role.callTitle(),
                role.roleName(),
                command.note(),
                command.portfolio(),
                at);
    }
}
