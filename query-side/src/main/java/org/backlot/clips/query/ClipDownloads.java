package org.backlot.clips.query;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.backlot.clips.api.EditListForm;
import org.backlot.identity.api.access.OwnedKind;
import org.backlot.identity.api.access.WorkspacePermission;
import org.backlot.identity.query.access.ReactiveGate;
import org.backlot.platform.query.NamedChoice;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Reads;
import org.backlot.shared.Refuses;
import org.backlot.shared.id.ClipId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Links to the files of clips, for the members of their workspace (CLP-7; CLIP section 6). */
@RestController
@RequestMapping("/api/v1/clips")
@Tag(name = "Clips")
public class ClipDownloads {
    private static final List<EditListForm> EDIT_LISTS = List.of(EditListForm.values());
    private static final String WHICH = "A version; the newest that is ready where left out";

    private final ReactiveGate gate;
    private final Reads reads;
    private final Clips clips;
    private final ClipLinks links;

    ClipDownloads(ReactiveGate gate, Reads reads, Clips clips, ClipLinks links) {
        this.gate = gate;
        this.reads = reads;
        this.clips = clips;
        this.links = links;
    }

    @GetMapping("/{clipId}/files")
    @Operation(
            summary = "Links to all files of a clip",
            description =
                    "Picture, thumbnail, subtitles, edit lists, whatever its export has made, each with a name for"
                            + " the disk. A fetch must begin within 15 minutes. (CLP-7)")
    @Refuses({"CLIP_NOT_READY", "NOT_FOUND", "NOT_ALLOWED", "PARAMETER_INVALID"})
    Mono<ClipFiles> files(
            ReadRequest request,
            @PathVariable ClipId clipId,
            @Parameter(description = WHICH) @RequestParam(required = false) @Nullable Integer version) {
        return signed(request, clipId, version);
    }

    @GetMapping("/{clipId}/download")
    @Operation(
            summary = "A link to a clip's picture",
            description = "The MP4, with a name for the disk. A fetch must begin within 15 minutes. (CLP-7)")
    @Refuses({"CLIP_NOT_READY", "NOT_FOUND", "NOT_ALLOWED", "PARAMETER_INVALID"})
    Mono<ClipFile> download(
            ReadRequest request,
            @PathVariable ClipId clipId,
            @Parameter(description = WHICH) @RequestParam(required = false) @Nullable Integer version) {
        return signed(request, clipId, version).map(ClipLinks::picture);
    }

    @GetMapping("/{clipId}/nle")
    @Operation(
            summary = "A link to a clip's edit list",
            description = "For the cutting room: CMX 3600, FCPXML 1.10, Premiere XML or OpenTimelineIO, all of the same"
                    + " frames. A fetch must begin within 15 minutes. Further edit lists of a clip that was put together"
                    + " from several stretches are among its files. (CLP-7; CLIP section 6)")
    @Refuses({"CLIP_NOT_READY", "NO_EDIT_LIST", "NOT_FOUND", "NOT_ALLOWED", "PARAMETER_INVALID"})
    Mono<ClipFile> editList(
            ReadRequest request,
            @PathVariable ClipId clipId,
            @Parameter(description = "edl, fcpxml, premiere or otio") @RequestParam(defaultValue = "fcpxml")
                    String format,
            @Parameter(description = WHICH) @RequestParam(required = false) @Nullable Integer version) {
        return Mono.fromSupplier(() -> NamedChoice.of("format", format, EDIT_LISTS, EditListForm::fileName))
                .flatMap(form -> signed(request, clipId, version).map(files -> ClipLinks.editList(files, form)));
    }

    private Mono<ClipFiles> signed(ReadRequest request, ClipId clip, @Nullable Integer version) {
        return gate.requireOwned(request.caller(), WorkspacePermission.READ_CLIPS, OwnedKind.CLIP, clip.value())
                .then(reads.of(request, JobQueries.VIEW, () -> clips.one(clip).zipWhen(_ -> clips.versions(clip))))
                .publishOn(Schedulers.boundedElastic())
                .map(both -> links.files(both.getT1(), ClipLinks.chosen(both.getT2(), version)));
    }
}
