package org.backlot.identity.projection;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.backlot.identity.api.AccountEvent.AccountErased;
import org.backlot.identity.api.NafathEvent;
import org.backlot.identity.api.NafathEvent.NafathCompleted;
import org.backlot.identity.api.NafathEvent.NafathExpired;
import org.backlot.identity.api.NafathEvent.NafathFailed;
import org.backlot.identity.api.NafathEvent.NafathForgotten;
import org.backlot.identity.api.NafathEvent.NafathInitiated;
import org.backlot.identity.api.NafathEvent.NafathRejected;
import org.backlot.identity.api.NafathEvent.NafathRequested;
import org.backlot.identity.api.NafathStatus;
import org.backlot.identity.api.VerificationEvent;
import org.backlot.identity.api.VerificationEvent.IdentityVerified;
import org.backlot.identity.api.VerificationEvent.VerificationExpired;
import org.backlot.identity.api.VerificationEvent.VerificationRevoked;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.backlot.shared.Event;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.NafathRequestId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How verifications by Nafath stand and stood (IDN-8). Who may do what is not decided by it, but by {@code verifications}. */
@Component
public final class NafathProjection implements Projection {
    private final JdbcClient jdbc;

    public NafathProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "nafath";
    }

    @Override
    public List<String> tables() {
        return List.of("request", "identity");
    }

    @Override
    public boolean concerns(Event event) {
        return switch (event) {
            case NafathEvent _, VerificationEvent _, AccountErased _ -> true;
            default -> false;
        };
    }

    @Override
    public void on(RecordedEvent recorded) {
        switch (recorded.payload()) {
            case NafathEvent event -> request(event);
            case VerificationEvent event -> identity(event);
            case AccountErased event -> forget(event.accountId());
            default -> {
                // Says nothing about verifications.
            }
        }
    }

    private void request(NafathEvent event) {
        switch (event) {
            case NafathRequested e ->
                jdbc.sql("""
                                insert into request (request_id, account_id, status, requested_at, expires_at)
                                values (:request, :account, :status, :at, :expires)
                                on conflict (request_id) do update set status = excluded.status, reason = null,
                                    requested_at = excluded.requested_at, expires_at = excluded.expires_at,
                                    ended_at = null
                                """)
                        .param("request", e.requestId().value())
                        .param("account", e.accountId().value())
                        .param("status", NafathStatus.REQUESTED.name())
                        .param("at", at(e.at()))
                        .param("expires", at(e.expiresAt()))
                        .update();
            case NafathInitiated e ->
                jdbc.sql("update request set status = ? where request_id = ?")
                        .param(NafathStatus.PENDING.name())
                        .param(e.requestId().value())
                        .update();
            case NafathFailed e ->
                ended(e.requestId(), NafathStatus.FAILED, e.failure().name(), e.at());
            case NafathRejected e ->
                ended(e.requestId(), NafathStatus.REJECTED, e.reason().name(), e.at());
            case NafathCompleted e -> ended(e.requestId(), NafathStatus.COMPLETED, null, e.at());
            case NafathExpired e -> ended(e.requestId(), NafathStatus.EXPIRED, null, e.at());
            // The account's own erasure, in the same commit, takes the rows away.
            case NafathForgotten _ -> {}
        }
    }

    private void ended(NafathRequestId request, NafathStatus how, @Nullable String reason, Instant when) {
        jdbc.sql("update request set status = ?, reason = ?, ended_at = ? where request_id = ?")
                .param(how.name())
                .param(reason)
                .param(at(when))
                .param(request.value())
                .update();
    }

    private void identity(VerificationEvent event) {
        switch (event) {
            case IdentityVerified e ->
                jdbc.sql("""
                                insert into identity (account_id, method, verified_at, expires_at, revoked)
                                values (:account, :method, :at, :expires, false)
                                on conflict (account_id) do update set method = excluded.method,
                                    verified_at = excluded.verified_at, expires_at = excluded.expires_at, revoked = false
                                """)
                        .param("account", e.accountId().value())
                        .param("method", e.method().name())
                        .param("at", at(e.at()))
                        .param("expires", at(e.expiresAt()))
                        .update();
            case VerificationRevoked e ->
                jdbc.sql("update identity set revoked = true where account_id = ?")
                        .param(e.accountId().value())
                        .update();
            // The date says so already.
            case VerificationExpired _ -> {}
        }
    }

    private void forget(AccountId account) {
        UUID id = account.value();
        jdbc.sql("delete from request where account_id = ?").param(id).update();
        jdbc.sql("delete from identity where account_id = ?").param(id).update();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
