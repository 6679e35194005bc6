package org.backlot.casting.projection;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.backlot.casting.api.CastingLine;
import org.backlot.casting.api.ingestion.IngestionSourceEvent;
import org.backlot.casting.api.ingestion.IngestionSourceEvent.SourceAdded;
import org.backlot.casting.api.ingestion.IngestionSourceEvent.SourceEdited;
import org.backlot.casting.api.ingestion.IngestionSourceEvent.SourceFailing;
import org.backlot.casting.api.ingestion.IngestionSourceEvent.SourcePaused;
import org.backlot.casting.api.ingestion.IngestionSourceEvent.SourceRecovered;
import org.backlot.casting.api.ingestion.IngestionSourceEvent.SourceRemoved;
import org.backlot.casting.api.ingestion.IngestionSourceEvent.SourceResumed;
import org.backlot.casting.api.ingestion.SourceAddress;
import org.backlot.casting.api.ingestion.SourceSettings;
import org.backlot.shared.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of sources. */
final class SourceRows {
    private final JdbcClient jdbc;

    SourceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void on(IngestionSourceEvent event) {
        switch (event) {
            case SourceAdded e -> {
                jdbc.sql("""
                                insert into source (source_id, kind, address, name, keywords, whole_site, pages, status,
                                    added_at, updated_at)
                                values (:source, :kind, :address, '', '{}', false, 1, 'ACTIVE', :at, :at)
                                """)
                        .param("source", e.sourceId().value())
                        .param("kind", e.kind().name())
                        .param(
                                "address",
                                e.address().value().map(SourceAddress::value).orElse(null))
                        .param("at", e.at().atOffset(ZoneOffset.UTC))
                        .update();
                reads(e, e.settings());
            }
            case SourceEdited e -> reads(e, e.settings());
            case SourcePaused e -> moved(e, "PAUSED");
            case SourceResumed e -> moved(e, "ACTIVE");
            case SourceRemoved e -> {
                moved(e, "REMOVED");
                jdbc.sql("update source set address = null where source_id = ?")
                        .param(e.sourceId().value())
                        .update();
            }
            case SourceFailing e -> failing(e, e.failure().name());
            case SourceRecovered e -> failing(e, null);
        }
    }

    private void reads(IngestionSourceEvent event, SourceSettings settings) {
        jdbc.sql("""
                        update source set name = :name, keywords = :keywords, whole_site = :site, pages = :pages,
                            link = :link, updated_at = :at
                        where source_id = :source
                        """)
                .param("source", event.sourceId().value())
                .param("name", settings.name().value())
                .param(
                        "keywords",
                        settings.keywords().words().stream()
                                .map(CastingLine::value)
                                .toArray(String[]::new))
                .param("site", settings.wholeSite())
                .param("pages", settings.pages())
                .param(
                        "link",
                        Optional.ofNullable(settings.link())
                                .map(PublicUrl::text)
                                .orElse(null))
                .param("at", event.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    private void moved(IngestionSourceEvent event, String status) {
        set(event.sourceId().value(), "status", status, event.at());
    }

    private void failing(IngestionSourceEvent event, @Nullable String failure) {
        set(event.sourceId().value(), "failure", failure, event.at());
    }

    private void set(UUID source, String column, @Nullable String value, Instant at) {
        jdbc.sql("update source set " + column + " = ?, updated_at = ? where source_id = ?")
                .param(value)
                .param(at.atOffset(ZoneOffset.UTC))
                .param(source)
                .update();
    }
}
