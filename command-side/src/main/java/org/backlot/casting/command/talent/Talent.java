package org.backlot.casting.command.talent;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.backlot.casting.api.AgeRange;
import org.backlot.casting.api.CastingRejection;
import org.backlot.casting.api.TalentCommand.AddPortfolioItem;
import org.backlot.casting.api.TalentCommand.CreateTalentProfile;
import org.backlot.casting.api.TalentCommand.EditTalentProfile;
import org.backlot.casting.api.TalentCommand.EndGuardianship;
import org.backlot.casting.api.TalentCommand.GiveConsent;
import org.backlot.casting.api.TalentCommand.NameGuardian;
import org.backlot.casting.api.TalentCommand.RemovePortfolioItem;
import org.backlot.casting.api.TalentCommand.RetireTalent;
import org.backlot.casting.api.TalentCommand.SendApplication;
import org.backlot.casting.api.TalentCommand.WithdrawConsent;
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
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ApplicationId;
import org.backlot.shared.id.PortfolioItemId;
import org.backlot.shared.personal.Personal;

/**
 * The life of a talent's profile (CST-1, IDN-9). Whether somebody is a minor is asked by their day of birth each time, so
 * nothing has to happen for them to come of age.
 */
public sealed interface Talent {
    int OLDEST = 120;
    int MOST_ITEMS = 40;
    /** Near the end of a range it is looked every day, else every month: so the plan gives no birthday away. */
    Duration NEAR = Duration.ofDays(40);

    Duration SELDOM = Duration.ofDays(30);
    /** Each naming is a mail to somebody who did not ask for it. */
    int NAMINGS_PER_DAY = 3;

    Duration DAY = Duration.ofDays(1);

    /** Who answers for a minor. */
    sealed interface Guardianship {
        record Nobody() implements Guardianship {}

        record Asked(AccountId guardian) implements Guardianship {}

        record Consented(AccountId guardian) implements Guardianship {}
    }

    record Absent() implements Talent {}

    /**
     * A profile as it is.
     *
     * @param namings when a guardian was named
     * @param sent what went out, the oldest first
     */
    record Profile(
            AccountId accountId,
            Personal<LocalDate> bornOn,
            AgeRange ageRange,
            Personal<TalentDetails> details,
            Map<PortfolioItemId, PortfolioItemAdded> portfolio,
            Guardianship guardianship,
            List<Instant> namings,
            Map<ApplicationId, Instant> sent)
            implements Talent {

        /** Whether somebody has to consent for them. Who was born when nobody knows any more counts as a minor. */
        boolean minor(Instant now) {
            return bornOn.value()
                    .map(born -> AgeRange.of(born, day(now)).minor())
                    .orElse(true);
        }

        /** Whether others may see them, and they may send something. */
        public boolean shown(Instant now) {
            return !minor(now) || guardianship instanceof Guardianship.Consented;
        }

        private Profile saying(Personal<TalentDetails> other) {
            return new Profile(accountId, bornOn, ageRange, other, portfolio, guardianship, namings, sent);
        }

        private Profile aged(AgeRange other) {
            return new Profile(accountId, bornOn, other, details, portfolio, guardianship, namings, sent);
        }

        private Profile guarded(Guardianship other) {
            return new Profile(accountId, bornOn, ageRange, details, portfolio, other, namings, sent);
        }

        private Profile asking(GuardianNamed event) {
            var times = Stream.concat(namings.stream(), Stream.of(event.at())).toList();
            return new Profile(
                    accountId,
                    bornOn,
                    ageRange,
                    details,
                    portfolio,
                    new Guardianship.Asked(event.guardianId()),
                    times,
                    sent);
        }

        private Profile showing(Map<PortfolioItemId, PortfolioItemAdded> other) {
            return new Profile(accountId, bornOn, ageRange, details, other, guardianship, namings, sent);
        }

        private Profile after(ApplicationSent event) {
            var all = new LinkedHashMap<>(sent);
            all.put(event.applicationId(), event.at());
            return new Profile(accountId, bornOn, ageRange, details, portfolio, guardianship, namings, all);
        }

        private long sentIn(YearMonth month) {
            return sent.values().stream()
                    .filter(at -> YearMonth.from(day(at)).equals(month))
                    .count();
        }
    }

    record Retired(AccountId accountId) implements Talent {}

    static Talent absent() {
        return new Absent();
    }

