package org.backlot.clips.projection;

import java.time.ZoneOffset;
import org.backlot.clips.api.BrandKitEvent;
import org.backlot.clips.api.BrandKitEvent.BrandKitChanged;
import org.backlot.clips.api.BrandKitEvent.BrandKitCreated;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The rows of brand kits. */
final class BrandKitRows {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    BrandKitRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void on(BrandKitEvent event) {
        switch (event) {
            case BrandKitCreated e ->
                jdbc.sql("""
                                insert into brand_kit (brand_kit_id, workspace_id, contents, created_at, updated_at)
                                values (:kit, :workspace, :contents, :at, :at)
                                """)
                        .param("kit", e.brandKitId().value())
                        .param("workspace", e.workspaceId().value())
                        .param("contents", json.writeValueAsString(e.contents()))
                        .param("at", e.at().atOffset(ZoneOffset.UTC))
                        .update();
            case BrandKitChanged e ->
                jdbc.sql("update brand_kit set contents = ?, updated_at = ? where brand_kit_id = ?")
                        .params(
                                json.writeValueAsString(e.contents()),
                                e.at().atOffset(ZoneOffset.UTC),
                                e.brandKitId().value())
                        .update();
        }
    }
}
