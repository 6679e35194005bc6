package org.backlot.logistics.command.dispatch;

import static org.backlot.logistics.api.LogisticsRejection.GEAR_ALREADY_RETURNED;
import static org.backlot.logistics.api.LogisticsRejection.HANDOFF_CODE_FORGED;
import static org.backlot.logistics.api.LogisticsRejection.HANDOFF_CODE_USED;
import static org.backlot.logistics.api.LogisticsRejection.HANDOFF_NOT_FOR_YOU;
import static org.backlot.logistics.api.LogisticsRejection.HANDOFF_NOT_SCANNED;
import static org.backlot.logistics.api.LogisticsRejection.HANDOFF_SUPERSEDED;
import static org.backlot.logistics.api.LogisticsRejection.HANDOFF_TO_SELF;
import static org.backlot.logistics.api.LogisticsRejection.NOT_THE_HOLDER;
import static org.backlot.logistics.api.LogisticsRejection.RECEIVER_NOT_AUTHORISED;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backlot.logistics.api.DispatchCommand.CheckHolder;
import org.backlot.logistics.api.DispatchCommand.InitializeDispatch;
import org.backlot.logistics.api.DispatchCommand.OfferHandoff;
import org.backlot.logistics.api.DispatchCommand.PresentHandoffCode;
import org.backlot.logistics.api.DispatchEvent;
import org.backlot.logistics.api.DispatchEvent.CustodyTransferred;
import org.backlot.logistics.api.DispatchEvent.DispatchInitialized;
import org.backlot.logistics.api.DispatchEvent.GearReturned;
import org.backlot.logistics.api.DispatchEvent.HandoffOffered;
import org.backlot.logistics.api.DispatchEvent.HandoffScanned;
import org.backlot.logistics.api.DispatchStatus;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.HandoffCodeId;

/**
 * The journey of one piece of gear (LOG-1, LOG-2): at every moment exactly one person holds it, and it changes hands only
 * when the receiver has scanned the holder's code and the holder has confirmed, each by their own sign-in.
 */
sealed interface Dispatch {
    Duration SHORTEST_VALIDITY = Duration.ofSeconds(30);
    Duration LONGEST_VALIDITY = Duration.ofSeconds(900);

    record Uninitialized() implements Dispatch {}

    /**
     * Somebody holds the gear and may hand it on.
     *
     * @param handoffs every offer so far by its code; at most one of them is open
     */
    record Underway(DispatchInitialized facts, AccountId holder, Map<HandoffCodeId, Handoff> handoffs)
            implements Dispatch {
        private Underway offered(HandoffOffered event) {
            var all = new LinkedHashMap<>(handoffs);
            all.replaceAll((_, older) -> older.open() ? older.reached(Handoff.Stage.SUPERSEDED) : older);
            all.put(
                    event.codeId(),
                    new Handoff(event.from(), event.to(), event.at(), event.expiresAt(), Handoff.Stage.OFFERED));
            return new Underway(facts, holder, all);
        }

        private Underway reached(HandoffCodeId code, Handoff.Stage stage) {
            var all = new LinkedHashMap<>(handoffs);
            all.computeIfPresent(code, (_, handoff) -> handoff.reached(stage));
            return new Underway(facts, holder, all);
        }

        private Underway heldBy(AccountId next) {
            return new Underway(facts, next, handoffs);
        }

        private void requireHolder(AccountId account) {
            if (!account.equals(holder)) {
                throw Rejection.of(NOT_THE_HOLDER);
            }
        }

        private DispatchEvent offerOf(OfferHandoff command, Crew crew, Instant now) {
            requireHolder(command.from());
            if (command.to().equals(holder)) {
                throw Rejection.of(HANDOFF_TO_SELF).at("to");
            }
            if (command.validFor().compareTo(SHORTEST_VALIDITY) < 0
                    || command.validFor().compareTo(LONGEST_VALIDITY) > 0) {
                throw Rejection.of(CommonRejection.FIELD_INVALID, "A code is valid for 30 to 900 seconds.")
                        .at("validForSeconds");
            }
            requireAuthorised(command.to(), crew);
            var at = recorded(now);
            return new HandoffOffered(
                    facts.dispatchId(),
                    facts.projectId(),
                    command.codeId(),
                    command.from(),
                    command.to(),
                    at.plus(command.validFor()),
                    at);
        }

        // Asked again here because somebody may leave the project between the offer and the handoff (LOG-3).
        private List<DispatchEvent> transfer(HandoffCodeId code, Handoff handoff, Crew crew, Instant now) {
            requireAuthorised(handoff.to(), crew);
            var at = recorded(now);
            var events = new ArrayList<DispatchEvent>();
            events.add(new CustodyTransferred(
                    facts.dispatchId(), facts.projectId(), code, handoff.from(), handoff.to(), at));
            if (handoff.to().equals(facts.vendor())) {
                events.add(new GearReturned(facts.dispatchId(), facts.projectId(), facts.vendor(), at));
            }
            return List.copyOf(events);
        }

        private void requireAuthorised(AccountId receiver, Crew crew) {
            var mayHold = receiver.equals(facts.vendor()) || crew.includes(receiver, facts.projectId());
            if (!mayHold || !crew.active(receiver)) {
                throw Rejection.of(RECEIVER_NOT_AUTHORISED).at("to");
            }
        }

        private DispatchStatus statusUnderway() {
            var stages = handoffs.values().stream().map(Handoff::stage).toList();
            if (stages.contains(Handoff.Stage.SCANNED)) {
                return DispatchStatus.SCANNED;
            }
            if (stages.contains(Handoff.Stage.OFFERED)) {
                return DispatchStatus.OFFERED;
            }
            return holder.equals(facts.vendor()) ? DispatchStatus.WITH_VENDOR : DispatchStatus.ON_SET;
        }
    }

