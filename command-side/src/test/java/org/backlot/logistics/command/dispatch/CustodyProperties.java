package org.backlot.logistics.command.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.backlot.logistics.command.dispatch.Journey.ASSISTANT;
import static org.backlot.logistics.command.dispatch.Journey.STRANGER;
import static org.backlot.logistics.command.dispatch.Journey.UNIT_LEAD;
import static org.backlot.logistics.command.dispatch.Journey.VENDOR;
import static org.backlot.logistics.command.dispatch.Journey.begun;
import static org.backlot.logistics.command.dispatch.Journey.code;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.backlot.logistics.api.DispatchEvent;
import org.backlot.logistics.api.DispatchEvent.CustodyTransferred;
import org.backlot.logistics.api.DispatchEvent.DispatchInitialized;
import org.backlot.logistics.api.DispatchEvent.GearReturned;
import org.backlot.logistics.api.DispatchEvent.HandoffOffered;
import org.backlot.logistics.api.DispatchEvent.HandoffScanned;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.HandoffCodeId;

/** What holds of custody whatever people do: wrong people, old codes, repeats and pauses in any order. */
class CustodyProperties {
    private static final List<AccountId> PEOPLE = List.of(VENDOR, UNIT_LEAD, ASSISTANT, STRANGER);

    /** One thing that somebody tries. */
    sealed interface Attempt {
        record Offer(AccountId from, AccountId to, Duration validFor) implements Attempt {}

        /** @param back which code: 0 is the latest one offered, 1 the one before it */
        record Present(AccountId by, int back) implements Attempt {}

        record Wait(Duration time) implements Attempt {}

        /** A handoff as it should be, so that long journeys come up. */
        record HandOver(AccountId to) implements Attempt {}

        record Leave(AccountId who) implements Attempt {}

        record Join(AccountId who) implements Attempt {}
    }

    @Property(tries = 1000)
    @Label("LOG-3: at every moment exactly one authorised person holds the gear, without a gap, and a code works once")
    void custody_holds(@ForAll("attempts") List<Attempt> attempts) {
        var journey = begun();
        var codes = new ArrayList<HandoffCodeId>();
        for (var attempt : attempts) {
            var before = journey.events();
            try {
                perform(journey, attempt, codes);
            } catch (Rejection refused) {
                if (!(attempt instanceof Attempt.HandOver)) {
                    assertThat(journey.events()).isEqualTo(before);
                }
            }
            assertThat(holders(journey)).hasSize(1);
        }
        var chain = Chain.of(journey.events());
        assertThat(holders(journey)).containsExactly(chain.holder);
        Statistics.label("handoffs").collect(Math.min(chain.handoffs, 5));
        Statistics.label("returned").collect(chain.returned);
    }

    // Who the rules themselves take for the holder: whoever may report a position; after the return it is the vendor.
    private static List<AccountId> holders(Journey journey) {
        if (journey.state() instanceof Dispatch.Returned returned) {
            return List.of(returned.facts().vendor());
        }
        return PEOPLE.stream().filter(person -> mayReport(journey, person)).toList();
    }

    private static boolean mayReport(Journey journey, AccountId person) {
        try {
            journey.reportsPosition(person);
            return true;
        } catch (Rejection refused) {
            return false;
        }
    }

    private static void perform(Journey journey, Attempt attempt, List<HandoffCodeId> codes) {
        switch (attempt) {
            case Attempt.Offer(var from, var to, var validFor) -> journey.offers(from, to, next(codes), validFor);
            case Attempt.Present(var by, var back)
            when back < codes.size() -> journey.presents(by, codes.get(codes.size() - 1 - back));
            case Attempt.Present _ -> {}
            case Attempt.Wait(var time) -> journey.later(time);
            case Attempt.HandOver(var to) -> journey.handsOver(holders(journey).getFirst(), to, next(codes));
            case Attempt.Leave(var who) -> journey.leavesTheProject(who);
            case Attempt.Join(var who) -> journey.joinsTheProject(who);
        }
    }

