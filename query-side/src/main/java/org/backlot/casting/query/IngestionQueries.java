package org.backlot.casting.query;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.backlot.platform.query.Page;
import org.backlot.platform.query.PageRequest;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Reads;
import org.backlot.shared.Refuses;
import org.backlot.shared.id.FoundPostId;
import org.backlot.shared.id.IngestionSourceId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Sources and what they brought, for moderators (CST-4). */
@RestController
@RequestMapping("/api/v1/casting/ingestion")
@Tag(name = "Casting ingestion")
public class IngestionQueries {
    private static final String VIEW = Likenesses.VIEW;

    private final Reads reads;
    private final Ingestion ingestion;

    IngestionQueries(Reads reads, Ingestion ingestion) {
        this.reads = reads;
        this.ingestion = ingestion;
    }

    @GetMapping("/sources")
    @Operation(
            summary = "Where casting calls are looked for",
            description = "By name, each with how it was read the last time. For moderators and admins. (CST-4)")
    @Refuses({"NOT_ALLOWED", "PARAMETER_INVALID"})
    Mono<Page<IngestionSourceView>> ingestionSources(ReadRequest request, PageRequest page) {
        return ModeratorsOnly.moderating(request).then(reads.of(request, VIEW, () -> ingestion.sources(page)));
    }

    @GetMapping("/sources/{sourceId}")
    @Operation(
            summary = "A source",
            description = "With how it was read the last time. For moderators and admins. (CST-4)")
    @Refuses({"NOT_ALLOWED", "NOT_FOUND"})
    Mono<IngestionSourceView> ingestionSource(ReadRequest request, @PathVariable IngestionSourceId sourceId) {
        return ModeratorsOnly.moderating(request).then(reads.of(request, VIEW, () -> ingestion.source(sourceId)));
    }

    @GetMapping("/posts")
    @Operation(
            summary = "Posts that were found",
            description = "Those that wait, or those of another status, the oldest first. For moderators and admins."
                    + " (CST-4)")
    @Refuses({"NOT_ALLOWED", "PARAMETER_INVALID"})
    Mono<Page<FoundPostView>> foundPosts(
            ReadRequest request, @RequestParam(defaultValue = "waiting") PostStatus status, PageRequest page) {
        return ModeratorsOnly.moderating(request).then(reads.of(request, VIEW, () -> ingestion.posts(status, page)));
    }

    @GetMapping("/posts/{postId}")
    @Operation(
            summary = "A post that was found",
            description = "What it says, and what became of it. For moderators and admins. (CST-4)")
    @Refuses({"NOT_ALLOWED", "NOT_FOUND"})
    Mono<FoundPostView> foundPost(ReadRequest request, @PathVariable FoundPostId postId) {
        return ModeratorsOnly.moderating(request).then(reads.of(request, VIEW, () -> ingestion.post(postId)));
    }
}
