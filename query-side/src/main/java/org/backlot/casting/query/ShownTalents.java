package org.backlot.casting.query;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
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
import org.backlot.identity.api.PersonName;
import org.backlot.media.api.StorageKey;
import org.backlot.platform.query.Columns;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.MediaAssetId;
import org.backlot.shared.id.PortfolioItemId;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads talents. Who may see one is asked of {@code casting_access} in the same statement: of a minor without consent
 * nobody but they themselves and whoever answers for them sees anything (IDN-9).
 */
@Component
final class ShownTalents {
    private static final String SHOWN = "(not f.minor or f.consented)";
    private static final String OWN = "(t.account_id = :caller or (f.minor and f.guardian_id = :caller))";

    private static final String SELECT = """
            select t.*, f.minor, f.guardian_id, f.consented,
                   exists (select 1 from verifications.verification v
                           where v.account_id = t.account_id and v.expires_at > :now) as verified
            from casting.talent t join casting_access.talent f on f.account_id = t.account_id
            """;

    private final DatabaseClient database;
    private final Clock clock;

    ShownTalents(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A talent as others see them, or {@code NOT_FOUND}. */
    Mono<TalentView> seen(AccountId talent, AccountId caller) {
        return read("where t.account_id = :talent and (" + SHOWN + " or " + OWN + ")", talent, caller)
                .next()
                .map(OwnTalentView::profile)
                .switchIfEmpty(Mono.error(() -> Rejection.of(CommonRejection.NOT_FOUND)));
    }

    /** The caller's own profile, or {@code NOT_FOUND}. */
    Mono<OwnTalentView> own(AccountId caller) {
        return read("where t.account_id = :talent and " + OWN, caller, caller)
                .next()
                .switchIfEmpty(Mono.error(() -> Rejection.of(CommonRejection.NOT_FOUND)));
    }

    /** Those for whom the caller answers. */
    Flux<OwnTalentView> wards(AccountId caller) {
        return read("where :talent = f.guardian_id and f.minor and " + OWN + " order by t.account_id", caller, caller);
    }

    /**
     * A file of a portfolio that the caller may see.
     *
     * @param name what to call it when it is kept
     */
    record ShownFile(StorageKey key, String name) {}

    /** The file behind an item, or {@code NOT_FOUND}. */
    Mono<ShownFile> file(AccountId talent, PortfolioItemId item, AccountId caller) {
        return database.sql("select a.file_key, a.content_type, p.title from casting.portfolio_item p"
                        + " join casting.talent t on t.account_id = p.account_id"
                        + " join casting_access.talent f on f.account_id = p.account_id"
                        + " join media.asset a on a.asset_id = p.asset_id and a.status = 'UPLOADED'"
                        + " where p.account_id = :talent and p.item_id = :item and (" + SHOWN + " or " + OWN + ")")
                .bind("talent", talent.value())
                .bind("item", item.value())
                .bind("caller", caller.value())
                .map(row -> new ShownFile(new StorageKey(Columns.text(row, "file_key")), fileName(row)))
                .one()
                .switchIfEmpty(Mono.error(() -> Rejection.of(CommonRejection.NOT_FOUND)));
    }

    private Flux<OwnTalentView> read(String where, AccountId talent, AccountId caller) {
        return database.sql(SELECT + where)
                .bind("talent", talent.value())
                .bind("caller", caller.value())
                .bind("now", clock.instant())
                .map(Found::of)
                .all()
                .concatMap(found -> portfolio(found.talent()).map(found::with));
    }

    // What was deleted or refused since is shown no more.
    private Mono<List<PortfolioItemView>> portfolio(AccountId talent) {
        return database.sql("select p.* from casting.portfolio_item p"
                        + " join media.asset a on a.asset_id = p.asset_id and a.status = 'UPLOADED'"
                        + " where p.account_id = :talent order by p.added_at, p.item_id")
                .bind("talent", talent.value())
                .map(row -> new PortfolioItemView(
                        new PortfolioItemId(Columns.uuid(row, "item_id")),
                        new MediaAssetId(Columns.uuid(row, "asset_id")),
                        PortfolioKind.valueOf(Columns.text(row, "kind")),
                        Columns.text(row, "title"),
                        Columns.instant(row, "added_at")))
                .all()
                .collectList();
    }

    /** A row, before its portfolio is known. */
    private record Found(
            AccountId talent,
            TalentDetails details,
            AgeRange ageRange,
            boolean verified,
            Instant createdAt,
            Instant updatedAt,
            boolean minor,
            @Nullable AccountId guardian,
            boolean consented) {
        static Found of(Readable row) {
            return new Found(
                    new AccountId(Columns.uuid(row, "account_id")),
                    new TalentDetails(
                            new PersonName(Columns.text(row, "name")),
                            prose(row, "bio"),
                            lines(row, "skills"),
                            Optional.ofNullable(row.get("experience", String.class))
                                    .map(Experience::parse)
                                    .orElse(null),
                            prose(row, "credits"),
                            lines(row, "languages"),
                            Optional.ofNullable(row.get("location", String.class))
                                    .map(CastingLine::new)
                                    .orElse(null)),
                    AgeRange.parse(Columns.text(row, "age_range")),
                    Columns.flag(row, "verified"),
                    Columns.instant(row, "created_at"),
                    Columns.instant(row, "updated_at"),
                    Columns.flag(row, "minor"),
                    Optional.ofNullable(row.get("guardian_id", UUID.class))
                            .map(AccountId::new)
                            .orElse(null),
                    Columns.flag(row, "consented"));
        }

        OwnTalentView with(List<PortfolioItemView> portfolio) {
            var kinds = portfolio.stream().map(PortfolioItemView::kind).toList();
            return new OwnTalentView(
                    new TalentView(
                            talent,
                            details.name().value(),
                            text(details.bio()),
                            texts(details.skills()),
                            details.experience(),
                            text(details.credits()),
                            texts(details.languages()),
                            Optional.ofNullable(details.location())
                                    .map(CastingLine::value)
                                    .orElse(null),
                            ageRange,
                            verified,
                            Completeness.of(details, kinds),
                            portfolio,
                            createdAt,
                            updatedAt),
                    minor,
                    guardian,
                    consented,
                    !minor || consented);
        }

        private static @Nullable String text(@Nullable CastingProse prose) {
            return prose == null ? null : prose.value();
        }

        private static List<String> texts(List<CastingLine> lines) {
            return lines.stream().map(CastingLine::value).toList();
        }

        private static @Nullable CastingProse prose(Readable row, String column) {
            return Optional.ofNullable(row.get(column, String.class))
                    .map(CastingProse::new)
                    .orElse(null);
        }

        private static List<CastingLine> lines(Readable row, String column) {
            return Columns.texts(row, column).stream().map(CastingLine::new).toList();
        }
    }

    private static String fileName(Readable row) {
        var type = Columns.text(row, "content_type");
        var ending = type.substring(type.indexOf('/') + 1).replaceAll("[^a-z0-9]", "");
        return Columns.text(row, "title").replaceAll("[\\p{Cntrl}/\\\\\"]", " ").strip() + "." + ending;
    }
}