    private static HandoffCodeId next(List<HandoffCodeId> codes) {
        codes.add(code(codes.size()));
        return codes.getLast();
    }

    @Provide
    Arbitrary<List<Attempt>> attempts() {
        var people = Arbitraries.of(PEOPLE);
        Arbitrary<Attempt> offer = Combinators.combine(
                        people, people, Arbitraries.integers().between(30, 900))
                .as((from, to, seconds) -> new Attempt.Offer(from, to, Duration.ofSeconds(seconds)));
        Arbitrary<Attempt> present = Combinators.combine(
                        people, Arbitraries.integers().between(0, 3))
                .as(Attempt.Present::new);
        Arbitrary<Attempt> wait =
                Arbitraries.integers().between(0, 600).map(seconds -> new Attempt.Wait(Duration.ofSeconds(seconds)));
        Arbitrary<Attempt> handOver = Arbitraries.frequency(
                        Tuple.of(5, UNIT_LEAD), Tuple.of(5, ASSISTANT), Tuple.of(1, VENDOR), Tuple.of(1, STRANGER))
                .map(Attempt.HandOver::new);
        Arbitrary<Attempt> leave = people.map(Attempt.Leave::new);
        Arbitrary<Attempt> join = Arbitraries.of(UNIT_LEAD, ASSISTANT).map(Attempt.Join::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(4, offer),
                        Tuple.of(10, present),
                        Tuple.of(3, wait),
                        Tuple.of(3, handOver),
                        Tuple.of(1, leave),
                        Tuple.of(1, join))
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    /** Reads the events alone, as an auditor would, and insists on what must hold after each. */
    private static final class Chain {
        private final Map<HandoffCodeId, HandoffOffered> offers = new HashMap<>();
        private final Map<HandoffCodeId, Integer> scans = new HashMap<>();
        private final Map<HandoffCodeId, Integer> transfers = new HashMap<>();
        private final AccountId vendor;
        private AccountId holder;
        private Instant since;
        private HandoffCodeId latest = code(-1);
        private int handoffs;
        private boolean returned;

        private Chain(DispatchInitialized facts) {
            vendor = facts.vendor();
            holder = facts.vendor();
            since = facts.at();
        }

        static Chain of(List<DispatchEvent> events) {
            var chain = new Chain((DispatchInitialized) events.getFirst());
            events.stream().skip(1).forEach(chain::take);
            assertThat(Stream.concat(chain.scans.values().stream(), chain.transfers.values().stream()))
                    .allMatch(times -> times == 1);
            return chain;
        }

        private HandoffOffered latestOffer() {
            return Optional.ofNullable(offers.get(latest)).orElseThrow();
        }

        private void take(DispatchEvent event) {
            assertThat(returned).as("nothing follows the return").isFalse();
            switch (event) {
                case DispatchInitialized e -> throw new AssertionError("a second beginning: " + e);
                case HandoffOffered e -> {
                    assertThat(e.from()).isEqualTo(holder);
                    assertThat(e.to()).isNotEqualTo(holder).isNotEqualTo(STRANGER);
                    offers.put(e.codeId(), e);
                    latest = e.codeId();
                }
                case HandoffScanned e -> {
                    assertThat(e.codeId()).isEqualTo(latest);
                    assertThat(e.scannedBy()).isEqualTo(latestOffer().to());
                    assertThat(e.at()).isBefore(latestOffer().expiresAt());
                    scans.merge(e.codeId(), 1, Integer::sum);
                }
                case CustodyTransferred e -> {
                    assertThat(e.codeId()).isEqualTo(latest);
                    assertThat(scans).containsKey(e.codeId());
                    assertThat(e.from()).isEqualTo(holder);
                    assertThat(e.to()).isEqualTo(latestOffer().to());
                    assertThat(e.at()).isAfterOrEqualTo(since);
                    transfers.merge(e.codeId(), 1, Integer::sum);
                    holder = e.to();
                    since = e.at();
                    handoffs++;
                }
                case GearReturned e -> {
                    assertThat(e.vendor()).isEqualTo(vendor).isEqualTo(holder);
                    returned = true;
                }
            }
        }
    }
}
