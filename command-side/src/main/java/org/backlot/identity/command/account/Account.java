package org.backlot.identity.command.account;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.backlot.identity.api.AccountCommand.EraseAccount;
import org.backlot.identity.api.AccountCommand.IssueVerificationCode;
import org.backlot.identity.api.AccountCommand.RegisterAccount;
import org.backlot.identity.api.AccountCommand.VerifyEmail;
import org.backlot.identity.api.AccountEvent;
import org.backlot.identity.api.AccountEvent.AccountErased;
import org.backlot.identity.api.AccountEvent.AccountRegistered;
import org.backlot.identity.api.AccountEvent.EmailVerified;
import org.backlot.identity.api.AccountEvent.VerificationCodeIssued;
import org.backlot.identity.api.AccountEvent.VerificationFailed;
import org.backlot.identity.api.AccountRole;
import org.backlot.identity.api.EmailAddress;
import org.backlot.identity.api.IdentityRejection;
import org.backlot.identity.api.OneTimeCode;
import org.backlot.identity.api.PasswordHash;
import org.backlot.identity.api.PersonName;
import org.backlot.identity.api.ResendOutcome;
import org.backlot.identity.api.VerificationOutcome;
import org.backlot.identity.api.VerificationPurpose;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.Sha256;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.VerificationCodeId;
import org.backlot.shared.personal.Personal;

/** The life of an account: registered, verified by a code that is in its owner's mailbox, at last forgotten. */
public sealed interface Account {
    Duration CODE_LIVES = Duration.ofMinutes(10);
    int WRONG_TRIES_PER_CODE = 5;
    /** Each code can be guessed at five times, so the number of codes is what bounds guessing. */
    int CODES_PER_DAY = 10;

    Duration BETWEEN_CODES = Duration.ofMinutes(1);
    Duration DAY = Duration.ofDays(1);

    /** What an account says of its person. */
    record Profile(
            AccountId accountId,
            AccountRole role,
            Personal<EmailAddress> email,
            Personal<PasswordHash> password,
            Personal<PersonName> name,
            String regionHub) {
        boolean sameAs(RegisterAccount command) {
            return role == command.role()
                    && email.equals(command.email())
                    && name.equals(command.name())
                    && regionHub.equals(command.regionHub().value());
        }
    }

    /** A code that is out, and how often somebody was wrong about it. */
    record OpenCode(VerificationCodeId codeId, Instant expiresAt, int wrongTries) {
        int triesLeft() {
            return WRONG_TRIES_PER_CODE - wrongTries;
        }
    }

    record Unregistered() implements Account {}

    record Unverified(Profile profile, OpenCode code, List<Instant> codesIssued) implements Account {
        public Unverified {
            codesIssued = List.copyOf(codesIssued);
        }
    }

    record Verified(Profile profile, VerificationCodeId by) implements Account {}

    record Erased(AccountId accountId) implements Account {}

    /** How the text of a code follows from its id. */
    @FunctionalInterface
    interface Codes {
        OneTimeCode of(VerificationCodeId codeId);
    }

    /** What is kept, and what the caller learns. */
    record Decided<O>(List<AccountEvent> events, O outcome) {
        public Decided {
            events = List.copyOf(events);
        }
    }

    static Account unregistered() {
        return new Unregistered();
    }

    /**
     * Registering again with the same facts changes nothing. The password is not compared: its hash is salted.
     *
     * @throws Rejection {@code ID_TAKEN}
     */
    default List<AccountEvent> register(RegisterAccount command, Instant now) {
        return switch (this) {
            case Unregistered _ ->
                List.of(
                        new AccountRegistered(
                                command.accountId(),
                                command.role(),
                                command.email(),
                                command.password(),
                                command.name(),
                                passportId(command.accountId()),
                                command.regionHub().value(),
                                now),
                        issued(command.accountId(), command.codeId(), now));
            case Unverified known when known.profile().sameAs(command) -> List.of();
            case Verified known when known.profile().sameAs(command) -> List.of();
            case Unverified _, Verified _, Erased _ -> throw Rejection.of(CommonRejection.ID_TAKEN);
        };
    }

    /** Issues another code; the last one is void from then on. */
    default Decided<ResendOutcome> resend(IssueVerificationCode command, Instant now) {
        return switch (this) {
            case Unverified open
            when open.code().codeId().equals(command.codeId()) -> new Decided<>(List.of(), ResendOutcome.SENT);
            case Unverified open
            when tooSoon(open.codesIssued(), now) -> new Decided<>(List.of(), ResendOutcome.TOO_SOON);
            case Unverified open ->
                new Decided<>(List.of(issued(open.profile().accountId(), command.codeId(), now)), ResendOutcome.SENT);
            case Unregistered _, Verified _, Erased _ -> new Decided<>(List.of(), ResendOutcome.NOT_NEEDED);
        };
    }

