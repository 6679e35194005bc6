package org.backlot.identity.query;

import io.r2dbc.spi.Readable;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.backlot.identity.api.AccountRole;
import org.backlot.identity.api.NafathStatus;
import org.backlot.identity.api.VerificationMethod;
import org.backlot.platform.query.Columns;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Reads;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.NafathRequestId;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Verifications by Nafath (IDN-8): one's own, and to admins how many there are. */
@RestController
@RequestMapping("/api/v1")
public class NafathQueries {
    private static final String VIEW = "nafath";
    private static final Duration RENEWAL_IS_NEAR = Duration.ofDays(30);
    private static final int MOST_DAYS = 365;

    private final DatabaseClient database;
    private final Reads reads;
    private final Clock clock;

    public NafathQueries(DatabaseClient database, Reads reads, Clock clock) {
        this.database = database;
        this.reads = reads;
        this.clock = clock;
    }

    /**
     * The last request of an account.
     *
     * @param reason where it is rejected or failed: DECLINED, IDENTITY_TAKEN, TIMED_OUT, UNAVAILABLE, KEY_REFUSED, REFUSED or
     *     ANSWER_UNUSABLE
     * @param expiresAt until when it is, or was, open
     */
    record LastNafathRequest(
            NafathRequestId requestId,
            NafathStatus status,
            @Nullable String reason,
            Instant requestedAt,
            Instant expiresAt,
            @Nullable Instant endedAt) {}

    /**
     * How an account stands.
     *
     * @param verified whether its identity counts as seen at this moment
     * @param method nafath or moderator: who saw it last; absent where nobody ever did
     * @param expiresAt a year after it was seen
     * @param needsRenewal whether Nafath saw it, and that has ended or ends within thirty days
     * @param request the last request to Nafath; absent where there was none
     */
    record OwnVerification(
            boolean verified,
            @Nullable String method,
            @Nullable Instant verifiedAt,
            @Nullable Instant expiresAt,
            boolean needsRenewal,
            @Nullable LastNafathRequest request) {
        OwnVerification with(LastNafathRequest last) {
            return new OwnVerification(verified, method, verifiedAt, expiresAt, needsRenewal, last);
        }
    }

    /** How the caller stands. */
    @GetMapping("/auth/nafath/status")
    @Operation(
            summary = "Own verification",
            description =
                    "Whether your identity counts as verified, until when, and how your last request to Nafath stands."
                            + " Ask it every few seconds while one is pending. (IDN-8)")
    Mono<OwnVerification> ownVerification(ReadRequest request) {
        var account = request.caller().accountId();
        return reads.of(
                request,
                VIEW,
                () -> identity(account)
                        .flatMap(own -> lastRequest(account).map(own::with).defaultIfEmpty(own)));
    }

    private Mono<OwnVerification> identity(AccountId account) {
        return database.sql("""
                        select i.method, i.verified_at, i.expires_at, i.revoked,
                            exists (select 1 from verifications.verification v
                                    where v.account_id = i.account_id and v.expires_at > :now) as verified
                        from nafath.identity i where i.account_id = :account
                        """)
                .bind("now", clock.instant())
                .bind("account", account.value())
                .map(this::own)
                .one()
                .defaultIfEmpty(new OwnVerification(false, null, null, null, false, null));
    }

    private OwnVerification own(Readable row) {
        var method = VerificationMethod.valueOf(Columns.text(row, "method"));
        var expiresAt = Columns.instant(row, "expires_at");
        return new OwnVerification(
                Columns.flag(row, "verified"),
                method.name().toLowerCase(Locale.ROOT),
                Columns.instant(row, "verified_at"),
                expiresAt,
                method == VerificationMethod.NAFATH
                        && !Columns.flag(row, "revoked")
                        && !expiresAt.isAfter(clock.instant().plus(RENEWAL_IS_NEAR)),
                null);
    }

