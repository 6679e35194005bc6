package org.backlot.logistics.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.backlot.logistics.query.ChainOfCustody.Finding;
import org.backlot.logistics.query.ChainOfCustody.Flaw;
import org.backlot.logistics.query.ChainOfCustody.Handshake;
import org.backlot.logistics.query.ChainOfCustody.Link;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.HandoffCodeId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** That a sound chain of custody verifies and that each way of tampering with one is found. */
class ChainOfCustodyTest {
    private static final AccountId VENDOR = new AccountId(new UUID(1, 1));
    private static final AccountId LEAD = new AccountId(new UUID(1, 2));
    private static final AccountId ASSISTANT = new AccountId(new UUID(1, 3));
    private static final Instant START = Instant.parse("2026-11-20T06:00:00Z");

    @Test
    @DisplayName("LOG-3: a chain out and back verifies")
    void sound() {
        assertThat(outAndBack().verify()).isEmpty();
        assertThat(new ChainOfCustody(VENDOR, VENDOR, false, List.of(first(Optional.empty()))).verify())
                .isEmpty();
    }

    @Test
    @DisplayName("LOG-3: a gap, an overlap and a turn that runs backwards are found")
    void times() {
        assertFlaws(changed(1, l -> ends(l, at(9))), Flaw.GAP, 3);
        assertFlaws(changed(1, l -> ends(l, at(11))), Flaw.OVERLAP, 3);
        assertThat(flaws(changed(1, l -> ends(l, at(4))))).contains(Flaw.TURN_RUNS_BACKWARDS);
        assertFlaws(changed(2, l -> ends(l, at(30))), Flaw.TURN_ENDS_EARLY, 3);
    }

    @Test
    @DisplayName("LOG-3: a holder without a right to the gear is found")
    void authority() {
        assertFlaws(
                changed(
                        1,
                        l -> new Link(
                                2,
                                l.holder(),
                                l.receivedFrom(),
                                l.code(),
                                Optional.empty(),
                                l.since(),
                                l.until(),
                                l.handoff())),
                Flaw.HOLDER_NOT_AUTHORISED,
                2);
    }

    @Test
    @DisplayName("LOG-3: a turn that no handoff carries is found")
    void missing_handoff() {
        assertFlaws(changed(1, l -> with(l, Optional.empty())), Flaw.HANDOFF_MISSING, 2);
    }

    @Test
    @DisplayName("LOG-3: a handoff between others, unscanned, scanned by another, late or unconfirmed is found")
    void bad_handoff() {
        assertFlaws(
                changed(1, l -> with(l, shake(VENDOR, LEAD, Optional.of(ASSISTANT), at(4), at(5)))),
                Flaw.NOT_SCANNED_BY_RECEIVER,
                2);
        assertFlaws(
                changed(1, l -> with(l, shake(VENDOR, LEAD, Optional.empty(), at(4), at(5)))),
                Flaw.NOT_SCANNED_BY_RECEIVER,
                2);
        assertFlaws(
                changed(1, l -> with(l, shake(VENDOR, LEAD, Optional.of(LEAD), at(305), at(5)))),
                Flaw.SCANNED_TOO_LATE,
                2);
        assertFlaws(
                changed(1, l -> with(l, shake(VENDOR, LEAD, Optional.of(LEAD), at(4), at(6)))), Flaw.NOT_CONFIRMED, 2);
        assertFlaws(
                changed(1, l -> with(l, shake(ASSISTANT, LEAD, Optional.of(LEAD), at(4), at(5)))),
                Flaw.HANDOFF_NAMES_OTHERS,
                2);
    }

    @Test
    @DisplayName("LOG-3: a code that carries two turns is found")
    void code_twice() {
        var chain = changed(
                2,
                l -> new Link(
                        3,
                        l.holder(),
                        l.receivedFrom(),
                        Optional.of(code(1)),
                        l.authority(),
                        l.since(),
                        l.until(),
                        l.handoff()));

        assertFlaws(chain, Flaw.CODE_USED_TWICE, 3);
    }

