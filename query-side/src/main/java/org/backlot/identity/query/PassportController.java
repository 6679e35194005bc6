package org.backlot.identity.query;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.backlot.identity.api.AccountRole;
import org.backlot.platform.query.Columns;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Reads;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ProjectId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The passport of CLAP week 1: what everybody who is signed in may know of a person's work (IDN-7). */
@RestController
@RequestMapping("/api/v1/registry")
public class PassportController {
    private static final Pattern PASSPORT_ID = Pattern.compile("[0-9a-f]{32}");

    private final DatabaseClient database;
    private final Reads reads;

    public PassportController(DatabaseClient database, Reads reads) {
        this.database = database;
        this.reads = reads;
    }

    /** Work whose evidence was complete. */
    record Credit(ProjectId projectId, String title, Instant earnedAt) {}

    /**
     * Public credit data, never an address.
     *
     * @param creditRating 0 to 1000, beginning at 500
     * @param hired whether there is a project on which they may do something
     */
    record Passport(
            String passportId,
            AccountId accountId,
            String name,
            AccountRole role,
            String regionHub,
            int creditRating,
            boolean verified,
            boolean hired,
            List<ProjectId> activeProjectIds,
            List<Credit> credits) {}

    private record Holder(
            UUID accountId,
            String passportId,
            String name,
            AccountRole role,
            String regionHub,
            int creditRating,
            boolean verified) {}

    /** A passport, by its own id or by the account's. */
    @GetMapping("/passport/{id}")
    @Operation(
            summary = "Read a passport",
            description = "Verified credits, rating, region hub and active projects, by passport id or account id"
                    + " (IDN-7; CLAP week 1).")
    @Refuses({"NOT_FOUND"})
    Mono<Passport> passport(ReadRequest request, @PathVariable String id) {
        request.caller();
        return reads.of(
                request,
                "identity",
                () -> holder(id)
                        .flatMap(holder -> Mono.zip(projects(holder.accountId()), credits(holder.accountId()))
                                .map(work -> new Passport(
                                        holder.passportId(),
                                        new AccountId(holder.accountId()),
                                        holder.name(),
                                        holder.role(),
                                        holder.regionHub(),
                                        holder.creditRating(),
                                        holder.verified(),
                                        !work.getT1().isEmpty(),
                                        work.getT1(),
                                        work.getT2()))));
    }

    private Mono<Holder> holder(String id) {
        var byPassport = PASSPORT_ID.matcher(id).matches();
        var query = database.sql("select account_id, passport_id, name, role, region_hub, credit_rating, verified"
                        + " from identity.account where "
                        + (byPassport ? "passport_id" : "account_id") + " = :id")
                .bind("id", byPassport ? id : account(id).value());
        return query.map(row -> new Holder(
                        Columns.uuid(row, "account_id"),
                        Columns.text(row, "passport_id"),
                        Columns.text(row, "name"),
                        AccountRole.parse(Columns.text(row, "role")),
                        Columns.text(row, "region_hub"),
                        Columns.whole(row, "credit_rating"),
                        Columns.flag(row, "verified")))
                .one()
                .switchIfEmpty(Mono.error(() -> Rejection.of(CommonRejection.NOT_FOUND)));
    }

    private Mono<List<ProjectId>> projects(UUID account) {
        return database.sql(
                        "select project_id from identity.engagement where account_id = :account order by project_id")
                .bind("account", account)
                .map(row -> new ProjectId(Columns.uuid(row, "project_id")))
                .all()
                .collectList();
    }

    private Mono<List<Credit>> credits(UUID account) {
        return database.sql("""
                        select c.project_id, coalesce(p.title, '') as title, c.earned_at
                        from identity.credit c left join identity.project p on p.project_id = c.project_id
                        where c.account_id = :account
                        order by c.earned_at, c.project_id
                        """)
                .bind("account", account)
                .map(row -> new Credit(
                        new ProjectId(Columns.uuid(row, "project_id")),
                        Columns.text(row, "title"),
                        Columns.instant(row, "earned_at")))
                .all()
                .collectList();
    }

    private static AccountId account(String id) {
        try {
            return AccountId.parse(id);
        } catch (IllegalArgumentException _) {
            throw Rejection.of(CommonRejection.PARAMETER_INVALID, "a passport id or an account id is expected")
                    .at("id");
        }
    }
}
