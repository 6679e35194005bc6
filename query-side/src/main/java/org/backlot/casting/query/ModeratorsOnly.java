package org.backlot.casting.query;

import org.backlot.platform.query.ReadRequest;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import reactor.core.publisher.Mono;

/** What moderators and admins read and nobody else does. */
final class ModeratorsOnly {
    private ModeratorsOnly() {}

    /** Ends with {@code NOT_ALLOWED} where the caller is no moderator. */
    static Mono<Void> moderating(ReadRequest request) {
        return request.caller().role().moderates()
                ? Mono.empty()
                : Mono.error(() -> Rejection.of(CommonRejection.NOT_ALLOWED, "This is for moderators."));
    }
}
