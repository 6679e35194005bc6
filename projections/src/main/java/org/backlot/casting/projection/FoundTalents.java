package org.backlot.casting.projection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.backlot.casting.api.AgeRange;
import org.backlot.casting.api.CastingLine;
import org.backlot.casting.api.CastingProse;
import org.backlot.casting.api.Completeness;
import org.backlot.casting.api.Experience;
import org.backlot.casting.api.PortfolioKind;
import org.backlot.casting.api.TalentDetails;
import org.backlot.casting.api.TalentEvent;
import org.backlot.casting.api.TalentEvent.AgeRangeReached;
import org.backlot.casting.api.TalentEvent.ApplicationSent;
import org.backlot.casting.api.TalentEvent.GuardianConsentWithdrawn;
import org.backlot.casting.api.TalentEvent.GuardianConsented;
import org.backlot.casting.api.TalentEvent.GuardianNamed;
import org.backlot.casting.api.TalentEvent.GuardianshipEnded;
import org.backlot.casting.api.TalentEvent.PortfolioItemAdded;
import org.backlot.casting.api.TalentEvent.PortfolioItemRemoved;
import org.backlot.casting.api.TalentEvent.TalentProfileCreated;
import org.backlot.casting.api.TalentEvent.TalentProfileEdited;
import org.backlot.casting.api.TalentEvent.TalentRetired;
import org.backlot.casting.api.search.Facet;
import org.backlot.casting.api.search.SearchDocument;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.api.search.Standing;
import org.backlot.casting.projection.CastingSearchProjection.VerifiedPeople;
import org.backlot.identity.api.PersonName;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.personal.Personal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Talents as they are found. Who may not be seen is kept aside and is not in the index: so nothing of them is counted
 * either, and no word of theirs is known.
 */
final class FoundTalents {
    private final JdbcClient jdbc;
    private final SearchIndexRows index;
    private final VerifiedPeople verified;

    FoundTalents(JdbcClient jdbc, SearchIndexRows index, VerifiedPeople verified) {
        this.jdbc = jdbc;
        this.index = index;
        this.verified = verified;
    }

    void on(TalentEvent event, long position, Instant recordedAt) {
        var account = event.accountId();
        switch (event) {
            case TalentProfileCreated e -> {
                created(e);
                said(account, e.details());
            }
            case TalentProfileEdited e -> said(account, e.details());
            case PortfolioItemAdded e ->
                jdbc.sql("insert into portfolio (item_id, id, kind) values (?, ?, ?)")
                        .params(e.itemId().value(), account.value(), e.kind().name())
                        .update();
            case PortfolioItemRemoved e ->
                jdbc.sql("delete from portfolio where item_id = ?")
                        .param(e.itemId().value())
                        .update();
            case AgeRangeReached e ->
                jdbc.sql("update talent_text set age_range = ?, minor = ? where id = ?")
                        .params(e.ageRange().wireName(), e.ageRange().minor(), account.value())
                        .update();
            case GuardianConsented _ -> consented(account, true);
            case GuardianNamed _, GuardianConsentWithdrawn _, GuardianshipEnded _ -> consented(account, false);
            case ApplicationSent e -> {
                active(account, e.at());
                return;
            }
            case TalentRetired _ -> {
                retired(account);
                return;
            }
        }
        lastActive(event).ifPresent(at -> touched(account, at));
        renew(account.value(), position, recordedAt);
    }

    /** Somebody was there, by whatever showed it. */
    void active(AccountId account, Instant at) {
        touched(account, at);
        index.active(account.value(), at);
    }

    /** Whether their identity is verified has changed. */
    void verified(AccountId account, long position, Instant recordedAt) {
        renew(account.value(), position, recordedAt);
    }

    private static Optional<Instant> lastActive(TalentEvent event) {
        return switch (event) {
            case TalentProfileCreated e -> Optional.of(e.at());
            case TalentProfileEdited e -> Optional.of(e.at());
            case PortfolioItemAdded e -> Optional.of(e.at());
            case PortfolioItemRemoved e -> Optional.of(e.at());
            case GuardianNamed e -> Optional.of(e.at());
            default -> Optional.empty();
        };
    }

    private void created(TalentProfileCreated event) {
        jdbc.sql("""
                        insert into talent_text (id, skills, languages, age_range, completeness, minor,
                            consented, active_at)
                        values (:id, '{}', '{}', :range, 0, :minor, false, :at)
                        """)
                .param("id", event.accountId().value())
                .param("range", event.ageRange().wireName())
                .param("minor", event.ageRange().minor())
                .param("at", at(event.at()))
                .update();
    }

