package org.backlot.identity.command.token;

import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.Header;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.backlot.identity.api.AccountRole;
import org.backlot.identity.api.IdentityRejection;
import org.backlot.identity.api.access.Caller;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.IdSource;
import org.backlot.shared.id.SessionId;
import org.backlot.shared.id.WorkspaceId;
import org.springframework.stereotype.Component;

/**
 * Access tokens: JWTs signed with RS256 (RFC 7519, RFC 7518 section 3.3), fifteen minutes long (IDN-2). Only this one
 * algorithm is known here, so neither {@code alg: none} nor an HMAC over the public key can be mistaken for a signature.
 */
@Component
public final class AccessTokens {
    /** How long a token lives. */
    public static final Duration LIVES = Duration.ofMinutes(15);

    private static final String ISSUER = "backlot";
    private static final String SESSION = "sid";
    private static final String ROLE = "role";
    private static final String WORKSPACE = "workspace_id";
    private static final String VERIFIED = "verified";
    private static final int LONGEST = 4096;
    private static final int CLOCK_SKEW_SECONDS = 5;

    private final SigningKeys keys;
    private final IdSource ids;
    private final Clock clock;
    private final JwtParser parser;
    private final VerifiedTokens verified = new VerifiedTokens();

    public AccessTokens(SigningKeys keys, IdSource ids, Clock clock) {
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
        this.parser = Jwts.parser()
                .sig()
                .clear()
                .add(Jwts.SIG.RS256)
                .and()
                .zip()
                .clear()
                .and()
                .keyLocator(this::keyFor)
                .requireIssuer(ISSUER)
                .clockSkewSeconds(CLOCK_SKEW_SECONDS)
                .clock(() -> Date.from(clock.instant()))
                .build();
    }

    /** A token that says who the caller is for the next fifteen minutes. May block. */
    public String issue(Caller caller) {
        var now = clock.instant();
        var key = keys.current();
        return Jwts.builder()
                .header()
                .type("JWT")
                .keyId(key.kid())
                .and()
                .issuer(ISSUER)
                .subject(caller.accountId().toString())
                .id(ids.next().toString())
                .claim(SESSION, caller.sessionId().toString())
                .claim(ROLE, caller.role().wireName())
                .claim(WORKSPACE, caller.workspaceId().toString())
                .claim(VERIFIED, caller.verified())
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plus(LIVES)))
                .signWith(key.privateKey(), Jwts.SIG.RS256)
                .compact();
    }

    /**
     * Whom a token names. Whether the session still stands is for the caller of this to ask. May block.
     *
     * @throws Rejection {@code ACCESS_TOKEN_EXPIRED}, {@code NOT_AUTHENTICATED} for everything else that is wrong with it
     */
    public Caller verify(String token) {
        if (token.length() > LONGEST) {
            throw Rejection.of(CommonRejection.NOT_AUTHENTICATED);
        }
        var now = clock.instant();
        return verified.find(token, now).orElseGet(() -> parsed(token, now));
    }

    /** Whom a token names, where it was found good a moment ago; empty where it must be looked at. Never blocks. */
    public Optional<Caller> verifiedBefore(String token) {
        return verified.find(token, clock.instant());
    }

    private Caller parsed(String token, Instant now) {
        try {
            var claims = parser.parseSignedClaims(token).getPayload();
            // A token of ours always expires; one without an end is not ours, whatever signed it.
            if (claims.getExpiration() == null) {
                throw Rejection.of(CommonRejection.NOT_AUTHENTICATED);
            }
            var caller = new Caller(
                    AccountId.parse(claims.getSubject()),
                    SessionId.parse(claims.get(SESSION, String.class)),
                    AccountRole.parse(claims.get(ROLE, String.class)),
                    WorkspaceId.parse(claims.get(WORKSPACE, String.class)),
                    Boolean.TRUE.equals(claims.get(VERIFIED, Boolean.class)));
            verified.keep(token, caller, now, claims.getExpiration().toInstant());
            return caller;
        } catch (ExpiredJwtException _) {
            throw Rejection.of(IdentityRejection.ACCESS_TOKEN_EXPIRED);
        } catch (JwtException | IllegalArgumentException | NullPointerException _) {
            throw Rejection.of(CommonRejection.NOT_AUTHENTICATED);
        }
    }

    private Key keyFor(Header header) {
        return Optional.ofNullable(header.get("kid"))
                .map(Object::toString)
                .flatMap(keys::find)
                .map(SigningKey::publicKey)
                .orElseThrow(() -> Rejection.of(CommonRejection.NOT_AUTHENTICATED));
    }
}
