package org.backlot.logistics.command.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.backlot.logistics.api.DispatchCommand.CheckHolder;
import org.backlot.logistics.api.DispatchCommand.InitializeDispatch;
import org.backlot.logistics.api.DispatchCommand.OfferHandoff;
import org.backlot.logistics.api.DispatchCommand.PresentHandoffCode;
import org.backlot.logistics.api.DispatchEvent;
import org.backlot.logistics.api.DispatchEvent.DispatchInitialized;
import org.backlot.shared.Rejection;
import org.backlot.shared.RejectionCode;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.AssetId;
import org.backlot.shared.id.BookingId;
import org.backlot.shared.id.DispatchId;
import org.backlot.shared.id.HandoffCodeId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.WorkspaceId;

/** The words in which the tests of a dispatch speak: people, codes, and a journey that a test walks step by step. */
final class Journey {
    static final Instant START = Instant.parse("2026-11-20T06:00:00Z");
    static final DispatchId DISPATCH = new DispatchId(id(1));
    static final ProjectId PROJECT = new ProjectId(id(2));
    static final WorkspaceId WORKSPACE = new WorkspaceId(id(3));
    static final BookingId BOOKING = new BookingId(id(4));
    static final AssetId ASSET = new AssetId(id(5));
    static final String CAMERA = "ARRI Alexa 35, serial 4711";
    static final AccountId VENDOR = new AccountId(id(10));
    static final AccountId UNIT_LEAD = new AccountId(id(11));
    static final AccountId ASSISTANT = new AccountId(id(12));
    static final AccountId STRANGER = new AccountId(id(13));
    static final InitializeDispatch INITIALIZE =
            new InitializeDispatch(DISPATCH, PROJECT, WORKSPACE, BOOKING, ASSET, CAMERA, VENDOR);
    static final DispatchInitialized INITIALIZED =
            new DispatchInitialized(DISPATCH, PROJECT, WORKSPACE, BOOKING, ASSET, CAMERA, VENDOR, START);

    private final List<DispatchEvent> log = new ArrayList<>();
    private final People people = new People();
    private Dispatch state = Dispatch.uninitialized();
    private Instant now = START;

    /** A camera in its vendor's hands. */
    static Journey begun() {
        var journey = new Journey();
        journey.initialize(INITIALIZE);
        return journey;
    }

    static UUID id(int number) {
        return new UUID(0x0198_0000_0000_7000L, 0x8000_0000_0000_0000L + number);
    }

    static HandoffCodeId code(int number) {
        return new HandoffCodeId(id(1000 + number));
    }

    Journey initialize(InitializeDispatch command) {
        return decide(dispatch -> dispatch.initialize(command, now));
    }

    Journey offers(AccountId from, AccountId to, HandoffCodeId code) {
        return offers(from, to, code, Duration.ofMinutes(5));
    }

    Journey offers(AccountId from, AccountId to, HandoffCodeId code, Duration validFor) {
        return decide(dispatch -> dispatch.offer(new OfferHandoff(DISPATCH, code, from, to, validFor), people, now));
    }

    Journey presents(AccountId by, HandoffCodeId code) {
        return decide(dispatch -> dispatch.present(new PresentHandoffCode(DISPATCH, code, by), people, now));
    }

    /** Offer, scan and confirmation. */
    Journey handsOver(AccountId from, AccountId to, HandoffCodeId code) {
        return offers(from, to, code).presents(to, code).presents(from, code);
    }

    Journey reportsPosition(AccountId account) {
        state.check(new CheckHolder(DISPATCH, account));
        return this;
    }

    Journey later(Duration wait) {
        now = now.plus(wait);
        return this;
    }

    Journey leavesTheProject(AccountId account) {
        people.crew.remove(account);
        return this;
    }

    Journey joinsTheProject(AccountId account) {
        people.crew.add(account);
        return this;
    }

    Journey isErased(AccountId account) {
        people.erased.add(account);
        return this;
    }

    /** Runs a step that must be refused and must leave nothing behind. */
    void refuses(RejectionCode code, Function<Journey, Journey> step) {
        var before = List.copyOf(log);
        var refused = catchThrowableOfType(Rejection.class, () -> step.apply(this));
        assertThat(refused).as("a refusal with " + code).isNotNull();
        assertThat(refused.code()).isEqualTo(code);
        assertThat(log).isEqualTo(before);
    }

    /** All that happened, in order. */
    List<DispatchEvent> events() {
        return List.copyOf(log);
    }

    Dispatch state() {
        return state;
    }

    Instant now() {
        return now;
    }

    private Journey decide(Function<Dispatch, List<DispatchEvent>> decision) {
        for (var event : decision.apply(state)) {
            state = state.evolve(event);
            log.add(event);
        }
        return this;
    }

    private static final class People implements Crew {
        private final Set<AccountId> crew = new HashSet<>(Set.of(UNIT_LEAD, ASSISTANT));
        private final Set<AccountId> erased = new HashSet<>();

        @Override
        public boolean active(AccountId account) {
            return !erased.contains(account);
        }

        @Override
        public boolean includes(AccountId account, ProjectId project) {
            return project.equals(PROJECT) && crew.contains(account);
        }
    }
}
