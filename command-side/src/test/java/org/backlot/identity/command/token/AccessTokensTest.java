package org.backlot.identity.command.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jsonwebtoken.Jwts;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.backlot.identity.api.AccountRole;
import org.backlot.identity.api.IdentityRejection;
import org.backlot.identity.api.access.Caller;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.RejectionCode;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.SessionId;
import org.backlot.shared.id.WorkspaceId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AccessTokensTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Caller LEILA = new Caller(
            new AccountId(new UUID(0, 1)),
            new SessionId(new UUID(0, 2)),
            AccountRole.PRODUCTION,
            new WorkspaceId(new UUID(0, 3)),
            true);

    private static KeyPair ours;
    private static KeyPair theirs;

    private final MovableClock clock = new MovableClock();
    private final OneKey keys = new OneKey();
    private final AccessTokens tokens = new AccessTokens(keys, () -> new UUID(7, 7), clock);

    @BeforeAll
    static void keys() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        ours = generator.generateKeyPair();
        theirs = generator.generateKeyPair();
    }

    @Test
    @DisplayName("IDN-2: a token says who the caller is, signed RS256 under the key that its kid names")
    void round_trip() {
        var token = tokens.issue(LEILA);

        assertThat(tokens.verify(token)).isEqualTo(LEILA);
        assertThat(part(token, 0)).contains("\"alg\":\"RS256\"", "\"kid\":\"key-1\"");
        assertThat(part(token, 1))
                .contains(
                        "\"iss\":\"backlot\"",
                        "\"sub\":\"" + LEILA.accountId() + "\"",
                        "\"jti\":\"" + new UUID(7, 7) + "\"",
                        "\"role\":\"production\"",
                        "\"workspace_id\":\"" + LEILA.workspaceId() + "\"",
                        "\"verified\":true",
                        "\"exp\":" + NOON.plus(Duration.ofMinutes(15)).getEpochSecond());
    }

    @Test
    @DisplayName("IDN-2: a token lives fifteen minutes, with five seconds for clocks that differ")
    void expires() {
        var token = tokens.issue(LEILA);

        clock.now = NOON.plus(Duration.ofMinutes(15)).plusSeconds(4);
        assertThat(tokens.verify(token)).isEqualTo(LEILA);
        clock.now = NOON.plus(Duration.ofMinutes(15)).plusSeconds(6);
        refused(IdentityRejection.ACCESS_TOKEN_EXPIRED, token);
    }

    @Test
    @DisplayName("IDN-2: a token that was found good is remembered for a minute, and no longer than it lives")
    void remembered() {
        var token = tokens.issue(LEILA);
        assertThat(tokens.verify(token)).isEqualTo(LEILA);

        keys.withdrawn = true;
        clock.now = NOON.plusSeconds(59);
        assertThat(tokens.verify(token)).as("the key is not asked for again").isEqualTo(LEILA);
        refused(CommonRejection.NOT_AUTHENTICATED, token.substring(0, token.length() - 2));
        clock.now = NOON.plusSeconds(60);
        refused(CommonRejection.NOT_AUTHENTICATED, token);

        keys.withdrawn = false;
        clock.now = NOON.plus(Duration.ofMinutes(15)).minusSeconds(1);
        assertThat(tokens.verify(token)).isEqualTo(LEILA);
        clock.now = NOON.plus(Duration.ofMinutes(15)).plusSeconds(6);
        refused(IdentityRejection.ACCESS_TOKEN_EXPIRED, token);
    }

    @Test
    @DisplayName("IDN-2: alg none is refused, with and without what looks like a signature")
    void alg_none() {
        var token = tokens.issue(LEILA);
        for (var algorithm : List.of("none", "None", "NONE")) {
            var header = base64("{\"alg\":\"%s\",\"typ\":\"JWT\",\"kid\":\"key-1\"}".formatted(algorithm));
            var payload = token.split("\\.")[1];

            refused(CommonRejection.NOT_AUTHENTICATED, header + "." + payload + ".");
            refused(CommonRejection.NOT_AUTHENTICATED, header + "." + payload);
            refused(CommonRejection.NOT_AUTHENTICATED, header + "." + payload + "." + token.split("\\.")[2]);
        }
    }

    @Test
    @DisplayName("IDN-2: HS256 keyed with the public key is refused, in each of the key's usual spellings")
    void hmac_with_the_public_key() throws Exception {
        var der = ours.getPublic().getEncoded();
        var pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END PUBLIC KEY-----\n";
        var unsigned = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"key-1\"}") + "."
                + tokens.issue(LEILA).split("\\.")[1];
        for (var secret : List.of(der, pem.getBytes(StandardCharsets.US_ASCII))) {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            var signature = mac.doFinal(unsigned.getBytes(StandardCharsets.US_ASCII));

            refused(
                    CommonRejection.NOT_AUTHENTICATED,
                    unsigned + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
        }
    }

    @Test
    @DisplayName("IDN-2: a stronger algorithm of the same family is refused all the same")
    void other_algorithm() {
        refused(
                CommonRejection.NOT_AUTHENTICATED,
                Jwts.builder()
                        .header()
                        .keyId("key-1")
                        .and()
                        .claims(Jwts.claims()
                                .issuer("backlot")
                                .subject(LEILA.accountId().toString())
                                .build())
                        .expiration(Date.from(NOON.plusSeconds(60)))
                        .signWith(ours.getPrivate(), Jwts.SIG.RS512)
                        .compact());
    }

    @Test
    @DisplayName("IDN-2: another key, another issuer, an unknown kid, no kid, no end: refused")
    void forged() {
        refused(CommonRejection.NOT_AUTHENTICATED, forged("key-1", "backlot", theirs, true));
        refused(CommonRejection.NOT_AUTHENTICATED, forged("key-1", "backlott", ours, true));
        refused(CommonRejection.NOT_AUTHENTICATED, forged("key-2", "backlot", ours, true));
        refused(CommonRejection.NOT_AUTHENTICATED, forged(null, "backlot", ours, true));
        refused(CommonRejection.NOT_AUTHENTICATED, forged("key-1", "backlot", ours, false));
        assertThat(tokens.verify(forged("key-1", "backlot", ours, true))).isEqualTo(LEILA);
    }

    @Test
    @DisplayName("IDN-2: what is no token, is too long, or was changed, is refused")
    void nonsense() {
        var token = tokens.issue(LEILA);
        var changed = token.split("\\.");
        changed[1] = base64(part(token, 1).replace("production", "admin"));

        for (var text : List.of("", ".", "..", "a.b.c", "x".repeat(10_000), String.join(".", changed), token + "x")) {
            refused(CommonRejection.NOT_AUTHENTICATED, text);
        }
    }

    @Test
    @DisplayName("IDN-2: the thumbprint of a key is that of RFC 7638 section 3.1")
    void thumbprint() throws Exception {
        var modulus =
                "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXj"
                        + "BZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb"
                        + "9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF"
                        + "44-csFCur-kEgU8awapJzKnqDKgw";
        var key = (RSAPublicKey) KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(
                        new BigInteger(1, Base64.getUrlDecoder().decode(modulus)), BigInteger.valueOf(65_537)));

        assertThat(JsonWebKey.thumbprint(key)).isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
        assertThat(JsonWebKey.of(new SigningKey("k", ours.getPrivate(), key, NOON, Optional.empty())))
                .isEqualTo(new JsonWebKey("RSA", "sig", "RS256", "k", modulus, "AQAB"));
    }

    private void refused(RejectionCode code, String token) {
        assertThatThrownBy(() -> tokens.verify(token))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.code()).isEqualTo(code));
    }

    private static String forged(
            @org.jspecify.annotations.Nullable String kid, String issuer, KeyPair pair, boolean ends) {
        var builder = Jwts.builder();
        if (kid != null) {
            builder.header().keyId(kid);
        }
        if (ends) {
            builder.expiration(Date.from(NOON.plusSeconds(60)));
        }
        return builder.issuer(issuer)
                .subject(LEILA.accountId().toString())
                .claim("sid", LEILA.sessionId().toString())
                .claim("role", "production")
                .claim("workspace_id", LEILA.workspaceId().toString())
                .claim("verified", true)
                .signWith(pair.getPrivate(), Jwts.SIG.RS256)
                .compact();
    }

    private static String part(String token, int index) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.")[index]), StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static final class OneKey implements SigningKeys {
        private boolean withdrawn;

        @Override
        public SigningKey current() {
            return new SigningKey("key-1", ours.getPrivate(), (RSAPublicKey) ours.getPublic(), NOON, Optional.empty());
        }

        @Override
        public Optional<SigningKey> find(String kid) {
            return Optional.of(current()).filter(key -> !withdrawn && key.kid().equals(kid));
        }

        @Override
        public List<SigningKey> published() {
            return List.of(current());
        }

        @Override
        public SigningKey rotate() {
            throw new AssertionError("nobody rotates here");
        }
    }

    private static final class MovableClock extends Clock {
        private Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
