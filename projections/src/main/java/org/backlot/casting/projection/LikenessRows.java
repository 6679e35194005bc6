package org.backlot.casting.projection;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backlot.casting.api.CallContent;
import org.backlot.casting.api.CallEvent;
import org.backlot.casting.api.CallEvent.CallAmended;
import org.backlot.casting.api.CallEvent.CallApproved;
import org.backlot.casting.api.CallEvent.CallClosed;
import org.backlot.casting.api.CallEvent.CallContactSet;
import org.backlot.casting.api.CallEvent.CallDeleted;
import org.backlot.casting.api.CallEvent.CallDrafted;
import org.backlot.casting.api.CallEvent.CallEdited;
import org.backlot.casting.api.CallEvent.CallImported;
import org.backlot.casting.api.CallEvent.CallMerged;
import org.backlot.casting.api.CallEvent.CallPublished;
import org.backlot.casting.api.CallEvent.CallRejected;
import org.backlot.casting.api.CallEvent.CallSubmittedForReview;
import org.backlot.casting.api.CastingLine;
import org.backlot.casting.api.CastingProse;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which call resembles which, seen when one comes to the moderators (CST-4). A draft is compared with nothing. */
final class LikenessRows {
    /** A call of last spring is looked for again, and is another one. */
    private static final Duration RECENT = Duration.ofDays(90);

    private static final int ALIKE_PERCENT = 50;
    private static final int MOST = 5;

    private final JdbcClient jdbc;

    LikenessRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Likeness(UUID other, int percent) {}

    void on(CallEvent event) {
        switch (event) {
            case CallDrafted e -> says(e, e.content(), false);
            case CallImported e -> {
                says(e, e.content(), true);
                compare(e);
            }
            case CallEdited e -> says(e, e.content(), false);
            case CallAmended e -> says(e, e.content(), true);
            case CallSubmittedForReview e -> {
                shown(e);
                compare(e);
            }
            case CallPublished e -> shown(e);
            case CallDeleted e -> {
                jdbc.sql("delete from call_words where call_id = ?")
                        .param(e.callId().value())
                        .update();
                jdbc.sql("delete from likeness where call_id = :call or other_id = :call")
                        .param("call", e.callId().value())
                        .update();
            }
            case CallContactSet _, CallApproved _, CallRejected _, CallMerged _, CallClosed _ -> {
                // What it says stays.
            }
        }
    }

    // What moderators have once seen they may go on seeing, whatever it says later.
    private void says(CallEvent event, CallContent content, boolean shown) {
        var shingles = Shingles.of(text(content));
        jdbc.sql("""
                        insert into call_words as w (call_id, shingles, bands, shown, said_at)
                        values (:call, :shingles, :bands, :shown, :at)
                        on conflict (call_id) do update set shingles = excluded.shingles, bands = excluded.bands,
                            shown = w.shown or excluded.shown, said_at = excluded.said_at
                        """)
                .param("call", event.callId().value())
                .param("shingles", shingles.boxed())
                .param("bands", shingles.bands())
                .param("shown", shown)
                .param("at", at(event.at()))
                .update();
    }

    private void shown(CallEvent event) {
        jdbc.sql("update call_words set shown = true where call_id = ?")
                .param(event.callId().value())
                .update();
    }

    private void compare(CallEvent event) {
        var call = event.callId().value();
        jdbc.sql("delete from likeness where call_id = ?").param(call).update();
        var own = jdbc.sql("select shingles from call_words where call_id = ?")
                .param(call)
                .query((row, _) -> shingles(row.getArray("shingles").getArray()))
                .single();
        var alike = jdbc
                .sql("""
                        select call_id, shingles from call_words
                        where bands && (select bands from call_words where call_id = :call) and shown
                            and call_id <> :call and said_at > :since
                        """)
                .param("call", call)
                .param("since", at(event.at().minus(RECENT)))
                .query((row, _) -> new Likeness(
                        row.getObject("call_id", UUID.class),
                        own.resemblance(shingles(row.getArray("shingles").getArray()))))
                .stream()
                .filter(likeness -> likeness.percent() >= ALIKE_PERCENT)
                .sorted(Comparator.comparing(Likeness::percent).reversed().thenComparing(Likeness::other))
                .limit(MOST)
                .toList();
        for (var likeness : alike) {
            jdbc.sql("insert into likeness (call_id, other_id, percent) values (?, ?, ?)")
                    .params(call, likeness.other(), likeness.percent())
                    .update();
        }
    }

    private static Shingles shingles(Object array) {
        return new Shingles(Stream.of((Long[]) array).mapToLong(Long::longValue).toArray());
    }

    private static String text(CallContent content) {
        return Stream.concat(
                        Stream.of(
                                content.title().value(),
                                line(content.company()),
                                line(content.location()),
                                content.description().value(),
                                prose(content.requirements())),
                        content.roles().stream()
                                .flatMap(role -> Stream.of(role.name().value(), prose(role.description()))))
                .collect(Collectors.joining("\n"));
    }

    private static String line(@Nullable CastingLine line) {
        return line == null ? "" : line.value();
    }

    private static String prose(@Nullable CastingProse prose) {
        return prose == null ? "" : prose.value();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
