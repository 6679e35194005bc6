package org.backlot.identity.rest;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.backlot.identity.api.AccountRole;
import org.backlot.identity.command.token.JsonWebKey;
import org.backlot.identity.command.token.SigningKeys;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.NoBody;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The keys by which others verify our access tokens, and their rotation (IDN-2). */
@RestController
public class SigningKeyController {
    private static final Duration CACHED_FOR = Duration.ofMinutes(1);

    private final SigningKeys keys;
    private final Writes writes;

    public SigningKeyController(SigningKeys keys, Writes writes) {
        this.keys = keys;
        this.writes = writes;
    }

    record KeySet(List<JsonWebKey> keys) {}

    /** The public halves of all keys whose tokens may still be alive (RFC 7517). */
    @GetMapping("/.well-known/jwks.json")
    @Operation(summary = "Public keys", description = "The JSON Web Key Set that verifies access tokens (IDN-2).")
    Mono<ResponseEntity<KeySet>> published() {
        return Mono.fromCallable(keys::published)
                .subscribeOn(Schedulers.boundedElastic())
                .map(published -> ResponseEntity.ok()
                        .cacheControl(CacheControl.maxAge(CACHED_FOR).cachePublic())
                        .body(new KeySet(published.stream().map(JsonWebKey::of).toList())));
    }

    record Rotated(String kid, Instant signsFrom) {}

    /** Makes the next signing key. */
    @PostMapping("/api/v1/admin/signing-keys")
    @Operation(
            summary = "Rotate the signing key",
            description = "Makes a key that is published at once and signs from five minutes later. Older keys stay"
                    + " published until their last token has expired (IDN-2). For admins of the platform.")
    @Refuses({"NOT_ALLOWED"})
    Mono<ResponseEntity<Rotated>> rotate(WriteRequest request) {
        return writes.run(request, NoBody.INSTANCE, Rotated.class, () -> {
            if (request.caller().role() != AccountRole.ADMIN) {
                throw Rejection.of(CommonRejection.NOT_ALLOWED);
            }
            var key = keys.rotate();
            return Answer.created(new Rotated(key.kid(), key.signsFrom()));
        });
    }
}