    @Test
    @DisplayName("LOG-3: a chain that begins or ends with the wrong person, or with nobody, is found")
    void ends() {
        var sound = outAndBack();
        assertThat(flaws(new ChainOfCustody(ASSISTANT, VENDOR, false, sound.links())))
                .containsExactly(Flaw.FIRST_HOLDER_NOT_VENDOR);
        assertThat(flaws(new ChainOfCustody(VENDOR, LEAD, false, sound.links())))
                .containsExactly(Flaw.HOLDER_DISAGREES);
        assertThat(flaws(new ChainOfCustody(VENDOR, LEAD, true, out()))).containsExactly(Flaw.RETURNED_ELSEWHERE);
        assertThat(flaws(new ChainOfCustody(VENDOR, VENDOR, false, List.of()))).containsExactly(Flaw.CHAIN_EMPTY);
        assertThat(flaws(new ChainOfCustody(
                        VENDOR,
                        VENDOR,
                        true,
                        List.of(sound.links().getFirst(), sound.links().getLast()))))
                .contains(Flaw.GAP, Flaw.RECEIVED_FROM_ANOTHER);
    }

    private static ChainOfCustody outAndBack() {
        var links = new ArrayList<>(out());
        links.set(1, ends(links.get(1), at(10)));
        links.add(new Link(
                3,
                VENDOR,
                Optional.of(LEAD),
                Optional.of(code(2)),
                Optional.of("VENDOR"),
                at(10),
                Optional.empty(),
                shake(LEAD, VENDOR, Optional.of(VENDOR), at(9), at(10))));
        return new ChainOfCustody(VENDOR, VENDOR, true, links);
    }

    private static List<Link> out() {
        return List.of(
                first(Optional.of(at(5))),
                new Link(
                        2,
                        LEAD,
                        Optional.of(VENDOR),
                        Optional.of(code(1)),
                        Optional.of("CREW"),
                        at(5),
                        Optional.empty(),
                        shake(VENDOR, LEAD, Optional.of(LEAD), at(4), at(5))));
    }

    private static Link first(Optional<Instant> until) {
        return new Link(
                1, VENDOR, Optional.empty(), Optional.empty(), Optional.of("VENDOR"), START, until, Optional.empty());
    }

    private static Optional<Handshake> shake(
            AccountId giver, AccountId receiver, Optional<AccountId> scannedBy, Instant scanned, Instant completed) {
        return Optional.of(
                new Handshake(giver, receiver, at(300), scannedBy, Optional.of(scanned), Optional.of(completed)));
    }

    private static ChainOfCustody changed(int index, UnaryOperator<Link> change) {
        var sound = outAndBack();
        var links = new ArrayList<>(sound.links());
        links.set(index, change.apply(links.get(index)));
        return new ChainOfCustody(VENDOR, VENDOR, true, links);
    }

    private static Link ends(Link l, Instant until) {
        return new Link(
                l.place(),
                l.holder(),
                l.receivedFrom(),
                l.code(),
                l.authority(),
                l.since(),
                Optional.of(until),
                l.handoff());
    }

    private static Link with(Link l, Optional<Handshake> handoff) {
        return new Link(
                l.place(), l.holder(), l.receivedFrom(), l.code(), l.authority(), l.since(), l.until(), handoff);
    }

    private static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }

    private static HandoffCodeId code(int number) {
        return new HandoffCodeId(new UUID(2, number));
    }

    private static List<Flaw> flaws(ChainOfCustody chain) {
        return chain.verify().stream().map(Finding::code).toList();
    }

    private static void assertFlaws(ChainOfCustody chain, Flaw flaw, int place) {
        assertThat(chain.verify()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(flaw);
            assertThat(finding.place()).isEqualTo(place);
        });
    }
}