    private Mono<LastNafathRequest> lastRequest(AccountId account) {
        return database.sql("""
                        select request_id, status, reason, requested_at, expires_at, ended_at
                        from nafath.request where account_id = :account
                        order by requested_at desc, request_id desc limit 1
                        """)
                .bind("account", account.value())
                .map(row -> {
                    var expiresAt = Columns.instant(row, "expires_at");
                    return new LastNafathRequest(
                            new NafathRequestId(Columns.uuid(row, "request_id")),
                            status(row, expiresAt),
                            row.get("reason", String.class),
                            Columns.instant(row, "requested_at"),
                            expiresAt,
                            row.get("ended_at", Instant.class));
                })
                .one();
    }

    /** No answer counts from the moment on, whether its deadline has run or not. */
    private NafathStatus status(Readable row, Instant expiresAt) {
        var status = NafathStatus.valueOf(Columns.text(row, "status"));
        return status.open() && !clock.instant().isBefore(expiresAt) ? NafathStatus.EXPIRED : status;
    }

    /**
     * How many accounts Nafath has verified.
     *
     * @param totalVerifiedUsers that are verified now
     * @param expiringVerifications of them, those that end within the days that were asked for
     * @param expiredVerifications that were, and have not been renewed
     */
    record NafathVerificationCounts(long totalVerifiedUsers, long expiringVerifications, long expiredVerifications) {}

    /** How many requests there were in all, by how they stand. */
    record NafathRequestCounts(long pending, long completed, long rejected, long expired, long failed) {}

    record NafathStatistics(int daysAhead, NafathVerificationCounts stats, NafathRequestCounts requests) {}

    /** How many there are. */
    @GetMapping("/admin/nafath/status")
    @Operation(
            summary = "How many are verified by Nafath",
            description =
                    "Numbers alone, without those who were erased: who is verified, whose verification ends within"
                            + " daysAhead (1 to 365), whose has ended, and what became of requests. For admins of the platform."
                            + " (IDN-8)")
    @Refuses({"NOT_ALLOWED"})
    Mono<NafathStatistics> nafathStatistics(ReadRequest request, @RequestParam(defaultValue = "30") int daysAhead) {
        if (request.caller().role() != AccountRole.ADMIN) {
            return Mono.error(Rejection.of(CommonRejection.NOT_ALLOWED));
        }
        if (daysAhead < 1 || daysAhead > MOST_DAYS) {
            return Mono.error(Rejection.of(CommonRejection.PARAMETER_INVALID, "daysAhead must be 1 to " + MOST_DAYS)
                    .at("daysAhead"));
        }
        return reads.of(
                request,
                VIEW,
                () -> Mono.zip(
                        verifications(daysAhead),
                        requests(),
                        (stats, requests) -> new NafathStatistics(daysAhead, stats, requests)));
    }

    private Mono<NafathVerificationCounts> verifications(int daysAhead) {
        var now = clock.instant();
        return database.sql("""
                        select count(*) filter (where expires_at > :now) as verified,
                            count(*) filter (where expires_at > :now and expires_at <= :soon) as expiring,
                            count(*) filter (where expires_at <= :now) as expired
                        from nafath.identity where method = :method and not revoked
                        """)
                .bind("now", now)
                .bind("soon", now.plus(Duration.ofDays(daysAhead)))
                .bind("method", VerificationMethod.NAFATH.name())
                .map(row -> new NafathVerificationCounts(
                        Columns.number(row, "verified"),
                        Columns.number(row, "expiring"),
                        Columns.number(row, "expired")))
                .one();
    }

    private Mono<NafathRequestCounts> requests() {
        return database.sql("""
                        select count(*) filter (where status in ('REQUESTED', 'PENDING') and expires_at > :now) as pending,
                            count(*) filter (where status = 'COMPLETED') as completed,
                            count(*) filter (where status = 'REJECTED') as rejected,
                            count(*) filter (where status = 'EXPIRED' or (status in ('REQUESTED', 'PENDING')
                                and expires_at <= :now)) as expired,
                            count(*) filter (where status = 'FAILED') as failed
                        from nafath.request
                        """)
                .bind("now", clock.instant())
                .map(row -> new NafathRequestCounts(
                        Columns.number(row, "pending"),
                        Columns.number(row, "completed"),
                        Columns.number(row, "rejected"),
                        Columns.number(row, "expired"),
                        Columns.number(row, "failed")))
                .one();
    }
}
