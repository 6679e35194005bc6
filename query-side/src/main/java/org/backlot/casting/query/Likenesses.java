package org.backlot.casting.query;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.backlot.casting.api.CallStatus;
import org.backlot.platform.query.Columns;
import org.backlot.shared.id.CastingCallId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads which calls resemble which (CST-4). */
@Component
final class Likenesses {
    static final String VIEW = "casting-ingestion";

    private static final String RESEMBLED = """
            select l.call_id, l.percent, c.call_id as other, c.status, c.title
            from casting_ingestion.likeness l join casting.call c on c.call_id = l.other_id
            where l.call_id = any(:calls) and c.status <> 'DELETED'
            order by l.percent desc, l.other_id
            """;

    private final DatabaseClient database;

    Likenesses(DatabaseClient database) {
        this.database = database;
    }

    /** The calls, each with what it resembles. */
    Mono<List<ManagedCallView>> of(List<ManagedCallView> calls) {
        return database.sql(RESEMBLED)
                .bind("calls", calls.stream().map(Likenesses::id).toArray(UUID[]::new))
                .map(row -> {
                    var other = new CastingCallId(Columns.uuid(row, "other"));
                    return Map.entry(
                            Columns.uuid(row, "call_id"),
                            new ResembledCallView(
                                    other,
                                    CallStatus.valueOf(Columns.text(row, "status")),
                                    Columns.text(row, "title"),
                                    Columns.whole(row, "percent"),
                                    "/api/v1/casting/moderation/calls/" + other));
                })
                .all()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())))
                .map(alike -> calls.stream()
                        .map(call -> call.resembling(alike.getOrDefault(id(call), List.of())))
                        .toList());
    }

    private static UUID id(ManagedCallView call) {
        return call.call().callId().value();
    }
}
