// Why this file exists: which of several waiting units may enter is a rule, and rules are easier to trust without a
// database around them.
package org.backlot.eventstore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.backlot.eventstore.AppendRefused.AlreadyAnswered;
import org.backlot.eventstore.AppendRefused.ClaimTaken;
import org.backlot.eventstore.AppendRefused.FenceRaised;
import org.backlot.eventstore.AppendRefused.StreamMovedOn;
import org.jspecify.annotations.Nullable;

/** Takes units one after the other, each against what the log holds and what those before it will add. */
final class Admission {
    /** No event yet: the next sequence is 0. */
    static final long NO_EVENT = -1;

    private final long fence;
    private final Map<String, Long> lastSequences;
    private final Set<ReceiptKey> answered;
    private final Map<ClaimKey, String> owners;

    record ReceiptKey(String scope, String key) {
        static ReceiptKey of(Receipt receipt) {
            return new ReceiptKey(receipt.scope(), receipt.key());
        }
    }

    /** The bytes of a claim, comparable. */
    record ClaimKey(String space, List<Byte> value) {
        static ClaimKey of(Claim claim) {
            return of(claim.space(), claim.value());
        }

        static ClaimKey of(String space, byte[] value) {
            var bytes = new ArrayList<Byte>(value.length);
            for (byte b : value) {
                bytes.add(b);
            }
            return new ClaimKey(space, bytes);
        }
    }

    /**
     * @param fence where the fence stands
     * @param lastSequences of the streams concerned; a stream that is missing here has no event
     * @param answered the receipts concerned that exist
     * @param owners of the claims concerned that are taken
     */
    Admission(long fence, Map<String, Long> lastSequences, Set<ReceiptKey> answered, Map<ClaimKey, String> owners) {
        this.fence = fence;
        this.lastSequences = new HashMap<>(lastSequences);
        this.answered = new HashSet<>(answered);
        this.owners = new HashMap<>(owners);
    }

    /** Admits the unit, and remembers what it adds; or says what stands against it, and forgets it. */
    @Nullable
    AppendRefused refusalOf(Append unit) {
        if (unit.receipt().isPresent()
                && answered.contains(ReceiptKey.of(unit.receipt().get()))) {
            return new AlreadyAnswered(unit.receipt().get());
        }
        if (!unit.fence().holdsAt(fence)) {
            return new FenceRaised();
        }
        var ownersAfter = new HashMap<>(owners);
        unit.released().forEach(owner -> ownersAfter.values().removeIf(owner::equals));
        for (var claim : unit.claims()) {
            var before = ownersAfter.putIfAbsent(ClaimKey.of(claim), claim.owner());
            if (before != null && !before.equals(claim.owner())) {
                return new ClaimTaken(claim);
            }
        }
        var sequencesAfter = new HashMap<String, Long>();
        for (var event : unit.events()) {
            long last =
                    sequencesAfter.getOrDefault(event.stream(), lastSequences.getOrDefault(event.stream(), NO_EVENT));
            if (event.sequence() != last + 1) {
                return new StreamMovedOn(event.stream(), event.sequence());
            }
            sequencesAfter.put(event.stream(), event.sequence());
        }
        unit.receipt().map(ReceiptKey::of).ifPresent(answered::add);
        owners.clear();
        owners.putAll(ownersAfter);
        lastSequences.putAll(sequencesAfter);
        return null;
    }
}