    /**
     * Tries a code.
     *
     * @throws Rejection {@code VERIFICATION_CODE_EXPIRED}, {@code VERIFICATION_CODE_VOID} after five wrong tries,
     *     {@code VERIFICATION_CODE_WRONG} where nothing is open to verify
     */
    default Decided<VerificationOutcome> verify(VerifyEmail command, Codes codes, Instant now) {
        return switch (this) {
            case Unverified open -> tryCode(open, command.code(), codes, now);
            case Verified done
            when codes.of(done.by()).matches(command.code()) ->
                new Decided<>(List.of(), new VerificationOutcome(true, 0));
            case Unregistered _, Verified _, Erased _ -> throw Rejection.of(IdentityRejection.VERIFICATION_CODE_WRONG);
        };
    }

    /** @throws Rejection {@code NOT_FOUND} */
    default List<AccountEvent> erase(EraseAccount command, Instant now) {
        return switch (this) {
            case Unverified _, Verified _ -> List.of(new AccountErased(command.accountId(), command.erasedBy(), now));
            case Erased _ -> List.of();
            case Unregistered _ -> throw Rejection.of(CommonRejection.NOT_FOUND);
        };
    }

    default Account evolve(AccountEvent event) {
        return switch (event) {
            // A code is always issued in the same commit; until that event comes there is one that nobody can know.
            case AccountRegistered e ->
                new Unverified(
                        new Profile(e.accountId(), e.role(), e.email(), e.password(), e.name(), e.regionHub()),
                        new OpenCode(new VerificationCodeId(e.accountId().value()), e.at(), WRONG_TRIES_PER_CODE),
                        List.of());
            case VerificationCodeIssued e ->
                this instanceof Unverified open
                        ? new Unverified(open.profile(), new OpenCode(e.codeId(), e.expiresAt(), 0), withIssue(open, e))
                        : this;
            case VerificationFailed e ->
                this instanceof Unverified open && open.code().codeId().equals(e.codeId())
                        ? new Unverified(open.profile(), oneMoreWrong(open.code()), open.codesIssued())
                        : this;
            case EmailVerified e -> this instanceof Unverified open ? new Verified(open.profile(), e.codeId()) : this;
            case AccountErased e -> new Erased(e.accountId());
        };
    }

    private static Decided<VerificationOutcome> tryCode(Unverified open, OneTimeCode given, Codes codes, Instant now) {
        var code = open.code();
        if (code.triesLeft() <= 0) {
            throw Rejection.of(IdentityRejection.VERIFICATION_CODE_VOID);
        }
        if (!now.isBefore(code.expiresAt())) {
            throw Rejection.of(IdentityRejection.VERIFICATION_CODE_EXPIRED);
        }
        var accountId = open.profile().accountId();
        if (codes.of(code.codeId()).matches(given)) {
            return new Decided<>(
                    List.of(new EmailVerified(accountId, code.codeId(), now)), new VerificationOutcome(true, 0));
        }
        return new Decided<>(
                List.of(new VerificationFailed(accountId, code.codeId())),
                new VerificationOutcome(false, code.triesLeft() - 1));
    }

    private static OpenCode oneMoreWrong(OpenCode code) {
        return new OpenCode(code.codeId(), code.expiresAt(), code.wrongTries() + 1);
    }

    private static List<Instant> withIssue(Unverified open, VerificationCodeIssued event) {
        var issuedAt = event.expiresAt().minus(CODE_LIVES);
        var times = new ArrayList<>(open.codesIssued().stream()
                .filter(time -> time.isAfter(issuedAt.minus(DAY)))
                .toList());
        times.add(issuedAt);
        return times;
    }

    private static boolean tooSoon(List<Instant> issued, Instant now) {
        return issued.stream().anyMatch(time -> time.isAfter(now.minus(BETWEEN_CODES)))
                || issued.stream().filter(time -> time.isAfter(now.minus(DAY))).count() >= CODES_PER_DAY;
    }

    private static VerificationCodeIssued issued(AccountId accountId, VerificationCodeId codeId, Instant now) {
        return new VerificationCodeIssued(accountId, codeId, VerificationPurpose.EMAIL, now.plus(CODE_LIVES));
    }

    /** The hashed global id of CLAP week 1: 128 bits of SHA-256, in hexadecimal. */
    private static String passportId(AccountId accountId) {
        return Sha256.hex("passport:" + accountId).substring(0, 32);
    }
}
