package org.backlot.logistics.query;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.backlot.logistics.api.DispatchStatus;
import org.backlot.logistics.query.CustodyViews.CustodyTurn;
import org.backlot.logistics.query.CustodyViews.DispatchView;
import org.backlot.logistics.query.CustodyViews.FleetEntry;
import org.backlot.logistics.query.CustodyViews.GpsNode;
import org.backlot.logistics.query.CustodyViews.OpenHandoff;
import org.backlot.platform.query.Page;
import org.backlot.platform.query.PageRequest;
import org.backlot.platform.query.View;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.AssetId;
import org.backlot.shared.id.BookingId;
import org.backlot.shared.id.DispatchId;
import org.backlot.shared.id.HandoffCodeId;
import org.backlot.shared.id.ProjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads the view {@code custody} and, beside it, where gear was last seen. */
@Component
public final class CustodyReader {
    // Positions are kept for thirty days; one that waits for its deletion is not shown either.
    private static final Duration POSITION_SHOWN = Duration.ofDays(30);

    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private static final String LATEST_POSITION = """
            left join lateral (
                select lat, lng, at as seen_at, eta from telemetry.gear_position
                where dispatch_id = d.dispatch_id and at > :oldest order by at desc limit 1
            ) p on true
            """;

    /**
     * A handoff as the view has it.
     *
     * @param stage {@code OFFERED}, {@code SCANNED}, {@code COMPLETED} or {@code SUPERSEDED}
     */
    record StoredHandoff(AccountId giver, AccountId receiver, Instant expiresAt, String stage) {}

    private final View view;
    private final Clock clock;

    @Autowired
    public CustodyReader(DatabaseClient database, Clock clock) {
        this(View.live(database, "custody"), clock);
    }

    private CustodyReader(View view, Clock clock) {
        this.view = view;
        this.clock = clock;
    }

    /** The same reads of a view as it was. Where gear was seen is not in the log, so there it is left out. */
    CustodyReader of(View other) {
        return new CustodyReader(other, clock);
    }

    /** One dispatch, or {@code NOT_FOUND}. */
    Mono<DispatchView> dispatch(DispatchId dispatch) {
        return turns(dispatch)
                .zipWith(openHandoff(dispatch).map(Optional::of).defaultIfEmpty(Optional.empty()))
                .flatMap(parts -> view.sql("""
                                select d.*, p.* from {view}.dispatch d
                                """ + LATEST_POSITION + "where d.dispatch_id = :dispatch")
                        .bind("oldest", oldestShown())
                        .bind("dispatch", dispatch.value())
                        .map(row -> view(row, parts.getT1(), parts.getT2().orElse(null)))
                        .one())
                .switchIfEmpty(notFound());
    }

    /** The active gear of a project, in the order of dispatch. */
    Mono<Page<FleetEntry>> fleet(ProjectId project, PageRequest page) {
        var total = view.sql(
                        "select count(*) as n from {view}.dispatch where project_id = :project and returned_at is null")
                .bind("project", project.value())
                .map(row -> required(row.get("n", Long.class)))
                .one();
        var entries = view.sql("""
                        select d.*, p.* from {view}.dispatch d
                        """ + LATEST_POSITION + """
                                where d.project_id = :project and d.returned_at is null
                                order by d.initialized_at, d.dispatch_id limit :limit offset :offset
                                """)
                .bind("oldest", oldestShown())
                .bind("project", project.value())
                .bind("limit", page.limit())
                .bind("offset", page.offset())
                .map(CustodyReader::fleetEntry)
                .all()
                .collectList();
        return total.zipWith(entries, (count, data) -> Page.of(data, count, page));
    }

    /** The chain as it must be checked, or {@code NOT_FOUND}. */
    Mono<ChainOfCustody> chain(DispatchId dispatch) {
        return view.sql("""
                        select l.place, l.holder, l.received_from, l.code_id, l.authority, l.since, l.until,
                            h.giver, h.receiver, h.expires_at, h.scanned_by, h.scanned_at, h.completed_at
                        from {view}.custody_link l
                        left join {view}.handoff h on h.code_id = l.code_id and h.dispatch_id = l.dispatch_id
                        where l.dispatch_id = :dispatch order by l.place
                        """)
                .bind("dispatch", dispatch.value())
                .map(CustodyReader::link)
                .all()
                .collectList()
                .flatMap(links -> view.sql(
                                "select vendor, holder, returned_at from {view}.dispatch where dispatch_id = :dispatch")
                        .bind("dispatch", dispatch.value())
                        .map(row -> new ChainOfCustody(
                                account(row, "vendor"),
                                account(row, "holder"),
                                Optional.ofNullable(row.get("returned_at", Instant.class))
                                        .isPresent(),
                                links))
                        .one())
                .switchIfEmpty(notFound());
    }

