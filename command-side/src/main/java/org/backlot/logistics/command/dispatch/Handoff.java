package org.backlot.logistics.command.dispatch;

import java.time.Instant;
import org.backlot.logistics.api.LogisticsRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;

/**
 * One offer to change hands and how far it went.
 *
 * @param from who held the gear when it was offered
 * @param to who may scan
 */
record Handoff(AccountId from, AccountId to, Instant offeredAt, Instant expiresAt, Stage stage) {
    enum Stage {
        OFFERED,
        SCANNED,
        COMPLETED,
        SUPERSEDED
    }

    boolean open() {
        return stage == Stage.OFFERED || stage == Stage.SCANNED;
    }

    void requireInTime(Instant now) {
        if (!now.isBefore(expiresAt)) {
            throw Rejection.of(LogisticsRejection.HANDOFF_CODE_EXPIRED);
        }
    }

    Handoff reached(Stage next) {
        return new Handoff(from, to, offeredAt, expiresAt, next);
    }
}
