// Why this file exists: searches are tested on a real database, filled by the views' own handlers, with a clock that
// stands.
package org.backlot.casting.query.search;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.backlot.casting.api.AgeRange;
import org.backlot.casting.api.CallContent;
import org.backlot.casting.api.CallEvent.CallDrafted;
import org.backlot.casting.api.CallEvent.CallPublished;
import org.backlot.casting.api.CastingLine;
import org.backlot.casting.api.CastingProse;
import org.backlot.casting.api.CastingRole;
import org.backlot.casting.api.Experience;
import org.backlot.casting.api.PublishGate;
import org.backlot.casting.api.TalentDetails;
import org.backlot.casting.api.TalentEvent.TalentProfileCreated;
import org.backlot.casting.api.search.Facet;
import org.backlot.casting.api.search.Gazetteer;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.api.search.SearchWish;
import org.backlot.casting.api.search.SearchWish.Near;
import org.backlot.casting.projection.CastingAccessProjection;
import org.backlot.casting.projection.CastingSearchProjection;
import org.backlot.identity.api.PersonName;
import org.backlot.identity.api.VerificationEvent.IdentityVerified;
import org.backlot.identity.api.VerificationMethod;
import org.backlot.identity.projection.VerificationsProjection;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.backlot.log.api.WrittenWithTheLog;
import org.backlot.log.query.SlicePostgres;
import org.backlot.shared.Event;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.id.CastingRoleId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The views of search, access and verified identities, and the index that reads them. */
final class SearchSlice {
    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    final JdbcClient jdbc = SlicePostgres.jdbc();
    final SearchIndex index;
    private final List<Projection> projections = List.of(
            new CastingAccessProjection(jdbc),
            new VerificationsProjection(jdbc),
            new CastingSearchProjection(jdbc, JsonMapper.shared()));
    private long position;
    private long reached;

    SearchSlice() {
        projections.forEach(this::makeAgain);
        jdbc.sql("create table if not exists public.log_follower (name text primary key, position bigint not null)")
                .update();
        this.index = new BothIndexes(newIndex(), this::position);
    }

    /** Makes the view of searches anew, without anything in it. */
    void makeAgain() {
        makeAgain(projections.getLast());
    }

    // In one go, as a rebuild does: nobody sees it without its tables.
    private void makeAgain(Projection projection) {
        jdbc.sql("drop schema if exists %1$s cascade; create schema %1$s; set search_path = %1$s, public;%n%2$s"
                        .formatted(projection.schema(), projection.ddl()))
                .update();
    }

    /** The position up to which the views have seen the log. */
    long position() {
        return reached;
    }

    /** Something happens that concerns none of the views. */
    void othersWrite() {
        position++;
        reached();
    }

