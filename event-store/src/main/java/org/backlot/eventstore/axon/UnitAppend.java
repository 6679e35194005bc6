package org.backlot.eventstore.axon;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.backlot.eventstore.Append;
import org.backlot.eventstore.Appended;
import org.backlot.eventstore.Claim;
import org.backlot.eventstore.Fence;
import org.backlot.eventstore.NewEvent;
import org.backlot.eventstore.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * What one unit of work will append, gathered from all commands inside it and committed at the end of its preparation,
 * whole or not at all. Nothing that can fail may come after that.
 */
public final class UnitAppend {
    private static final String KEY = UnitAppend.class.getName();

    private final PostgresEventStorageEngine engine;
    private final List<NewEvent> events = new ArrayList<>();
    private final List<Claim> claims = new ArrayList<>();
    private final List<String> released = new ArrayList<>();
    private final List<Rows> rows = new ArrayList<>();
    /** Streams that were taken as this process knows them, and the sequence that would be the next. */
    private final Map<String, Long> presumed = new HashMap<>();

    private boolean raisesFence;
    private @Nullable Receipt receipt;
    private boolean begun;
    private @Nullable Appended appended;

    private UnitAppend(PostgresEventStorageEngine engine) {
        this.engine = engine;
    }

    /** Rows that must be written in the same commit as the events. */
    @FunctionalInterface
    public interface Rows {
        /** Runs in the caller's transaction after the events are in. */
        void write(Appended appended) throws SQLException;
    }

    /** The one of a unit of work, or of the outermost around it. */
    static UnitAppend of(UnitOfWork<?> unit, PostgresEventStorageEngine engine) {
        return unit.root().getOrComputeResource(KEY, _ -> new UnitAppend(engine));
    }

    /** What a unit of work has committed; empty before, and where it had neither events nor guards. */
    public static Optional<Appended> by(UnitOfWork<?> unit) {
        return unit.root().resources().get(KEY) instanceof UnitAppend append
                ? Optional.ofNullable(append.appended)
                : Optional.empty();
    }

    /** How many events the unit has so far. */
    public int gathered() {
        return events.size();
    }

    void events(List<NewEvent> more) {
        events.addAll(more);
    }

    /** Makes the unit the one that answers a request; there is one receipt in a unit. */
    public void receipt(Receipt kept) {
        receipt = kept;
    }

    public void claim(Claim wanted) {
        claims.add(wanted);
    }

    /** Gives up all that an owner has claimed. */
    public void release(String owner) {
        released.add(owner);
    }

    /** Has rows written in the same commit, which therefore is one of its own and not the group's. */
    public void alongside(Rows written) {
        rows.add(written);
    }

    /** Makes the unit one that takes something away on which decisions rest. */
    public void raiseFence() {
        raisesFence = true;
    }

    void presume(String stream, long next) {
        presumed.putIfAbsent(stream, next);
    }

    /** Commits at the end of what the unit of work still has to prepare. */
    void submitLast(UnitOfWork<?> root) {
        if (!begun) {
            begun = true;
            // Lined up anew when the preparation has begun: behind all that was lined up while the work was done.
            root.onPrepareCommit(preparing -> preparing.onPrepareCommit(this::submit));
        }
    }

    private void submit(UnitOfWork<?> root) {
        begun = false;
        events.forEach(event -> presumed.remove(event.stream()));
        engine.confirm(presumed);
        presumed.clear();
        var fence = new Fence(
                Presumption.current().map(Presumption::notBeyond).orElse(Fence.NONE.notBeyond()), raisesFence);
        if (events.isEmpty() && claims.isEmpty() && released.isEmpty() && receipt == null) {
            engine.confirm(fence);
            return;
        }
        var unit = new Append(events, claims, released, Optional.ofNullable(receipt), fence);
        var alongside = List.copyOf(rows);
        events.clear();
        claims.clear();
        released.clear();
        rows.clear();
        raisesFence = false;
        receipt = null;
        appended = engine.commit(unit, alongside, root);
    }
}