    default Talent evolve(TalentEvent event) {
        return switch (event) {
            case TalentProfileCreated e ->
                new Profile(
                        e.accountId(),
                        e.bornOn(),
                        e.ageRange(),
                        e.details(),
                        Map.of(),
                        new Guardianship.Nobody(),
                        List.of(),
                        Map.of());
            case TalentProfileEdited e -> profile().saying(e.details());
            case PortfolioItemAdded e -> {
                var items = new LinkedHashMap<>(profile().portfolio());
                items.put(e.itemId(), e);
                yield profile().showing(items);
            }
            case PortfolioItemRemoved e -> {
                var items = new LinkedHashMap<>(profile().portfolio());
                items.remove(e.itemId());
                yield profile().showing(items);
            }
            case GuardianNamed e -> profile().asking(e);
            case GuardianConsented e -> profile().guarded(new Guardianship.Consented(e.guardianId()));
            case GuardianConsentWithdrawn e -> profile().guarded(new Guardianship.Asked(e.guardianId()));
            case GuardianshipEnded _ -> profile().guarded(new Guardianship.Nobody());
            case AgeRangeReached e -> profile().aged(e.ageRange());
            case ApplicationSent e -> profile().after(e);
            case TalentRetired e -> new Retired(e.accountId());
        };
    }

    /**
     * Makes the profile; the very same again changes nothing.
     *
     * @throws Rejection {@code PROFILE_EXISTS}, {@code BIRTH_DATE_INVALID}, {@code NOT_FOUND} once it was retired
     */
    default List<TalentEvent> create(CreateTalentProfile command, Instant now) {
        return switch (this) {
            case Absent _ -> {
                var born = command.bornOn().required();
                var today = day(now);
                if (born.isAfter(today) || born.isBefore(today.minusYears(OLDEST))) {
                    throw Rejection.of(CastingRejection.BIRTH_DATE_INVALID).at("bornOn");
                }
                yield List.of(new TalentProfileCreated(
                        command.accountId(), command.bornOn(), AgeRange.of(born, today), command.details(), now));
            }
            case Profile known
            when known.bornOn().equals(command.bornOn()) && known.details().equals(command.details()) -> List.of();
            case Profile _ -> throw Rejection.of(CastingRejection.PROFILE_EXISTS);
            case Retired _ -> throw Rejection.of(CommonRejection.NOT_FOUND);
        };
    }

    /** @throws Rejection {@code PROFILE_REQUIRED} */
    default List<TalentEvent> edit(EditTalentProfile command, Instant now) {
        return profile().details().equals(command.details())
                ? List.of()
                : List.of(new TalentProfileEdited(command.accountId(), command.details(), now));
    }

    /** @throws Rejection {@code PORTFOLIO_FULL}, {@code ID_TAKEN}, {@code PROFILE_REQUIRED} */
    default List<TalentEvent> show(AddPortfolioItem command, Instant now) {
        var portfolio = profile().portfolio();
        var known = Optional.ofNullable(portfolio.get(command.itemId()));
        if (known.isPresent()) {
            if (known.get().assetId().equals(command.assetId())
                    && known.get().title().equals(command.title())) {
                return List.of();
            }
            throw Rejection.of(CommonRejection.ID_TAKEN).at("itemId");
        }
        if (portfolio.size() >= MOST_ITEMS) {
            throw Rejection.of(CastingRejection.PORTFOLIO_FULL);
        }
        return List.of(new PortfolioItemAdded(
                command.accountId(), command.itemId(), command.assetId(), command.kind(), command.title(), now));
    }

    /** @throws Rejection {@code NOT_FOUND}, {@code PROFILE_REQUIRED} */
    default List<TalentEvent> hide(RemovePortfolioItem command, Instant now) {
        if (!profile().portfolio().containsKey(command.itemId())) {
            throw Rejection.of(CommonRejection.NOT_FOUND);
        }
        return List.of(new PortfolioItemRemoved(command.accountId(), command.itemId(), now));
    }

    /**
     * Names who answers for a minor; again the same one changes nothing, another one has to consent first.
     *
     * @throws Rejection {@code NOT_A_MINOR}, {@code GUARDIAN_NOT_ELIGIBLE}, {@code GUARDIAN_NAMED_TOO_OFTEN},
     *     {@code PROFILE_REQUIRED}
     */
    default List<TalentEvent> name(NameGuardian command, Instant now) {
        var profile = minor(now);
        if (command.guardianId().equals(command.accountId())) {
            throw Rejection.of(CastingRejection.GUARDIAN_NOT_ELIGIBLE).at("guardianId");
        }
        if (guardian(profile).filter(command.guardianId()::equals).isPresent()) {
            return List.of();
        }
        if (profile.namings().stream().filter(at -> at.isAfter(now.minus(DAY))).count() >= NAMINGS_PER_DAY) {
            throw Rejection.of(CastingRejection.GUARDIAN_NAMED_TOO_OFTEN).retryAfter(DAY);
        }
        return List.of(new GuardianNamed(command.accountId(), command.guardianId(), now));
    }

