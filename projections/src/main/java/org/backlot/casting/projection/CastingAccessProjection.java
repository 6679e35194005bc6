package org.backlot.casting.projection;

import java.util.List;
import java.util.UUID;
import org.backlot.casting.api.ApplicationEvent;
import org.backlot.casting.api.ApplicationEvent.ApplicationRejected;
import org.backlot.casting.api.ApplicationEvent.ApplicationSubmitted;
import org.backlot.casting.api.ApplicationEvent.ApplicationWithdrawn;
import org.backlot.casting.api.ApplicationEvent.OfferAccepted;
import org.backlot.casting.api.ApplicationEvent.OfferDeclined;
import org.backlot.casting.api.TalentEvent;
import org.backlot.casting.api.TalentEvent.AgeRangeReached;
import org.backlot.casting.api.TalentEvent.ApplicationSent;
import org.backlot.casting.api.TalentEvent.GuardianConsentWithdrawn;
import org.backlot.casting.api.TalentEvent.GuardianConsented;
import org.backlot.casting.api.TalentEvent.GuardianNamed;
import org.backlot.casting.api.TalentEvent.GuardianshipEnded;
import org.backlot.casting.api.TalentEvent.PortfolioItemAdded;
import org.backlot.casting.api.TalentEvent.PortfolioItemRemoved;
import org.backlot.casting.api.TalentEvent.TalentProfileCreated;
import org.backlot.casting.api.TalentEvent.TalentProfileEdited;
import org.backlot.casting.api.TalentEvent.TalentRetired;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.backlot.log.api.WrittenWithTheLog;
import org.backlot.shared.Event;
import org.backlot.shared.id.AccountId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The facts by which it is decided who sees a talent, and who answers for a minor (CST-1, IDN-9). */
@Component
public final class CastingAccessProjection implements Projection, WrittenWithTheLog {
    private final JdbcClient jdbc;

    public CastingAccessProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "casting-access";
    }

    @Override
    public List<String> tables() {
        return List.of("talent", "change", "application");
    }

    @Override
    public boolean concerns(Event event) {
        return switch (event) {
            case TalentProfileEdited _, PortfolioItemAdded _, PortfolioItemRemoved _, ApplicationSent _ -> false;
            case ApplicationSubmitted _ -> true;
            case ApplicationEvent application -> ends(application);
            default -> event instanceof TalentEvent;
        };
    }

    @Override
    public boolean takesAway(Event event) {
        return switch (event) {
            case TalentProfileCreated _, GuardianConsented _, AgeRangeReached _, ApplicationEvent _ -> false;
            default -> true;
        };
    }

    @Override
    public void on(RecordedEvent recorded) {
        switch (recorded.payload()) {
            case TalentEvent event -> {
                talent(event);
                changed(event.accountId(), recorded.position());
            }
            case ApplicationSubmitted event ->
                jdbc.sql("insert into application (application_id, applicant, open) values (?, ?, true)")
                        .params(event.applicationId().value(), event.applicant().value())
                        .update();
            case ApplicationEvent event
            when ends(event) ->
                jdbc.sql("update application set open = false where application_id = ?")
                        .param(event.applicationId().value())
                        .update();
            default -> {
                // Who may see what stays the same.
            }
        }
    }

    private static boolean ends(ApplicationEvent event) {
        return switch (event) {
            case ApplicationRejected _, OfferAccepted _, OfferDeclined _, ApplicationWithdrawn _ -> true;
            default -> false;
        };
    }

    private void talent(TalentEvent event) {
        switch (event) {
            case TalentProfileCreated e ->
                jdbc.sql("insert into talent (account_id, minor, consented) values (?, ?, false)")
                        .params(e.accountId().value(), e.ageRange().minor())
                        .update();
            case AgeRangeReached e ->
                jdbc.sql("update talent set minor = ? where account_id = ?")
                        .params(e.ageRange().minor(), e.accountId().value())
                        .update();
            case GuardianNamed e -> guarded(e.accountId(), e.guardianId().value(), false);
            case GuardianConsented e -> guarded(e.accountId(), e.guardianId().value(), true);
            case GuardianConsentWithdrawn e ->
                guarded(e.accountId(), e.guardianId().value(), false);
            case GuardianshipEnded e -> guarded(e.accountId(), null, false);
            case TalentRetired e ->
                jdbc.sql("delete from talent where account_id = ?")
                        .param(e.accountId().value())
                        .update();
            case TalentProfileEdited _, PortfolioItemAdded _, PortfolioItemRemoved _, ApplicationSent _ -> {
                // Who may see it stays the same.
            }
        }
    }

    private void changed(AccountId account, long position) {
        jdbc.sql("insert into change (position, account_id) values (?, ?)")
                .params(position, account.value())
                .update();
    }

    private void guarded(AccountId minor, @Nullable UUID guardian, boolean consented) {
        jdbc.sql("update talent set guardian_id = :guardian, consented = :consented where account_id = :minor")
                .param("guardian", guardian)
                .param("consented", consented)
                .param("minor", minor.value())
                .update();
    }
}
