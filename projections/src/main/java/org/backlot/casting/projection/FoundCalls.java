package org.backlot.casting.projection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.backlot.casting.api.AgeRange;
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
import org.backlot.casting.api.CastingRole;
import org.backlot.casting.api.search.Facet;
import org.backlot.casting.api.search.SearchDocument;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.api.search.Standing;
import org.backlot.casting.projection.CastingSearchProjection.VerifiedPeople;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.CastingCallId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Casting calls as they are found: published ones, until their deadline. */
final class FoundCalls {
    private final JdbcClient jdbc;
    private final SearchIndexRows index;
    private final VerifiedPeople verified;

    FoundCalls(JdbcClient jdbc, SearchIndexRows index, VerifiedPeople verified) {
        this.jdbc = jdbc;
        this.index = index;
        this.verified = verified;
    }

    void on(CallEvent event, long position) {
        var call = event.callId();
        switch (event) {
            case CallDrafted e -> drafted(call, e.createdBy(), false, e.content());
            case CallImported e -> drafted(call, null, true, e.content());
            case CallEdited e -> says(call, e.content());
            case CallAmended e -> says(call, e.content());
            case CallPublished e ->
                jdbc.sql("update call_text set published_at = ? where id = ?")
                        .params(at(e.at()), call.value())
                        .update();
            case CallSubmittedForReview _, CallRejected _, CallMerged _, CallClosed _ -> unpublished(call);
            case CallDeleted _ -> {
                jdbc.sql("delete from call_text where id = ?")
                        .param(call.value())
                        .update();
                index.forget(SearchKind.CALL, call.value());
                return;
            }
            case CallContactSet _, CallApproved _ -> {
                return;
            }
        }
        renew(call.value(), position, event.at());
    }

    /** Whether the identity of somebody is verified has changed; it counts for their calls. */
    void verified(AccountId account, long position, Instant recordedAt) {
        jdbc.sql("select id from call_text where created_by = ? and published_at is not null order by id")
                .param(account.value())
                .query(UUID.class)
                .list()
                .forEach(call -> renew(call, position, recordedAt));
    }

    private void drafted(CastingCallId call, @Nullable AccountId maker, boolean aggregated, CallContent content) {
        jdbc.sql("""
                        insert into call_text (id, created_by, title, description, aggregated, roles, prose, skills,
                            languages, age_ranges)
                        values (:id, :maker, '', '', :aggregated, '{}', '{}', '{}', '{}', '{}')
                        """)
                .param("id", call.value())
                .param("maker", Optional.ofNullable(maker).map(AccountId::value).orElse(null))
                .param("aggregated", aggregated)
                .update();
        says(call, content);
    }

    private void says(CastingCallId call, CallContent content) {
        jdbc.sql("""
                        update call_text set title = :title, description = :description, company = :company,
                            location = :location, requirements = :requirements, deadline = :deadline, roles = :roles,
                            prose = :prose, skills = :skills, languages = :languages, age_ranges = :ages
                        where id = :id
                        """)
                .param("id", call.value())
                .param("title", content.title().value())
                .param("description", content.description().value())
                .param("company", line(content.company()))
                .param("location", line(content.location()))
                .param(
                        "requirements",
                        Optional.ofNullable(content.requirements())
                                .map(CastingProse::value)
                                .orElse(null))
                .param(
                        "deadline",
                        Optional.ofNullable(content.deadline())
                                .map(FoundCalls::at)
                                .orElse(null))
                .param("roles", of(content, role -> Stream.of(role.name().value())))
                .param(
                        "prose",
                        of(content, role -> Optional.ofNullable(role.description()).map(CastingProse::value).stream()))
                .param("skills", of(content, role -> role.skills().stream().map(CastingLine::value)))
                .param(
                        "languages",
                        of(content, role -> role.languages().stream().map(CastingLine::value)))
                .param("ages", of(content, role -> role.ageRanges().stream().map(AgeRange::wireName)))
                .update();
    }

    private static String[] of(CallContent content, Function<CastingRole, Stream<String>> what) {
        return content.roles().stream().flatMap(what).distinct().toArray(String[]::new);
    }

    private void unpublished(CastingCallId call) {
        jdbc.sql("update call_text set published_at = null where id = ?")
                .param(call.value())
                .update();
    }

    private void renew(UUID call, long position, Instant when) {
        var published = jdbc.sql("select * from call_text where id = ? and published_at is not null")
                .param(call)
                .query(this::entry)
                .optional();
        if (published.isPresent()) {
            index.put(published.get(), position, when);
        } else {
            index.remove(SearchKind.CALL, call);
        }
    }

    private SearchIndexRows.Entry entry(ResultSet row, int number) throws SQLException {
        var maker = row.getObject("created_by", UUID.class);
        boolean isVerified = maker != null && verified.is(maker);
        var publishedAt = row.getObject("published_at", OffsetDateTime.class).toInstant();
        var document = new SearchDocument()
                .named(row.getString("title"))
                .headline(row.getString("company"))
                .has(Facet.SKILL, texts(row, "skills"))
                .has(Facet.LANGUAGE, texts(row, "languages"))
                .has(Facet.AGE_RANGE, texts(row, "age_ranges"))
                .at(row.getString("location"))
                .prose(row.getString("description"))
                .prose(row.getString("requirements"))
                .verified(isVerified);
        texts(row, "roles").forEach(document::headline);
        texts(row, "prose").forEach(document::prose);
        return new SearchIndexRows.Entry(
                SearchKind.CALL,
                Objects.requireNonNull(row.getObject("id", UUID.class)),
                document,
                Standing.ofCall(isVerified, publishedAt),
                publishedAt,
                Optional.ofNullable(row.getObject("deadline", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)
                        .orElse(null));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static @Nullable String line(@Nullable CastingLine line) {
        return line == null ? null : line.value();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