    record Returned(DispatchInitialized facts, Map<HandoffCodeId, Handoff> handoffs) implements Dispatch {}

    static Dispatch uninitialized() {
        return new Uninitialized();
    }

    default Dispatch evolve(DispatchEvent event) {
        return switch (event) {
            case DispatchInitialized e -> new Underway(e, e.vendor(), Map.of());
            case HandoffOffered e -> underway().offered(e);
            case HandoffScanned e -> underway().reached(e.codeId(), Handoff.Stage.SCANNED);
            case CustodyTransferred e ->
                underway().reached(e.codeId(), Handoff.Stage.COMPLETED).heldBy(e.to());
            case GearReturned _ -> new Returned(underway().facts(), underway().handoffs());
        };
    }

    /**
     * Begins the journey; the very same request again does nothing.
     *
     * @throws Rejection {@code ID_TAKEN}
     */
    default List<DispatchEvent> initialize(InitializeDispatch command, Instant now) {
        return switch (this) {
            case Uninitialized _ ->
                List.of(new DispatchInitialized(
                        command.dispatchId(),
                        command.projectId(),
                        command.workspaceId(),
                        command.bookingId(),
                        command.assetId(),
                        command.asset(),
                        command.vendor(),
                        recorded(now)));
            case Underway underway -> unchanged(underway.facts(), command);
            case Returned returned -> unchanged(returned.facts(), command);
        };
    }

    /**
     * Offers the gear to one person; voids an older open offer. The very same offer again does nothing.
     *
     * @throws Rejection {@code NOT_THE_HOLDER}, {@code HANDOFF_TO_SELF}, {@code RECEIVER_NOT_AUTHORISED},
     *     {@code GEAR_ALREADY_RETURNED}, {@code ID_TAKEN}, {@code FIELD_INVALID} for a validity out of bounds
     */
    default List<DispatchEvent> offer(OfferHandoff command, Crew crew, Instant now) {
        var known = Optional.ofNullable(handoffs().get(command.codeId()));
        if (known.isPresent()) {
            return repeated(known.get(), command);
        }
        return switch (this) {
            case Uninitialized _ -> throw Rejection.of(CommonRejection.NOT_FOUND);
            case Returned _ -> throw Rejection.of(GEAR_ALREADY_RETURNED);
            case Underway underway -> List.of(underway.offerOf(command, crew, now));
        };
    }

