package org.backlot.log.projection;

import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.backlot.log.api.EventCatalog;
import org.backlot.log.api.Metadata;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.backlot.logistics.api.DispatchEvent.DispatchInitialized;
import org.backlot.production.api.ProjectEvent.ProjectCreated;
import org.backlot.production.api.ProjectEvent.ScreenplayAdopted;
import org.backlot.production.api.ProjectEvent.ShotAdded;
import org.backlot.production.api.ProjectEvent.UnitAdded;
import org.backlot.set.api.LiveSetEvent.CameraRolled;
import org.backlot.shared.Event;
import org.backlot.treasury.api.ContractEvent.ContractDrafted;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Every event by what an auditor looks for: type, object, actor, workspace, time, request and words (LED-1). Holds no
 * personal data: names of people are opened when somebody reads, and gone when they are erased.
 */
@Component
public final class AuditProjection implements Projection {
    // PostgreSQL indexes at most 1 MB of words in one value; a screenplay may be longer.
    private static final int LONGEST_PART = 100_000;

    private final JdbcClient jdbc;

    public AuditProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public List<String> tables() {
        return List.of("entry", "about", "words", "label");
    }

    @Override
    public void on(RecordedEvent event) {
        var contents = EventContents.of(event.payload());
        insert(event);
        if (!contents.objects().isEmpty()) {
            jdbc.sql("insert into about (object, position) select unnest(cast(? as uuid[])), ?")
                    .params(contents.objects().toArray(UUID[]::new), event.position())
                    .update();
        }
        insertWords(event.position(), contents.texts());
        label(event.payload());
    }

    private void insert(RecordedEvent event) {
        jdbc.sql("""
                        insert into entry (position, event_id, type, stream, sequence, at, actor, workspace, correlation,
                            causation, trace)
                        values (:position, :id, :type, :stream, :sequence, :at, :actor, :workspace, :correlation,
                            :causation, :trace)
                        """)
                .param("position", event.position())
                .param("id", event.eventId())
                .param("type", EventCatalog.nameOf(event.payload().getClass()).orElseThrow())
                .param("stream", event.stream())
                .param("sequence", event.sequence())
                .param("at", event.recordedAt().atOffset(ZoneOffset.UTC))
                .param("actor", event.metadata().get(Metadata.ACTOR))
                .param("workspace", event.metadata().get(Metadata.WORKSPACE))
                .param("correlation", event.metadata().get(Metadata.CORRELATION))
                .param("causation", event.metadata().get(Metadata.CAUSATION))
                .param("trace", event.metadata().get(Metadata.TRACE))
                .update();
    }

    private void insertWords(long position, List<String> texts) {
        // A text may hold U+0000 as an escape in the log; PostgreSQL's texts cannot.
        var words = String.join("\n", texts).replace('\0', ' ');
        for (int part = 0; part * LONGEST_PART < words.length(); part++) {
            int begin = part * LONGEST_PART;
            jdbc.sql("insert into words (position, part, words) values (?, ?, to_tsvector('simple', ?))")
                    .params(position, part, words.substring(begin, Math.min(words.length(), begin + LONGEST_PART)))
                    .update();
        }
    }

    // What a sentence calls a thing. All of it is declared not personal.
    private void label(Event event) {
        switch (event) {
            case ProjectCreated e -> label(e.projectId().value(), e.title());
            case UnitAdded e -> label(e.unitId().value(), e.name());
            case ShotAdded e -> label(e.shotId().value(), "shot " + e.slate());
            case ScreenplayAdopted e -> labelScenes(e);
            case CameraRolled e -> label(e.takeId().value(), "take " + e.slate());
            case ContractDrafted e -> label(e.contractId().value(), e.title());
            case DispatchInitialized e -> {
                label(e.dispatchId().value(), e.asset());
                label(e.assetId().value(), e.asset());
            }
            default -> {}
        }
    }

    private void label(UUID object, String label) {
        jdbc.sql("insert into label (object, label) values (?, ?)"
                        + " on conflict (object) do update set label = excluded.label")
                .params(object, label.replace('\0', ' '))
                .update();
    }

    // One statement for thousands of scenes.
    private void labelScenes(ScreenplayAdopted event) {
        jdbc.sql("insert into label (object, label) select * from unnest(cast(? as uuid[]), cast(? as text[]))"
                        + " on conflict (object) do update set label = excluded.label")
                .params(
                        event.scenes().stream()
                                .map(scene -> scene.sceneId().value())
                                .toArray(UUID[]::new),
                        event.scenes().stream()
                                .map(scene -> "scene " + scene.scene().number())
                                .toArray(String[]::new))
                .update();
    }
}