    /** One that has not looked at the statistics yet. */
    PostgresSearchIndex newIndex() {
        return new PostgresSearchIndex(
                SlicePostgres.reactive(),
                new KnownStatistics(SlicePostgres.reactive(), Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    /** One that believes something of how often words occur. */
    PostgresSearchIndex newIndex(SearchStatistics believed) {
        return new PostgresSearchIndex(
                SlicePostgres.reactive(), new KnownStatistics(SlicePostgres.reactive(), Clock.systemUTC()) {
                    @Override
                    Mono<SearchStatistics> of(SearchKind kind) {
                        return Mono.just(believed);
                    }
                });
    }

    void happened(Event... events) {
        for (var event : events) {
            position++;
            projections.forEach(projection -> told(projection, event));
        }
        reached();
    }

    /** Something happens of which the views that are written with the log know, and the others do not yet. */
    void hasJustHappened(Event event) {
        position++;
        projections.stream()
                .filter(projection -> projection instanceof WrittenWithTheLog)
                .forEach(projection -> told(projection, event));
    }

    private void told(Projection projection, Event event) {
        if (projection.concerns(event)) {
            jdbc.sql("set search_path = " + projection.schema() + ", public").update();
            projection.on(
                    new RecordedEvent(position, "event-" + position, event.stream(), position, NOW, event, Map.of()));
        }
    }

    private void reached() {
        reached = position;
        jdbc.sql("insert into public.log_follower (name, position) values ('casting-search', ?)"
                        + " on conflict (name) do update set position = excluded.position")
                .param(position)
                .update();
    }

    static AccountId person(String key) {
        return new AccountId(UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)));
    }

    static CastingCallId call(String key) {
        return new CastingCallId(person(key).value());
    }

    static List<CastingLine> lines(String... texts) {
        return Arrays.stream(texts)
                .filter(text -> !text.isBlank())
                .map(CastingLine::new)
                .toList();
    }

    static TalentDetails details(
            String name,
            @Nullable String bio,
            List<CastingLine> skills,
            @Nullable Experience experience,
            List<CastingLine> languages,
            @Nullable String location) {
        return new TalentDetails(
                new PersonName(name),
                bio == null ? null : new CastingProse(bio),
                skills,
                experience,
                null,
                languages,
                location == null ? null : new CastingLine(location));
    }

    static TalentProfileCreated created(String key, AgeRange age, TalentDetails details, Instant at) {
        return new TalentProfileCreated(
                person(key), Personal.of(LocalDate.parse("1996-03-01")), age, Personal.of(details), at);
    }

    /** A talent of age, who was there an hour ago. */
    TalentProfileCreated talent(String key, TalentDetails details) {
        return created(key, AgeRange.FROM_26, details, NOW.minus(Duration.ofHours(1)));
    }

    void publish(String key, CallContent content) {
        publish(key, content, NOW.minus(Duration.ofHours(1)));
    }

    void publish(String key, CallContent content, Instant at) {
        happened(
                new CallDrafted(call(key), new WorkspaceId(new UUID(1, 1)), person("maker of " + key), content, at),
                new CallPublished(call(key), PublishGate.MODERATION, content.deadline(), at));
    }

    static CallContent content(
            String title,
            @Nullable String company,
            @Nullable String location,
            List<CastingLine> roles,
            List<CastingLine> languages,
            List<CastingLine> skills,
            String description) {
        return new CallContent(
                new CastingLine(title),
                new CastingProse(description),
                company == null ? null : new CastingLine(company),
                location == null ? null : new CastingLine(location),
                null,
                null,
                null,
                roles.stream()
                        .map(role -> new CastingRole(
                                new CastingRoleId(person(title + role.value()).value()),
                                role,
                                null,
                                List.of(),
                                skills,
                                languages))
                        .toList());
    }

    /** The same with a deadline. */
    static CallContent until(Instant deadline, CallContent content) {
        return new CallContent(
                content.title(),
                content.description(),
                content.company(),
                content.location(),
                content.compensation(),
                content.requirements(),
                deadline,
                content.roles());
    }

    static IdentityVerified verified(AccountId account) {
        return verifiedUntil(account, NOW.plus(Duration.ofDays(9)));
    }

    static IdentityVerified verifiedUntil(AccountId account, Instant until) {
        return new IdentityVerified(account, VerificationMethod.MODERATOR, person("moderator"), "seen", until, NOW);
    }

    static SearchWish wish(SearchKind kind, @Nullable String text) {
        return new Wished(kind, text).wish();
    }

    /** A wish, put together one filter after the other. */
    static final class Wished {
        private final SearchKind kind;
        private final @Nullable CastingLine text;
        private List<CastingLine> skills = List.of();
        private List<CastingLine> languages = List.of();
        private List<CastingLine> places = List.of();
        private boolean verified;
        private @Nullable Near near;

        Wished(SearchKind kind, @Nullable String text) {
            this.kind = kind;
            this.text = text == null || text.isBlank() ? null : new CastingLine(text);
        }

        Wished skill(String... values) {
            skills = lines(values);
            return this;
        }

        Wished language(String... values) {
            languages = lines(values);
            return this;
        }

        Wished place(String... values) {
            places = lines(values);
            return this;
        }

        Wished verified() {
            verified = true;
            return this;
        }

        Wished near(String city, int kilometres) {
            var spot = Gazetteer.city(city).orElseThrow().spot();
            near = new Near(spot.latitude(), spot.longitude(), kilometres);
            return this;
        }

        SearchWish wish() {
            return new SearchWish(kind, text, skills, languages, List.of(), List.of(), places, verified, near);
        }
    }

    SearchIndex.Found<TalentText> talents(SearchWish wish) {
        return talents(wish, 20, Optional.empty());
    }

    SearchIndex.Found<TalentText> talents(SearchWish wish, int limit, Optional<SearchCursor> cursor) {
        return index.find(
                        new SearchIndex.Question(
                                wish,
                                cursor.isEmpty() ? EnumSet.allOf(Facet.class) : Set.of(),
                                limit,
                                cursor,
                                NOW,
                                OptionalLong.empty()),
                        TalentText.class)
                .blockOptional()
                .orElseThrow();
    }

    SearchIndex.Found<CallText> calls(SearchWish wish) {
        return index.find(
                        new SearchIndex.Question(
                                wish, EnumSet.allOf(Facet.class), 20, Optional.empty(), NOW, OptionalLong.empty()),
                        CallText.class)
                .blockOptional()
                .orElseThrow();
    }

    List<UUID> ids(SearchWish wish) {
        return wish.kind() == SearchKind.TALENT
                ? talents(wish).hits().stream().map(SearchIndex.Hit::id).toList()
                : calls(wish).hits().stream().map(SearchIndex.Hit::id).toList();
    }
}
