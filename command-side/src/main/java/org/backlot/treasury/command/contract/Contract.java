package org.backlot.treasury.command.contract;

import static org.backlot.treasury.api.TreasuryRejection.NOT_A_SIGNATORY;
import static org.backlot.treasury.api.TreasuryRejection.SIGNATORY_NOT_NEXT;
import static org.backlot.treasury.api.TreasuryRejection.TERMS_CHANGED;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.PlainText;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.personal.Personal;
import org.backlot.treasury.api.ContractCommand.DraftContract;
import org.backlot.treasury.api.ContractCommand.SignContract;
import org.backlot.treasury.api.ContractEvent;
import org.backlot.treasury.api.ContractEvent.ContractCompleted;
import org.backlot.treasury.api.ContractEvent.ContractDrafted;
import org.backlot.treasury.api.ContractEvent.ContractSigned;
import org.backlot.treasury.api.ContractEvidence;
import org.backlot.treasury.api.ContractProof;
import org.backlot.treasury.api.SignatureReceipt;
import org.jspecify.annotations.Nullable;

/** The life of a pre-production agreement: nothing, then drafted, then signed by each party in order (TRE-3). */
sealed interface Contract {
    int MOST_SIGNATORIES = 20;
    int LONGEST_TITLE = 200;

    static Contract undrafted() {
        return new Undrafted();
    }

    record Undrafted() implements Contract {}

    /**
     * The terms are laid down and do not change any more.
     *
     * @param signed who has signed, in order; without addresses, which are personal and which no rule needs
     */
    record Drafted(ContractDrafted draft, List<ContractEvidence.Signature> signed) implements Contract {
        public Drafted {
            signed = List.copyOf(signed);
        }

        private boolean complete() {
            return signed.size() == draft.signatories().size();
        }

        private int placeOf(AccountId account) {
            int place = draft.signatories().indexOf(account);
            if (place < 0) {
                throw Rejection.of(NOT_A_SIGNATORY);
            }
            return place;
        }

        private List<ContractEvent> signed(SignContract command, String salt, Instant now) {
            int place = placeOf(command.signatory());
            if (!command.termsDigest().equals(draft.termsDigest())) {
                throw Rejection.of(TERMS_CHANGED).at("termsDigest").with("termsDigest", draft.termsDigest());
            }
            if (place < signed.size()) {
                return List.of();
            }
            if (place > signed.size()) {
                throw Rejection.of(SIGNATORY_NOT_NEXT).with("yourPlace", place).with("nextPlace", signed.size());
            }
            // Evidence is read back from views that keep microseconds; the hash must not depend on more.
            var signedAt = now.truncatedTo(ChronoUnit.MILLIS);
            var signature = new ContractSigned(
                    command.contractId(),
                    draft.projectId(),
                    command.signatory(),
                    place,
                    Personal.of(command.remote()),
                    Personal.of(salt),
                    ContractProof.addressCommitment(salt, command.remote().value()),
                    signedAt);
            var after = with(signature);
            if (!after.complete()) {
                return List.of(signature);
            }
            return List.of(
                    signature, new ContractCompleted(command.contractId(), draft.projectId(), after.hash(), signedAt));
        }

        private Drafted with(ContractSigned event) {
            var more = new ArrayList<>(signed);
            more.add(new ContractEvidence.Signature(
                    event.signatory(), event.place(), event.signedAt(), event.addressCommitment(), null, null));
            return new Drafted(draft, more);
        }

        private String hash() {
            return ContractProof.hash(draft.contractId(), draft.terms(), signed);
        }

        private SignatureReceipt receiptOf(AccountId signatory) {
            int place = placeOf(signatory);
            var signature = signed.get(place);
            boolean last = place == draft.signatories().size() - 1;
            @Nullable String hash = last ? hash() : null;
            return new SignatureReceipt(
                    draft.contractId(), signatory, place, signature.signedAt(), signature.addressCommitment(), hash);
        }
    }

    default Contract evolve(ContractEvent event) {
        return switch (event) {
            case ContractDrafted e -> new Drafted(e, List.of());
            case ContractSigned e -> drafted().with(e);
            case ContractCompleted _ -> this;
        };
    }

    /**
     * Lays the terms down. The same draft again does nothing.
     *
     * @throws Rejection {@code ID_TAKEN}, {@code FIELD_INVALID}
     */
    default List<ContractEvent> draft(DraftContract command, Instant now) {
        var terms = canonical(command.terms());
        var drafted = new ContractDrafted(
                command.contractId(),
                command.projectId(),
                command.workspaceId(),
                PlainText.line(command.title(), LONGEST_TITLE),
                terms.json(),
                terms.digest(),
                command.signatories(),
                command.amount(),
                command.draftedBy(),
                now);
        if (this instanceof Drafted before) {
            if (before.draft().equals(sameTime(drafted, before.draft().at()))) {
                return List.of();
            }
            throw Rejection.of(CommonRejection.ID_TAKEN).at("contractId");
        }
        requireParties(command.signatories());
        if (!command.amount().positive()) {
            throw Rejection.of(CommonRejection.FIELD_INVALID, "must be more than zero")
                    .at("amount.amount");
        }
        return List.of(drafted);
    }

    /**
     * Signs, and completes the contract with the last signature. Signing twice does nothing.
     *
     * @param salt hides the address in its commitment; fresh and unguessable
     * @throws Rejection {@code NOT_A_SIGNATORY}, {@code TERMS_CHANGED}, {@code SIGNATORY_NOT_NEXT}
     */
    default List<ContractEvent> sign(SignContract command, String salt, Instant now) {
        return drafted().signed(command, salt, now);
    }

    /** The receipt of somebody who has signed. */
    default SignatureReceipt receipt(AccountId signatory) {
        return drafted().receiptOf(signatory);
    }

    private Drafted drafted() {
        return switch (this) {
            case Drafted drafted -> drafted;
            case Undrafted _ -> throw Rejection.of(CommonRejection.NOT_FOUND);
        };
    }

    private static CanonicalTerms canonical(String terms) {
        try {
            return new CanonicalTerms(terms);
        } catch (IllegalArgumentException e) {
            throw Rejection.of(CommonRejection.FIELD_INVALID, String.valueOf(e.getMessage()))
                    .at("terms");
        }
    }

    private static void requireParties(List<AccountId> signatories) {
        if (signatories.isEmpty() || signatories.size() > MOST_SIGNATORIES) {
            throw Rejection.of(CommonRejection.FIELD_INVALID, "must name 1 to %d accounts".formatted(MOST_SIGNATORIES))
                    .at("signatories");
        }
        var seen = new HashSet<AccountId>();
        for (int i = 0; i < signatories.size(); i++) {
            if (!seen.add(signatories.get(i))) {
                throw Rejection.of(CommonRejection.FIELD_INVALID, "must name each account once")
                        .at("signatories[%d]".formatted(i));
            }
        }
    }

    private static ContractDrafted sameTime(ContractDrafted drafted, Instant at) {
        return new ContractDrafted(
                drafted.contractId(),
                drafted.projectId(),
                drafted.workspaceId(),
                drafted.title(),
                drafted.terms(),
                drafted.termsDigest(),
                drafted.signatories(),
                drafted.amount(),
                drafted.draftedBy(),
                at);
    }
}
