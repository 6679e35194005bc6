package org.backlot.log.query;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.backlot.identity.api.AccountRole;
import org.backlot.identity.api.access.Caller;
import org.backlot.platform.query.ReadRequest;
import org.backlot.shared.Sha256;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.SessionId;
import org.backlot.shared.id.WorkspaceId;
import tools.jackson.databind.json.JsonMapper;

/** What the slices of the auditors' reads have in common: callers of each role, and the record of reads. */
final class AuditSlice {
    static final Instant NOW = Instant.parse("2026-11-20T09:30:00Z");
    static final UUID AUDITOR = new UUID(1, 1);

    private AuditSlice() {}

    static AuditRecord record() {
        return new AuditRecord(
                SlicePostgres.reactive(),
                (purpose, text) -> Sha256.of((purpose + "\n" + text).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                Clock.fixed(NOW, ZoneOffset.UTC),
                JsonMapper.shared());
    }

    static ReadRequest as(AccountRole role) {
        return as(role, AUDITOR);
    }

    static ReadRequest as(AccountRole role, UUID account) {
        var caller = new Caller(
                new AccountId(account), new SessionId(new UUID(1, 2)), role, new WorkspaceId(new UUID(1, 3)), true);
        return new ReadRequest(Optional.of(caller), OptionalLong.empty());
    }
}