    /** One handoff of a dispatch, or {@code NOT_FOUND}. */
    Mono<StoredHandoff> handoff(DispatchId dispatch, HandoffCodeId code) {
        return view.sql("""
                        select giver, receiver, expires_at, stage from {view}.handoff
                        where dispatch_id = :dispatch and code_id = :code
                        """)
                .bind("dispatch", dispatch.value())
                .bind("code", code.value())
                .map(row -> new StoredHandoff(
                        account(row, "giver"),
                        account(row, "receiver"),
                        required(row.get("expires_at", Instant.class)),
                        required(row.get("stage", String.class))))
                .one()
                .switchIfEmpty(notFound());
    }

    private Instant oldestShown() {
        return view.past() ? NEVER : clock.instant().minus(POSITION_SHOWN);
    }

    private Mono<List<CustodyTurn>> turns(DispatchId dispatch) {
        return view.sql("""
                        select l.holder, l.received_from, l.code_id, l.since, l.until,
                            case when l.holder <> d.vendor then 'ON_SET'
                                when l.until is null and d.returned_at is not null then 'RETURNED'
                                else 'WITH_VENDOR' end as status
                        from {view}.custody_link l join {view}.dispatch d on d.dispatch_id = l.dispatch_id
                        where l.dispatch_id = :dispatch order by l.place
                        """)
                .bind("dispatch", dispatch.value())
                .map(row -> new CustodyTurn(
                        account(row, "holder"),
                        required(row.get("since", Instant.class)),
                        row.get("until", Instant.class),
                        DispatchStatus.valueOf(required(row.get("status", String.class))),
                        optionalAccount(row, "received_from").orElse(null),
                        optionalCode(row).orElse(null)))
                .all()
                .collectList();
    }

    private Mono<OpenHandoff> openHandoff(DispatchId dispatch) {
        return view.sql("""
                        select code_id, receiver, expires_at, stage from {view}.handoff
                        where dispatch_id = :dispatch and stage in ('OFFERED', 'SCANNED')
                        """)
                .bind("dispatch", dispatch.value())
                .map(row -> new OpenHandoff(
                        optionalCode(row).orElseThrow(),
                        account(row, "receiver"),
                        required(row.get("expires_at", Instant.class)),
                        "SCANNED".equals(row.get("stage", String.class))))
                .one();
    }

    private static DispatchView view(Readable row, List<CustodyTurn> turns, @Nullable OpenHandoff open) {
        return new DispatchView(
                new DispatchId(uuid(row, "dispatch_id")),
                new ProjectId(uuid(row, "project_id")),
                new BookingId(uuid(row, "booking_id")),
                new AssetId(uuid(row, "asset_id")),
                required(row.get("asset", String.class)),
                account(row, "vendor"),
                account(row, "holder"),
                status(row),
                required(row.get("initialized_at", Instant.class)),
                row.get("returned_at", Instant.class),
                turns,
                open,
                position(row).orElse(null),
                row.get("eta", Instant.class));
    }

    private static FleetEntry fleetEntry(Readable row) {
        return new FleetEntry(
                new DispatchId(uuid(row, "dispatch_id")),
                new AssetId(uuid(row, "asset_id")),
                required(row.get("asset", String.class)),
                account(row, "vendor"),
                account(row, "holder"),
                status(row),
                position(row).orElse(null),
                row.get("eta", Instant.class));
    }

    private static ChainOfCustody.Link link(Readable row) {
        var handshake = optionalAccount(row, "giver")
                .map(giver -> new ChainOfCustody.Handshake(
                        giver,
                        account(row, "receiver"),
                        required(row.get("expires_at", Instant.class)),
                        optionalAccount(row, "scanned_by"),
                        Optional.ofNullable(row.get("scanned_at", Instant.class)),
                        Optional.ofNullable(row.get("completed_at", Instant.class))));
        return new ChainOfCustody.Link(
                required(row.get("place", Integer.class)),
                account(row, "holder"),
                optionalAccount(row, "received_from"),
                optionalCode(row),
                Optional.ofNullable(row.get("authority", String.class)),
                required(row.get("since", Instant.class)),
                Optional.ofNullable(row.get("until", Instant.class)),
                handshake);
    }

    private static Optional<GpsNode> position(Readable row) {
        return Optional.ofNullable(row.get("seen_at", Instant.class))
                .map(at -> new GpsNode(
                        required(row.get("lat", Double.class)), required(row.get("lng", Double.class)), at));
    }

    private static DispatchStatus status(Readable row) {
        return DispatchStatus.valueOf(required(row.get("status", String.class)));
    }

    private static AccountId account(Readable row, String column) {
        return new AccountId(uuid(row, column));
    }

    private static Optional<AccountId> optionalAccount(Readable row, String column) {
        return Optional.ofNullable(row.get(column, UUID.class)).map(AccountId::new);
    }

    private static Optional<HandoffCodeId> optionalCode(Readable row) {
        return Optional.ofNullable(row.get("code_id", UUID.class)).map(HandoffCodeId::new);
    }

    private static UUID uuid(Readable row, String column) {
        return required(row.get(column, UUID.class));
    }

    private static <T> T required(@Nullable T value) {
        return Optional.ofNullable(value).orElseThrow();
    }

    private static <T> Mono<T> notFound() {
        return Mono.error(() -> Rejection.of(CommonRejection.NOT_FOUND));
    }
}
