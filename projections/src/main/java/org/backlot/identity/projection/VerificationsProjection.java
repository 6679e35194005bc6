package org.backlot.identity.projection;

import java.time.ZoneOffset;
import java.util.List;
import org.backlot.identity.api.VerificationEvent;
import org.backlot.identity.api.VerificationEvent.IdentityVerified;
import org.backlot.identity.api.VerificationEvent.VerificationExpired;
import org.backlot.identity.api.VerificationEvent.VerificationRevoked;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.backlot.log.api.WrittenWithTheLog;
import org.backlot.shared.Event;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Verified identities, by which it is decided who may publish and apply (IDN-8). */
@Component
public final class VerificationsProjection implements Projection, WrittenWithTheLog {
    private final JdbcClient jdbc;

    public VerificationsProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "verifications";
    }

    @Override
    public List<String> tables() {
        return List.of("verification", "change");
    }

    @Override
    public boolean concerns(Event event) {
        return event instanceof VerificationEvent;
    }

    @Override
    public boolean takesAway(Event event) {
        return !(event instanceof IdentityVerified);
    }

    @Override
    public void on(RecordedEvent recorded) {
        if (!(recorded.payload() instanceof VerificationEvent event)) {
            return;
        }
        switch (event) {
            case IdentityVerified e ->
                jdbc.sql("insert into verification (account_id, expires_at) values (?, ?)"
                                + " on conflict (account_id) do update set expires_at = excluded.expires_at")
                        .params(e.accountId().value(), e.expiresAt().atOffset(ZoneOffset.UTC))
                        .update();
            case VerificationExpired _, VerificationRevoked _ ->
                jdbc.sql("delete from verification where account_id = ?")
                        .param(event.accountId().value())
                        .update();
        }
        jdbc.sql("insert into change (position, account_id) values (?, ?)")
                .params(recorded.position(), event.accountId().value())
                .update();
    }
}
