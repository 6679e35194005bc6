package org.backlot.casting.projection;

import java.time.ZoneOffset;
import java.util.Optional;
import org.backlot.casting.api.ingestion.FoundPostEvent;
import org.backlot.casting.api.ingestion.FoundPostEvent.PostForgotten;
import org.backlot.casting.api.ingestion.FoundPostEvent.PostFound;
import org.backlot.casting.api.ingestion.FoundPostEvent.PostPostponed;
import org.backlot.casting.api.ingestion.FoundPostEvent.PostSetAside;
import org.backlot.casting.api.ingestion.FoundPostEvent.PostTakenIn;
import org.backlot.casting.api.ingestion.PostText;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of posts that were found. */
final class PostRows {
    private final JdbcClient jdbc;

    PostRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void on(FoundPostEvent event) {
        switch (event) {
            case PostFound e ->
                jdbc.sql("""
                                insert into post (post_id, source_id, text, source_url, content_hash, status, found_at,
                                    updated_at)
                                values (:post, :source, :text, :url, :hash, 'WAITING', :at, :at)
                                """)
                        .param("post", e.postId().value())
                        .param("source", e.sourceId().value())
                        .param("text", e.text().value().map(PostText::value).orElse(null))
                        .param("url", e.sourceUrl())
                        .param("hash", e.contentHash().value())
                        .param("at", e.at().atOffset(ZoneOffset.UTC))
                        .update();
            case PostPostponed e -> moved(e, "WAITING", e.why().name());
            case PostTakenIn e -> {
                moved(e, "TAKEN_IN", null);
                jdbc.sql("update post set call_id = ?, extracted_by = ? where post_id = ?")
                        .params(
                                e.callId().value(),
                                e.extractedBy().name(),
                                e.postId().value())
                        .update();
            }
            case PostSetAside e ->
                moved(
                        e,
                        "SET_ASIDE",
                        Optional.ofNullable(e.note()).orElseGet(() -> e.why().name()));
            case PostForgotten e ->
                jdbc.sql("update post set text = null where post_id = ?")
                        .param(e.postId().value())
                        .update();
        }
    }

    private void moved(FoundPostEvent event, String status, @Nullable String reason) {
        jdbc.sql("update post set status = ?, reason = ?, updated_at = ? where post_id = ?")
                .param(status)
                .param(reason)
                .param(event.at().atOffset(ZoneOffset.UTC))
                .param(event.postId().value())
                .update();
    }
}
