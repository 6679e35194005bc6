package org.backlot.casting.projection;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
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
import org.backlot.identity.api.PersonName;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.personal.Personal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of talents. Who is forgotten is retired in the same commit, so nothing of them is left here. */
final class TalentRows {
    private final JdbcClient jdbc;

    TalentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void on(TalentEvent event) {
        switch (event) {
            case TalentProfileCreated e -> {
                created(e.accountId(), e.ageRange(), e.at());
                said(e.accountId(), e.details(), e.at());
            }
            case TalentProfileEdited e -> said(e.accountId(), e.details(), e.at());
            case PortfolioItemAdded e -> added(e);
            case PortfolioItemRemoved e -> {
                jdbc.sql("delete from portfolio_item where account_id = ? and item_id = ?")
                        .params(e.accountId().value(), e.itemId().value())
                        .update();
                counted(e.accountId(), e.at());
            }
            case AgeRangeReached e ->
                jdbc.sql("update talent set age_range = ? where account_id = ?")
                        .params(e.ageRange().wireName(), e.accountId().value())
                        .update();
            case ApplicationSent e ->
                jdbc.sql("update talent set updated_at = ? where account_id = ?")
                        .params(at(e.at()), e.accountId().value())
                        .update();
            case TalentRetired e -> retired(e.accountId());
            case GuardianNamed _, GuardianConsented _, GuardianConsentWithdrawn _, GuardianshipEnded _ -> {
                // Who may see it, casting-access says.
            }
        }
    }

    private void created(AccountId account, AgeRange range, Instant when) {
        jdbc.sql("""
                        insert into talent (account_id, name, skills, languages, age_range, completeness, created_at, updated_at)
                        values (:account, :name, '{}', '{}', :range, 0, :at, :at)
                        """)
                .param("account", account.value())
                .param("name", Personal.ERASED)
                .param("range", range.wireName())
                .param("at", at(when))
                .update();
    }

    // Read again after an erasure nothing is known, and then the row is taken away with the retirement that follows.
    private void said(AccountId account, Personal<TalentDetails> personal, Instant when) {
        var known = personal.value();
        if (known.isEmpty()) {
            return;
        }
        var details = known.get();
        jdbc.sql("""
                        update talent set name = :name, bio = :bio, skills = :skills, experience = :experience,
                            credits = :credits, languages = :languages, location = :location
                        where account_id = :account
                        """)
                .param("account", account.value())
                .param("name", details.name().value())
                .param("bio", text(details.bio()))
                .param("skills", texts(details.skills()))
                .param(
                        "experience",
                        Optional.ofNullable(details.experience())
                                .map(Experience::wireName)
                                .orElse(null))
                .param("credits", text(details.credits()))
                .param("languages", texts(details.languages()))
                .param(
                        "location",
                        Optional.ofNullable(details.location())
                                .map(CastingLine::value)
                                .orElse(null))
                .update();
        counted(account, when);
    }

    private void added(PortfolioItemAdded event) {
        jdbc.sql("insert into portfolio_item (item_id, account_id, asset_id, kind, title, added_at)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(
                        event.itemId().value(),
                        event.accountId().value(),
                        event.assetId().value(),
                        event.kind().name(),
                        event.title().shown(CastingLine::value),
                        at(event.at()))
                .update();
        counted(event.accountId(), event.at());
    }

    // What a profile says stands in its row, so how complete it is follows from the row.
    private void counted(AccountId account, Instant when) {
        var kinds = jdbc
                .sql("select kind from portfolio_item where account_id = ?")
                .param(account.value())
                .query(String.class)
                .stream()
                .map(PortfolioKind::valueOf)
                .toList();
        jdbc.sql("select * from talent where account_id = ?")
                .param(account.value())
                .query((row, _) -> new TalentDetails(
                        new PersonName(row.getString("name")),
                        prose(row.getString("bio")),
                        lines((String[]) row.getArray("skills").getArray()),
                        Optional.ofNullable(row.getString("experience"))
                                .map(Experience::parse)
                                .orElse(null),
                        prose(row.getString("credits")),
                        lines((String[]) row.getArray("languages").getArray()),
                        Optional.ofNullable(row.getString("location"))
                                .map(CastingLine::new)
                                .orElse(null)))
                .optional()
                .map(details -> Completeness.of(details, kinds).score())
                .ifPresent(score -> jdbc.sql("update talent set completeness = ?, updated_at = ? where account_id = ?")
                        .params(score, at(when), account.value())
                        .update());
    }

    private void retired(AccountId account) {
        jdbc.sql("delete from portfolio_item where account_id = ?")
                .param(account.value())
                .update();
        jdbc.sql("delete from talent where account_id = ?")
                .param(account.value())
                .update();
    }

    private static @Nullable String text(@Nullable CastingProse prose) {
        return prose == null ? null : prose.value();
    }

    private static @Nullable CastingProse prose(@Nullable String text) {
        return text == null ? null : new CastingProse(text);
    }

    private static String[] texts(List<CastingLine> lines) {
        return lines.stream().map(CastingLine::value).toArray(String[]::new);
    }

    private static List<CastingLine> lines(String[] texts) {
        return List.of(texts).stream().map(CastingLine::new).toList();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
