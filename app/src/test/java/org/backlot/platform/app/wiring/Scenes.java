package org.backlot.platform.app.wiring;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.backlot.set.api.LiveSetEvent.SceneCompleted;
import org.backlot.shared.Event;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.SceneId;
import org.backlot.shared.id.UnitId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A view for tests: for each unit the scenes it completed, as one text, so that the order shows. It fails at scenes of the
 * test's choice, after it has written, so that what is written must be gone too.
 */
final class Scenes implements Projection {
    static final String NAME = "test-scenes";
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final Supplier<JdbcClient> jdbc;
    /** The scenes at which it fails. */
    final Set<Long> broken = ConcurrentHashMap.newKeySet();
    /** How it fails there. */
    volatile Supplier<RuntimeException> failure = () -> new IllegalStateException("a secret of the payload");

    volatile Runnable beforeEach = () -> {};

    Scenes(Supplier<JdbcClient> jdbc) {
        this.jdbc = jdbc;
    }

    static SceneCompleted completed(int unit, long scene) {
        return new SceneCompleted(
                new UnitId(new UUID(unit, 1)),
                new ProjectId(new UUID(unit, 2)),
                new SceneId(new UUID(scene, 3)),
                new AccountId(new UUID(9, 9)),
                NOON);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String ddl() {
        return "create table unit (unit_id uuid primary key, scenes text not null)";
    }

    @Override
    public List<String> tables() {
        return List.of("unit");
    }

    @Override
    public boolean concerns(Event event) {
        return event instanceof SceneCompleted;
    }

    @Override
    public void on(RecordedEvent recorded) {
        if (recorded.payload() instanceof SceneCompleted event) {
            beforeEach.run();
            long scene = event.sceneId().value().getMostSignificantBits();
            jdbc.get()
                    .sql("""
                            insert into unit as u values (?, ?)
                            on conflict (unit_id) do update set scenes = u.scenes || ' ' || excluded.scenes
                            """)
                    .params(event.unitId().value(), Long.toString(scene))
                    .update();
            if (broken.contains(scene)) {
                throw failure.get();
            }
        }
    }

    /** What the view shows of a unit. */
    String of(int unit) {
        return jdbc.get()
                .sql("select scenes from test_scenes.unit where unit_id = ?")
                .param(new UUID(unit, 1))
                .query(String.class)
                .optional()
                .orElse("");
    }
}
