package org.backlot.eventstore.axon;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.backlot.eventstore.Append;
import org.backlot.eventstore.Appended;
import org.backlot.eventstore.Claim;
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

    /** The position of the last event that a unit of work appended; empty where it appended none. */
    public static OptionalLong reachedBy(Map<String, Object> resources) {
        return resources.get(KEY) instanceof UnitAppend unit && unit.appended != null && unit.appended.events() > 0
                ? OptionalLong.of(unit.appended.reached())
                : OptionalLong.empty();
    }

    /** The position up to which the log is known to reach after the unit of work; empty where it appended nothing at all. */
    public Optional<Appended> appended() {
        return Optional.ofNullable(appended);
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

    /** Commits at the end of what the unit of work still has to prepare. */
    void submitLast(UnitOfWork<?> root) {
        if (!begun) {
            begun = true;
            root.onPrepareCommit(this::submit);
        }
    }

    private void submit(UnitOfWork<?> root) {
        begun = false;
        if (events.isEmpty() && claims.isEmpty() && released.isEmpty() && receipt == null) {
            return;
        }
        var unit = new Append(events, claims, released, Optional.ofNullable(receipt));
        events.clear();
        claims.clear();
        released.clear();
        appended = engine.commit(unit, rows, root);
    }
}
