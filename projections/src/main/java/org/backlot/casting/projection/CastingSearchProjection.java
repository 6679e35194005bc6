package org.backlot.casting.projection;

import java.util.List;
import java.util.UUID;
import org.backlot.casting.api.ApplicationEvent;
import org.backlot.casting.api.CallEvent;
import org.backlot.casting.api.SavedSearchEvent;
import org.backlot.casting.api.TalentEvent;
import org.backlot.identity.api.AccountEvent.AccountErased;
import org.backlot.identity.api.SessionEvent.SessionOpened;
import org.backlot.identity.api.VerificationEvent;
import org.backlot.identity.api.VerificationEvent.IdentityVerified;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.backlot.shared.Event;
import org.backlot.shared.id.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Talents and calls as they are found, the searches that people keep, and what newly matches them (CST-6). */
@Component
public final class CastingSearchProjection implements Projection {
    private final FoundTalents talents;
    private final FoundCalls calls;
    private final SavedSearchRows saved;
    private final VerifiedPeople verified;

    public CastingSearchProjection(JdbcClient jdbc, JsonMapper json) {
        this.saved = new SavedSearchRows(jdbc, json);
        this.verified = new VerifiedPeople(jdbc);
        var index = new SearchIndexRows(jdbc, new Vocabulary(jdbc), saved);
        this.talents = new FoundTalents(jdbc, index, verified);
        this.calls = new FoundCalls(jdbc, index, verified);
    }

    @Override
    public String name() {
        return "casting-search";
    }

    // Without the numbers of changes: they say how often somebody wrote, and that is another history in each copy.
    @Override
    public List<String> tables() {
        return List.of("talent", "call", "talent_text", "portfolio", "call_text", "verified", "word", "saved", "alert");
    }

    @Override
    public boolean concerns(Event event) {
        return switch (event) {
            case TalentEvent _,
                    CallEvent _,
                    SavedSearchEvent _,
                    VerificationEvent _,
                    SessionOpened _,
                    AccountErased _ -> true;
            default -> event instanceof ApplicationEvent;
        };
    }

    @Override
    public void on(RecordedEvent recorded) {
        long position = recorded.position();
        switch (recorded.payload()) {
            case TalentEvent event -> talents.on(event, position, recorded.recordedAt());
            case CallEvent event -> calls.on(event, position);
            case SavedSearchEvent event -> saved.on(event);
            case SessionOpened event -> talents.active(event.accountId(), event.at());
            case ApplicationEvent event -> talents.active(event.actor(), event.at());
            case VerificationEvent event -> {
                verified.set(event.accountId(), event instanceof IdentityVerified);
                talents.verified(event.accountId(), position, recorded.recordedAt());
                calls.verified(event.accountId(), position, recorded.recordedAt());
            }
            case AccountErased event -> saved.erase(event.accountId());
            default -> {
                // Nothing of it is found.
            }
        }
    }

    /** Who is verified at this point of the log. */
    static final class VerifiedPeople {
        private final JdbcClient jdbc;

        VerifiedPeople(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        void set(AccountId account, boolean verified) {
            jdbc.sql(
                            verified
                                    ? "insert into verified (account_id) values (?) on conflict do nothing"
                                    : "delete from verified where account_id = ?")
                    .param(account.value())
                    .update();
        }

        boolean is(UUID account) {
            return jdbc.sql("select exists (select 1 from verified where account_id = ?)")
                    .param(account)
                    .query(Boolean.class)
                    .single();
        }
    }
}