    /**
     * The receiver's scan or the holder's confirmation, whichever the person is. The code's time bounds the scan; the
     * confirmation may come later, because the holder's phone may have been offline (LOG-2).
     *
     * @throws Rejection {@code HANDOFF_CODE_FORGED} for a code that was never offered here, {@code HANDOFF_NOT_FOR_YOU},
     *     {@code HANDOFF_SUPERSEDED}, {@code HANDOFF_CODE_USED}, {@code HANDOFF_CODE_EXPIRED},
     *     {@code HANDOFF_NOT_SCANNED}, {@code RECEIVER_NOT_AUTHORISED}
     */
    default List<DispatchEvent> present(PresentHandoffCode command, Crew crew, Instant now) {
        var handoff = Optional.ofNullable(handoffs().get(command.codeId()))
                .orElseThrow(() -> Rejection.of(HANDOFF_CODE_FORGED));
        if (command.by().equals(handoff.to())) {
            return scan(command, handoff, now);
        }
        if (command.by().equals(handoff.from())) {
            return confirm(command, handoff, crew, now);
        }
        throw Rejection.of(HANDOFF_NOT_FOR_YOU);
    }

    /** @throws Rejection {@code NOT_THE_HOLDER}, {@code GEAR_ALREADY_RETURNED} */
    default void check(CheckHolder command) {
        switch (this) {
            case Uninitialized _ -> throw Rejection.of(CommonRejection.NOT_FOUND);
            case Returned _ -> throw Rejection.of(GEAR_ALREADY_RETURNED);
            case Underway underway -> underway.requireHolder(command.account());
        }
    }

    /** Where the gear stands. */
    default DispatchStatus status() {
        return switch (this) {
            case Uninitialized _ -> throw Rejection.of(CommonRejection.NOT_FOUND);
            case Returned _ -> DispatchStatus.RETURNED;
            case Underway underway -> underway.statusUnderway();
        };
    }

    /** When a code's time is over. */
    default Instant expiryOf(HandoffCodeId code) {
        return Optional.ofNullable(handoffs().get(code)).orElseThrow().expiresAt();
    }

    private List<DispatchEvent> scan(PresentHandoffCode command, Handoff handoff, Instant now) {
        return switch (handoff.stage()) {
            case SUPERSEDED -> throw Rejection.of(HANDOFF_SUPERSEDED);
            case SCANNED, COMPLETED -> throw Rejection.of(HANDOFF_CODE_USED);
            case OFFERED -> {
                handoff.requireInTime(now);
                yield List.of(new HandoffScanned(
                        command.dispatchId(),
                        underway().facts().projectId(),
                        command.codeId(),
                        command.by(),
                        recorded(now)));
            }
        };
    }

    private List<DispatchEvent> confirm(PresentHandoffCode command, Handoff handoff, Crew crew, Instant now) {
        return switch (handoff.stage()) {
            case SUPERSEDED -> throw Rejection.of(HANDOFF_SUPERSEDED);
            case COMPLETED -> throw Rejection.of(HANDOFF_CODE_USED);
            case OFFERED -> {
                handoff.requireInTime(now);
                throw Rejection.of(HANDOFF_NOT_SCANNED);
            }
            case SCANNED -> underway().transfer(command.codeId(), handoff, crew, now);
        };
    }

    private Map<HandoffCodeId, Handoff> handoffs() {
        return switch (this) {
            case Uninitialized _ -> Map.of();
            case Underway underway -> underway.handoffs;
            case Returned returned -> returned.handoffs;
        };
    }

    private Underway underway() {
        if (this instanceof Underway underway) {
            return underway;
        }
        throw new IllegalStateException("the log moves gear that is not on a journey");
    }

    private static List<DispatchEvent> unchanged(DispatchInitialized facts, InitializeDispatch command) {
        var same = facts.equals(new DispatchInitialized(
                command.dispatchId(),
                command.projectId(),
                command.workspaceId(),
                command.bookingId(),
                command.assetId(),
                command.asset(),
                command.vendor(),
                facts.at()));
        if (!same) {
            throw Rejection.of(CommonRejection.ID_TAKEN).at("dispatchId");
        }
        return List.of();
    }

    private static List<DispatchEvent> repeated(Handoff known, OfferHandoff command) {
        var same = known.from().equals(command.from())
                && known.to().equals(command.to())
                && Duration.between(known.offeredAt(), known.expiresAt()).equals(command.validFor());
        if (!same) {
            throw Rejection.of(CommonRejection.ID_TAKEN).at("codeId");
        }
        return List.of();
    }

    // The code carries its expiry in milliseconds; facts keep the same grain, so that both say the same instant.
    private static Instant recorded(Instant now) {
        return now.truncatedTo(ChronoUnit.MILLIS);
    }
}
