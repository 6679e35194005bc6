package org.backlot.logistics.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.HandoffCodeId;

/**
 * Checks that gear went from hand to hand without a gap and only through people who had a right to it (LOG-3; CLAP week 5,
 * {@code verifyChainOfCustody}). It trusts nothing but the rows: each turn must be carried by a handoff of its own.
 *
 * @param vendor who must be the first holder, and the last once the gear is returned
 * @param holder who is said to hold the gear now
 * @param links the holders in turn
 */
record ChainOfCustody(AccountId vendor, AccountId holder, boolean returned, List<Link> links) {
    /**
     * One holder's turn.
     *
     * @param authority by what right, as the log stood at that moment; empty for none
     * @param handoff the handoff that the code names; empty for the first turn, or where none is known
     */
    record Link(
            int place,
            AccountId holder,
            Optional<AccountId> receivedFrom,
            Optional<HandoffCodeId> code,
            Optional<String> authority,
            Instant since,
            Optional<Instant> until,
            Optional<Handshake> handoff) {}

    /** What is known of a handoff. */
    record Handshake(
            AccountId giver,
            AccountId receiver,
            Instant expiresAt,
            Optional<AccountId> scannedBy,
            Optional<Instant> scannedAt,
            Optional<Instant> completedAt) {}

    /** What can be wrong with a chain. */
    enum Flaw {
        CHAIN_EMPTY("The gear has no holder."),
        FIRST_HOLDER_NOT_VENDOR("The chain does not begin with the vendor."),
        GAP("Nobody held the gear between this turn and the one before it."),
        OVERLAP("This turn begins before the one before it ended."),
        TURN_ENDS_EARLY("The last turn has ended and nobody followed."),
        TURN_RUNS_BACKWARDS("This turn ends before it begins."),
        RECEIVED_FROM_ANOTHER("The gear was received from somebody who did not hold it."),
        HANDOFF_MISSING("No handoff carries this turn."),
        HANDOFF_NAMES_OTHERS("The handoff was between other people."),
        NOT_SCANNED_BY_RECEIVER("The receiver did not scan the code."),
        SCANNED_TOO_LATE("The code was scanned after its time."),
        NOT_CONFIRMED("The holder's confirmation is missing or does not match the turn."),
        CODE_USED_TWICE("The code carried another turn before."),
        HOLDER_NOT_AUTHORISED("The holder was neither the vendor nor on the crew nor in the workspace."),
        HOLDER_DISAGREES("The current holder is not the last of the chain."),
        RETURNED_ELSEWHERE("The gear counts as returned but the vendor does not hold it.");

        private final String message;

        Flaw(String message) {
            this.message = message;
        }
    }

    /**
     * One thing wrong.
     *
     * @param code stable, for example {@code GAP}
     * @param place which turn, from 1; 0 for the chain as a whole
     */
    record Finding(Flaw code, int place, String message) {}

    /** Everything that is wrong; empty for a sound chain. */
    List<Finding> verify() {
        var findings = new ArrayList<Finding>();
        if (links.isEmpty()) {
            report(findings, true, Flaw.CHAIN_EMPTY, 0);
            return List.copyOf(findings);
        }
        var codes = new HashSet<HandoffCodeId>();
        for (int i = 0; i < links.size(); i++) {
            var link = links.get(i);
            report(findings, link.authority().isEmpty(), Flaw.HOLDER_NOT_AUTHORISED, link.place());
            report(
                    findings,
                    link.until().filter(end -> end.isBefore(link.since())).isPresent(),
                    Flaw.TURN_RUNS_BACKWARDS,
                    link.place());
            link.code().ifPresent(code -> report(findings, !codes.add(code), Flaw.CODE_USED_TWICE, link.place()));
            if (i == 0) {
                report(findings, !link.holder().equals(vendor), Flaw.FIRST_HOLDER_NOT_VENDOR, link.place());
            } else {
                follows(findings, links.get(i - 1), link);
                carried(findings, link);
            }
        }
        var last = links.getLast();
        report(findings, last.until().isPresent(), Flaw.TURN_ENDS_EARLY, last.place());
        report(findings, !last.holder().equals(holder), Flaw.HOLDER_DISAGREES, 0);
        report(findings, returned && !last.holder().equals(vendor), Flaw.RETURNED_ELSEWHERE, 0);
        return List.copyOf(findings);
    }

    private static void follows(List<Finding> findings, Link before, Link link) {
        var end = before.until();
        report(findings, end.isEmpty() || end.filter(link.since()::isBefore).isPresent(), Flaw.OVERLAP, link.place());
        report(findings, end.filter(link.since()::isAfter).isPresent(), Flaw.GAP, link.place());
        report(
                findings,
                !link.receivedFrom().equals(Optional.of(before.holder())),
                Flaw.RECEIVED_FROM_ANOTHER,
                link.place());
    }

    private static void carried(List<Finding> findings, Link link) {
        if (link.handoff().isEmpty()) {
            report(findings, true, Flaw.HANDOFF_MISSING, link.place());
            return;
        }
        var handoff = link.handoff().orElseThrow();
        var same = handoff.receiver().equals(link.holder())
                && Optional.of(handoff.giver()).equals(link.receivedFrom());
        report(findings, !same, Flaw.HANDOFF_NAMES_OTHERS, link.place());
        report(
                findings,
                !handoff.scannedBy().equals(Optional.of(handoff.receiver())),
                Flaw.NOT_SCANNED_BY_RECEIVER,
                link.place());
        report(
                findings,
                handoff.scannedAt()
                        .filter(at -> !at.isBefore(handoff.expiresAt()))
                        .isPresent(),
                Flaw.SCANNED_TOO_LATE,
                link.place());
        report(findings, !handoff.completedAt().equals(Optional.of(link.since())), Flaw.NOT_CONFIRMED, link.place());
    }

    private static void report(List<Finding> findings, boolean wrong, Flaw flaw, int place) {
        if (wrong) {
            findings.add(new Finding(flaw, place, flaw.message));
        }
    }
}