    // Read again after an erasure nothing is known, and then the row is taken away with the retirement that follows.
    private void said(AccountId account, Personal<TalentDetails> personal) {
        personal.value()
                .ifPresent(details -> jdbc.sql("""
                        update talent_text set name = :name, bio = :bio, skills = :skills, experience = :experience,
                            credits = :credits, languages = :languages, location = :location
                        where id = :id
                        """)
                        .param("id", account.value())
                        .param("name", details.name().value())
                        .param("bio", text(details.bio()))
                        .param("skills", texts(details.skills()).toArray(String[]::new))
                        .param(
                                "experience",
                                Optional.ofNullable(details.experience())
                                        .map(Experience::wireName)
                                        .orElse(null))
                        .param("credits", text(details.credits()))
                        .param("languages", texts(details.languages()).toArray(String[]::new))
                        .param(
                                "location",
                                Optional.ofNullable(details.location())
                                        .map(CastingLine::value)
                                        .orElse(null))
                        .update());
    }

    private void consented(AccountId account, boolean consented) {
        jdbc.sql("update talent_text set consented = ? where id = ?")
                .params(consented, account.value())
                .update();
    }

    private void touched(AccountId account, Instant at) {
        jdbc.sql("update talent_text set active_at = :at where id = :id and active_at < :at")
                .param("id", account.value())
                .param("at", at(at))
                .update();
    }

    private void retired(AccountId account) {
        for (var table : new String[] {"portfolio", "talent_text"}) {
            jdbc.sql("delete from " + table + " where id = ?")
                    .param(account.value())
                    .update();
        }
        index.forget(SearchKind.TALENT, account.value());
    }

    /** A profile as it stands in its row. */
    private record Profile(TalentDetails details, AgeRange ageRange, boolean shown, Instant activeAt) {
        static Profile of(ResultSet row, int number) throws SQLException {
            return new Profile(
                    new TalentDetails(
                            new PersonName(row.getString("name")),
                            prose(row.getString("bio")),
                            lines(row, "skills"),
                            Optional.ofNullable(row.getString("experience"))
                                    .map(Experience::parse)
                                    .orElse(null),
                            prose(row.getString("credits")),
                            lines(row, "languages"),
                            Optional.ofNullable(row.getString("location"))
                                    .map(CastingLine::new)
                                    .orElse(null)),
                    AgeRange.parse(row.getString("age_range")),
                    !row.getBoolean("minor") || row.getBoolean("consented"),
                    row.getObject("active_at", OffsetDateTime.class).toInstant());
        }

        SearchDocument document(boolean verified) {
            return new SearchDocument()
                    .named(details.name().value())
                    .has(Facet.SKILL, texts(details.skills()))
                    .has(Facet.LANGUAGE, texts(details.languages()))
                    .has(
                            Facet.EXPERIENCE,
                            Optional.ofNullable(details.experience()).map(Experience::wireName).stream()
                                    .toList())
                    .has(Facet.AGE_RANGE, List.of(ageRange.wireName()))
                    .at(Optional.ofNullable(details.location())
                            .map(CastingLine::value)
                            .orElse(null))
                    .prose(text(details.bio()))
                    .prose(text(details.credits()))
                    .verified(verified);
        }
    }

    private void renew(UUID account, long position, Instant recordedAt) {
        var known = jdbc.sql("select * from talent_text where id = ? and name is not null")
                .param(account)
                .query(Profile::of)
                .optional();
        if (known.isEmpty()) {
            return;
        }
        var profile = known.get();
        var kinds = jdbc.sql("select kind from portfolio where id = ?").param(account).query(String.class).stream()
                .map(PortfolioKind::valueOf)
                .toList();
        int completeness = Completeness.of(profile.details(), kinds).score();
        jdbc.sql("update talent_text set completeness = ? where id = ?")
                .params(completeness, account)
                .update();
        if (!profile.shown()) {
            index.remove(SearchKind.TALENT, account);
            return;
        }
        boolean isVerified = verified.is(account);
        index.put(
                new SearchIndexRows.Entry(
                        SearchKind.TALENT,
                        account,
                        profile.document(isVerified),
                        Standing.ofTalent(isVerified, completeness, account),
                        profile.activeAt(),
                        null),
                position,
                recordedAt);
    }

    private static @Nullable String text(@Nullable CastingProse prose) {
        return prose == null ? null : prose.value();
    }

    private static @Nullable CastingProse prose(@Nullable String text) {
        return text == null ? null : new CastingProse(text);
    }

    private static List<String> texts(List<CastingLine> lines) {
        return lines.stream().map(CastingLine::value).toList();
    }

    private static List<CastingLine> lines(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray()).stream()
                .map(CastingLine::new)
                .toList();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
