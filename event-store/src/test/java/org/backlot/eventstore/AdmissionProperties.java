package org.backlot.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.backlot.eventstore.Facts.NOON;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.backlot.eventstore.Admission.ReceiptKey;

@Label("Which of several units may enter")
class AdmissionProperties {
    @Property
    @Label("LED-4: what was admitted leaves every stream without a gap, and every unit that would is admitted")
    void streams_are_dense(@ForAll("units") List<Append> units) {
        var last = new HashMap<>(Map.of("a", 1L));
        var admission = new Admission(0, last, Set.of(), Map.of());
        for (var unit : units) {
            var after = new HashMap<>(last);
            boolean fits = true;
            for (var event : unit.events()) {
                fits &= event.sequence() == after.getOrDefault(event.stream(), -1L) + 1;
                after.put(event.stream(), event.sequence());
            }
            var plain = Append.of(unit.events());
            assertThat(admission.refusalOf(plain) == null).isEqualTo(fits);
            if (fits) {
                last = after;
            }
        }
    }

    @Property
    @Label("PLT-1: of all units under one key at most one is admitted, and none where it was answered before")
    void one_per_key(@ForAll("units") List<Append> units) {
        var answered = new ReceiptKey("scope", "0");
        var admitted = admitted(new Admission(0, Map.of(), Set.of(answered), Map.of()), units);
        var keys = admitted.stream().flatMap(unit -> unit.receipt().stream()).map(ReceiptKey::of);
        assertThat(keys).doesNotContain(answered).doesNotHaveDuplicates();
    }

    @Property
    @Label("IDN-1: a thing never has two owners, and one that was given up is free")
    void one_owner(@ForAll("units") List<Append> units) {
        var owners = new HashMap<String, String>();
        for (var unit : admitted(new Admission(0, Map.of(), Set.of(), Map.of()), units)) {
            owners.values().removeAll(new HashSet<>(unit.released()));
            for (var claim : unit.claims()) {
                var before = owners.put(claim.space() + claim.value()[0], claim.owner());
                assertThat(before).isIn(null, claim.owner());
            }
        }
    }

    @Property
    @Label("LED-4: a unit that is refused changes nothing for those behind it")
    void refused_leaves_nothing(@ForAll("units") List<Append> units) {
        var admitted = admitted(fresh(), units);
        assertThat(admitted(fresh(), admitted)).isEqualTo(admitted);
    }

    private static Admission fresh() {
        return new Admission(0, Map.of(), Set.of(), Map.of());
    }

    private static List<Append> admitted(Admission admission, List<Append> units) {
        var admitted = new ArrayList<Append>();
        for (var unit : units) {
            if (admission.refusalOf(unit) == null) {
                admitted.add(unit);
            }
        }
        return admitted;
    }

    // Few streams, keys and owners, so that they meet often.
    @Provide
    Arbitrary<List<Append>> units() {
        var event = Combinators.combine(
                        Arbitraries.of("a", "b"), Arbitraries.longs().between(0, 3))
                .as(Facts::event);
        var claim = Combinators.combine(Arbitraries.bytes().between((byte) 0, (byte) 1), Arbitraries.of("x", "y"))
                .as((value, owner) -> new Claim("space", new byte[] {value}, owner));
        var receipt = Arbitraries.of("0", "1", "2")
                .map(key -> new Receipt("scope", key, new byte[0], 200, new byte[0], NOON))
                .optional();
        return Combinators.combine(
                        event.list().ofMinSize(1).ofMaxSize(2),
                        claim.list().ofMaxSize(2),
                        Arbitraries.of("x", "y").list().ofMaxSize(1),
                        receipt)
                .as((events, claims, released, answer) -> new Append(events, claims, released, answer))
                .list()
                .ofMaxSize(8);
    }
}