    /**
     * The guardian consents; again it changes nothing.
     *
     * @throws Rejection {@code NOT_FOUND} for anybody else, {@code NOT_A_MINOR}
     */
    default List<TalentEvent> consent(GiveConsent command, Instant now) {
        var profile = guardedBy(command.guardianId());
        minor(now);
        return profile.guardianship() instanceof Guardianship.Consented
                ? List.of()
                : List.of(new GuardianConsented(command.accountId(), command.guardianId(), now));
    }

    /**
     * The guardian consents no longer.
     *
     * @throws Rejection {@code NOT_FOUND} for anybody else, {@code CONSENT_NOT_GIVEN}, {@code NOT_A_MINOR}
     */
    default List<TalentEvent> withdraw(WithdrawConsent command, Instant now) {
        var profile = guardedBy(command.guardianId());
        minor(now);
        if (!(profile.guardianship() instanceof Guardianship.Consented)) {
            throw Rejection.of(CastingRejection.CONSENT_NOT_GIVEN);
        }
        return List.of(new GuardianConsentWithdrawn(command.accountId(), command.guardianId(), command.reason(), now));
    }

    /** The guardian was forgotten; nothing where somebody else answers by now. */
    default List<TalentEvent> unguarded(EndGuardianship command, Instant now) {
        return this instanceof Profile profile
                        && guardian(profile)
                                .filter(command.guardianId()::equals)
                                .isPresent()
                ? List.of(new GuardianshipEnded(command.accountId(), command.guardianId(), now))
                : List.of();
    }

    /** Says so where another age range was reached. */
    default List<TalentEvent> reviewAge(Instant now) {
        if (!(this instanceof Profile profile)) {
            return List.of();
        }
        return profile.bornOn()
                .value()
                .map(born -> AgeRange.of(born, day(now)))
                .filter(range -> range != profile.ageRange())
                .<List<TalentEvent>>map(range -> List.of(new AgeRangeReached(profile.accountId(), range, now)))
                .orElseGet(List::of);
    }

    /** When to look again whether another age range was reached; always a midnight (UTC), and seldom while it is far. */
    default Optional<Instant> nextReview(Instant now) {
        if (!(this instanceof Profile profile)) {
            return Optional.empty();
        }
        return profile.bornOn()
                .value()
                .flatMap(born -> AgeRange.of(born, day(now)).left(born))
                .map(left -> midnight(left).isAfter(now.plus(NEAR))
                        ? midnight(day(now.plus(SELDOM)))
                        : midnight(day(now).plusDays(1)));
    }

    /**
     * Lets an application go out; again the same one changes nothing.
     *
     * @throws Rejection {@code PROFILE_REQUIRED}, {@code GUARDIAN_CONSENT_REQUIRED}, {@code APPLICATION_LIMIT_REACHED}
     */
    default List<TalentEvent> send(SendApplication command, Instant now) {
        var profile = profile();
        if (profile.sent().containsKey(command.applicationId())) {
            return List.of();
        }
        if (!profile.shown(now)) {
            throw Rejection.of(CastingRejection.GUARDIAN_CONSENT_REQUIRED);
        }
        var month = YearMonth.from(day(now));
        long used = profile.sentIn(month);
        if (used >= command.perMonth()) {
            throw Rejection.of(CastingRejection.APPLICATION_LIMIT_REACHED)
                    .with("resource", "applicationsPerMonth")
                    .with("limit", command.perMonth())
                    .with("used", used)
                    .retryAfter(
                            Duration.between(now, midnight(month.plusMonths(1).atDay(1))));
        }
        return List.of(new ApplicationSent(command.accountId(), command.applicationId(), now));
    }

    /** Takes the profile away; where there is none, nothing happens. */
    default List<TalentEvent> retire(RetireTalent command, Instant now) {
        return this instanceof Profile ? List.of(new TalentRetired(command.accountId(), now)) : List.of();
    }

    /** @throws Rejection {@code PROFILE_REQUIRED} */
    default Profile profile() {
        return switch (this) {
            case Profile profile -> profile;
            case Absent _, Retired _ -> throw Rejection.of(CastingRejection.PROFILE_REQUIRED);
        };
    }

    private Profile minor(Instant now) {
        var profile = profile();
        if (!profile.minor(now)) {
            throw Rejection.of(CastingRejection.NOT_A_MINOR);
        }
        return profile;
    }

    // To anybody but the guardian there is nothing here.
    private Profile guardedBy(AccountId guardian) {
        if (this instanceof Profile profile
                && guardian(profile).filter(guardian::equals).isPresent()) {
            return profile;
        }
        throw Rejection.of(CommonRejection.NOT_FOUND);
    }

    private static Optional<AccountId> guardian(Profile profile) {
        return switch (profile.guardianship()) {
            case Guardianship.Nobody _ -> Optional.empty();
            case Guardianship.Asked asked -> Optional.of(asked.guardian());
            case Guardianship.Consented consented -> Optional.of(consented.guardian());
        };
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
