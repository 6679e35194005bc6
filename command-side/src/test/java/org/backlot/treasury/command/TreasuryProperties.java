// Whatever is asked of a treasury, in whatever order: the books balance and no money is made or lost (TRE-1, TRE-2).
package org.backlot.treasury.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.backlot.treasury.command.Production.*;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.backlot.shared.Money;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.EscrowId;
import org.backlot.treasury.api.JournalEntry.Kind;
import org.backlot.treasury.api.LedgerAccount;
import org.backlot.treasury.api.Posting;
import org.backlot.treasury.api.ReleaseEvidence;
import org.backlot.treasury.api.TreasuryCommand;
import org.backlot.treasury.api.TreasuryEvent;
import org.backlot.treasury.api.TreasuryEvent.EscrowExpired;
import org.backlot.treasury.api.TreasuryEvent.EscrowLocked;
import org.backlot.treasury.api.TreasuryEvent.EscrowRefunded;
import org.backlot.treasury.api.TreasuryEvent.EscrowReleased;

class TreasuryProperties {
    private static final long BUDGET = 10_000;

    record Step(TreasuryCommand command, Duration later) {}

    record Course(Treasury.Open end, List<TreasuryEvent> events) {}

    @Property
    @Label("TRE-1: postings sum to zero in both layers, after any sequence of commands")
    void postings_sum_to_zero(@ForAll("steps") List<Step> steps) {
        var course = run(steps);

        for (var layer : Posting.Layer.values()) {
            Money sum = course.events().stream()
                    .flatMap(event -> event.movement().stream())
                    .flatMap(entry -> entry.postings().stream())
                    .filter(posting -> posting.layer() == layer)
                    .map(Posting::amount)
                    .reduce(sar(0), Money::plus);
            assertThat(sum).isEqualTo(sar(0));
        }
        // A property that mostly sees nothing happen proves little.
        var moved = course.events().stream()
                .flatMap(event -> event.movement().stream())
                .anyMatch(entry -> entry.kind() != Kind.FUNDING && entry.kind() != Kind.HOLD);
        Statistics.label("money came out of a hold").collect(moved);
        Statistics.label("money came out of a hold")
                .coverage(checker -> checker.check(true).percentage(share -> share > 70));
    }

    @Property
    @Label("TRE-1: held, available and paid are together the budget, and none is ever negative")
    void no_money_is_made_or_lost(@ForAll("steps") List<Step> steps) {
        Treasury treasury = Treasury.unopened();
        for (var event : run(steps).events()) {
            treasury = treasury.evolve(event);
            var books = ((Treasury.Open) treasury).books();
            assertThat(books.held().plus(books.available()).plus(books.paid())).isEqualTo(sar(BUDGET));
            assertThat(List.of(books.held(), books.available(), books.paid())).noneMatch(Money::negative);
            assertThat(books.balance(LedgerAccount.BUDGET, Posting.Layer.POSTED).negative())
                    .isFalse();
        }
    }

    @Property
    @Label("TRE-2: a hold ends exactly once, and what it paid and gave back is what was locked")
    void a_hold_ends_once(@ForAll("steps") List<Step> steps) {
        var course = run(steps);
        Map<EscrowId, Money> locked = new HashMap<>();
        var ended = new HashSet<EscrowId>();
        Map<EscrowId, Money> left = new HashMap<>();
        for (var event : course.events()) {
            switch (event) {
                case EscrowLocked e -> {
                    assertThat(locked.put(e.escrowId(), e.amount())).isNull();
                    left.put(e.escrowId(), e.amount());
                }
                case TreasuryEvent.EscrowPartReleased e -> {
                    assertThat(ended).doesNotContain(e.escrowId());
                    left.merge(e.escrowId(), e.amount().negated(), Money::plus);
                    assertThat(left.get(e.escrowId())).isEqualTo(e.remaining());
                }
                case EscrowReleased e -> end(ended, left, e.escrowId(), e.amount());
                case EscrowRefunded e -> end(ended, left, e.escrowId(), e.amount());
                case EscrowExpired e -> end(ended, left, e.escrowId(), e.amount());
                default -> {}
            }
        }
        for (var id : locked.keySet()) {
            assertThat(course.end().escrow(id).status().holds()).isEqualTo(!ended.contains(id));
        }
    }

    @Property
    @Label("TRE-1: no journal entry is written twice")
    void entries_are_distinct(@ForAll("steps") List<Step> steps) {
        assertThat(run(steps).events().stream()
                        .flatMap(event -> event.movement().stream())
                        .map(entry -> entry.entryId()))
                .doesNotHaveDuplicates();
    }

    private static void end(HashSet<EscrowId> ended, Map<EscrowId, Money> left, EscrowId id, Money amount) {
        assertThat(ended.add(id)).as("%s ends once", id).isTrue();
        assertThat(left.get(id)).isEqualTo(amount);
    }

    private static Course run(List<Step> steps) {
        Treasury treasury = Treasury.unopened();
        var events = new ArrayList<TreasuryEvent>();
        Instant now = MORNING;
        for (var step : steps) {
            now = now.plus(step.later());
            treasury = take(treasury, step.command(), now, events);
        }
        return new Course((Treasury.Open) treasury, events);
    }

    private static Treasury take(Treasury before, TreasuryCommand command, Instant now, List<TreasuryEvent> events) {
        List<TreasuryEvent> decided;
        try {
            decided = before.decide(command, now);
        } catch (Rejection refused) {
            return before;
        }
        events.addAll(decided);
        var after = before;
        for (var event : decided) {
            after = after.evolve(event);
        }
        return after;
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        var number = Arbitraries.integers().between(1, 4);
        var amount = Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.longs().between(1, 900)),
                Tuple.of(1, Arbitraries.longs().between(-10, BUDGET + 10)));
        var evidence = Arbitraries.of(complete(), ReleaseEvidence.none());
        var command = Arbitraries.<TreasuryCommand>oneOf(List.of(
                Combinators.combine(number, amount).as((n, a) -> (TreasuryCommand) lock(n, a)),
                Combinators.combine(number, amount).as((n, a) -> (TreasuryCommand) partRelease(n, a)),
                Combinators.combine(number, evidence).as((n, e) -> (TreasuryCommand) release(n, e)),
                number.map(n -> (TreasuryCommand) refund(n)),
                number.map(n -> (TreasuryCommand) expire(n)),
                number.map(n -> (TreasuryCommand) dispute(n, n % 2 == 0 ? LEAD : VENDOR)),
                number.map(n -> (TreasuryCommand) settle(n))));
        var later = Arbitraries.integers().between(0, 20).map(Duration::ofDays);
        return Combinators.combine(command, later)
                .as(Step::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(60)
                .map(steps -> {
                    var all = new ArrayList<Step>();
                    all.add(new Step(open(BUDGET), Duration.ZERO));
                    all.add(new Step(lock(1, 2_000), Duration.ZERO));
                    all.add(new Step(lock(2, 3_000), Duration.ZERO));
                    all.addAll(steps);
                    return all;
                });
    }
}
