package org.backlot.media.query;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.backlot.identity.api.access.WorkspacePermission;
import org.backlot.identity.query.access.ReactiveGate;
import org.backlot.media.api.StorageFolder;
import org.backlot.media.api.StoragePlans;
import org.backlot.platform.query.Columns;
import org.backlot.platform.query.ReadRequest;
import org.backlot.shared.Refuses;
import org.backlot.shared.id.WorkspaceId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** How much of its storage a workspace takes up, for its members (MED-5, CLP-11; CLIP section 13). */
@RestController
@Tag(name = "Media")
public class StorageQueries {
    private final DatabaseClient database;
    private final ReactiveGate gate;
    private final StoragePlans plans;

    StorageQueries(DatabaseClient database, ReactiveGate gate, StoragePlans plans) {
        this.database = database;
        this.gate = gate;
        this.plans = plans;
    }

    /**
     * What is taken up and what is allowed, all in bytes.
     *
     * @param usedBytes uploads, clips and work together
     * @param promisedBytes uploads that have links and have not been confirmed; they count as used until they expire
     * @param uploadBytes files that were uploaded and confirmed
     * @param clipBytes clips that were rendered
     * @param workBytes what other steps of jobs have written
     */
    public record StorageStanding(
            WorkspaceId workspaceId,
            long allowedBytes,
            long usedBytes,
            long promisedBytes,
            long uploadBytes,
            long clipBytes,
            long workBytes) {}

    @GetMapping("/api/v1/workspaces/{workspaceId}/storage")
    @Operation(
            summary = "How much of its storage a workspace takes up",
            description = "By kind, with what its plan allows. For members of the workspace. (MED-5, CLP-11; CLIP"
                    + " section 13)")
    @Refuses({"NOT_FOUND", "NOT_ALLOWED"})
    Mono<StorageStanding> storage(ReadRequest request, @PathVariable WorkspaceId workspaceId) {
        // The sums are written with the log: they are never behind.
        return gate.require(request.caller(), WorkspacePermission.READ_MEDIA, workspaceId)
                .then(standing(workspaceId));
    }

    private Mono<StorageStanding> standing(WorkspaceId workspace) {
        return database.sql("""
                        select
                            (select coalesce(sum(bytes), 0)::bigint from storage.upload
                             where workspace_id = :workspace and arrived) as uploads,
                            (select coalesce(sum(bytes), 0)::bigint from storage.upload
                             where workspace_id = :workspace and not arrived) as promised,
                            (select coalesce(sum(bytes), 0)::bigint from storage.folder
                             where workspace_id = :workspace and starts_with(prefix, :clips)) as clips,
                            (select coalesce(sum(bytes), 0)::bigint from storage.folder
                             where workspace_id = :workspace and not starts_with(prefix, :clips)) as work
                        """)
                .bind("workspace", workspace.value())
                .bind(
                        "clips",
                        StorageFolder.of(workspace, StorageFolder.RENDERS).prefix())
                .map(row -> {
                    long uploads = Columns.number(row, "uploads");
                    long clips = Columns.number(row, "clips");
                    long work = Columns.number(row, "work");
                    return new StorageStanding(
                            workspace,
                            plans.bytesOf(workspace),
                            uploads + clips + work,
                            Columns.number(row, "promised"),
                            uploads,
                            clips,
                            work);
                })
                .one();
    }
}
