package org.backlot.casting.projection;

import java.util.List;
import org.backlot.casting.api.CallEvent;
import org.backlot.casting.api.ingestion.FoundPostEvent;
import org.backlot.casting.api.ingestion.IngestionSourceEvent;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.backlot.shared.Event;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sources, what they brought, and which calls resemble one another (CST-4). */
@Component
public final class CastingIngestionProjection implements Projection {
    private final SourceRows sources;
    private final PostRows posts;
    private final LikenessRows likenesses;

    public CastingIngestionProjection(JdbcClient jdbc) {
        this.sources = new SourceRows(jdbc);
        this.posts = new PostRows(jdbc);
        this.likenesses = new LikenessRows(jdbc);
    }

    @Override
    public String name() {
        return "casting-ingestion";
    }

    @Override
    public List<String> tables() {
        return List.of("source", "post", "call_words", "likeness");
    }

    @Override
    public boolean concerns(Event event) {
        return switch (event) {
            case IngestionSourceEvent _, FoundPostEvent _, CallEvent _ -> true;
            default -> false;
        };
    }

    /** What a call resembles depends on all calls before it, so they stay in order together. */
    @Override
    public String sequence(Event event) {
        return event instanceof CallEvent ? "casting-calls" : event.stream();
    }

    @Override
    public void on(RecordedEvent recorded) {
        switch (recorded.payload()) {
            case IngestionSourceEvent event -> sources.on(event);
            case FoundPostEvent event -> posts.on(event);
            case CallEvent event -> likenesses.on(event);
            default -> {
                // Nothing of it is shown.
            }
        }
    }
}
