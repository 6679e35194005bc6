// Screenplays come as files, not as JSON, and may be larger than any other body: they have a door of their own.
package org.backlot.production.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.identity.api.access.Permission;
import org.backlot.identity.command.access.Gate;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.production.api.ProductionRejection;
import org.backlot.production.api.ProjectCommand.AdoptScreenplay;
import org.backlot.production.api.ProjectEvent.ScreenplayAdopted;
import org.backlot.production.api.ProjectEvent.SlateScene;
import org.backlot.production.api.screenplay.PageEighths;
import org.backlot.production.api.screenplay.Setting;
import org.backlot.production.command.screenplay.FountainParser;
import org.backlot.production.command.upload.ScreenplaySources;
import org.backlot.production.command.upload.UploadedScreenplay;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.SceneId;
import org.backlot.shared.id.UnitId;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Takes a screenplay in Fountain and makes it the slate of a unit (PRD-3; CLAP week 2). */
@RestController
@RequestMapping("/api/v1/production/projects")
public class ScreenplayController {
    /** The media type of Fountain files; none is registered. */
    public static final String FOUNTAIN = "text/x-fountain";

    private final Writes writes;
    private final Gate gate;
    private final CommandGateway commands;
    private final ScreenplaySources sources;

    public ScreenplayController(Writes writes, Gate gate, CommandGateway commands, ScreenplaySources sources) {
        this.writes = writes;
        this.gate = gate;
        this.commands = commands;
        this.sources = sources;
    }

    /** What stands for the file where requests are compared: the same file is the same request. */
    record ScreenplayUpload(UnitId unitId, String digest) {}

    /**
     * A screenplay as adopted.
     *
     * @param title empty: the title page names none
     * @param digest SHA-256 of the file in hexadecimal
     * @param pageEighths the length of all scenes in eighths of a page
     * @param pages the same as a breakdown sheet prints it, such as 98 3/8
     */
    public record AdoptedScreenplay(
            UnitId unitId, String title, String digest, int pageEighths, String pages, List<AdoptedScene> scenes) {
        static AdoptedScreenplay of(ScreenplayAdopted adopted) {
            var length = PageEighths.sum(adopted.scenes().stream()
                    .map(slated -> slated.scene().length())
                    .toList());
            return new AdoptedScreenplay(
                    adopted.unitId(),
                    adopted.title(),
                    adopted.digest(),
                    length.eighths(),
                    length.toString(),
                    adopted.scenes().stream().map(AdoptedScene::of).toList());
        }
    }

    /**
     * A scene of it.
     *
     * @param number as printed in the script
     * @param ordinal its place in the script, from 1
     * @param timeOfDay empty: none given
     * @param synopsis empty: none given
     * @param pageEighths its length in eighths of a page
     * @param pages the same as a breakdown sheet prints it, such as 1 3/8
     */
    public record AdoptedScene(
            SceneId sceneId,
            String number,
            int ordinal,
            Setting setting,
            String location,
            String timeOfDay,
            String synopsis,
            List<String> characters,
            int pageEighths,
            String pages) {
        static AdoptedScene of(SlateScene slated) {
            var scene = slated.scene();
            return new AdoptedScene(
                    slated.sceneId(),
                    scene.number(),
                    scene.ordinal(),
                    scene.slugline().setting(),
                    scene.slugline().location(),
                    scene.slugline().timeOfDay(),
                    scene.synopsis(),
                    scene.characters(),
                    scene.length().eighths(),
                    scene.length().toString());
        }
    }

    /** Reads the file outside any transaction, then adopts its scenes. */
    @PostMapping(
            path = "/{projectId}/screenplay",
            consumes = {MediaType.TEXT_PLAIN_VALUE, FOUNTAIN, MediaType.APPLICATION_OCTET_STREAM_VALUE})
    @Operation(
            summary = "Adopt a screenplay in Fountain as the slate of a unit",
            description = "The body is the file itself, UTF-8, up to 5 MB. The same file again changes nothing; another"
                    + " file replaces the slate until the unit has its first shot. (PRD-3; CLAP week 2)",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = {
                                @Content(mediaType = FOUNTAIN, schema = @Schema(type = "string", format = "binary")),
                                @Content(
                                        mediaType = MediaType.TEXT_PLAIN_VALUE,
                                        schema = @Schema(type = "string", format = "binary")),
                                @Content(
                                        mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                        schema = @Schema(type = "string", format = "binary"))
                            }))
    @Refuses({
        "NOT_FOUND",
        "NOT_ALLOWED",
        "MEDIA_TYPE_UNSUPPORTED",
        "UNIT_UNKNOWN",
        "SCREENPLAY_ALREADY_ADOPTED",
        "SCREENPLAY_TOO_LARGE",
        "SCREENPLAY_NOT_TEXT",
        "SCREENPLAY_WITHOUT_SCENES"
    })
    Mono<ResponseEntity<AdoptedScreenplay>> adopt(
            WriteRequest request,
            @PathVariable ProjectId projectId,
            @RequestParam UnitId unitId,
            @RequestBody(required = false) Flux<DataBuffer> file) {
        // Asked before the file is read, so that a stranger cannot make the server read five megabytes; asked again in
        // the transaction, which is where it counts.
        return Mono.<Void>fromRunnable(() -> requireUpload(request, projectId))
                .subscribeOn(Schedulers.boundedElastic())
                .then(bytesOf(file))
                .publishOn(Schedulers.boundedElastic())
                .map(UploadedScreenplay::read)
                .flatMap(screenplay -> {
                    var scenes = screenplay.scenesFor(unitId);
                    var upload = new ScreenplayUpload(unitId, screenplay.digest());
                    return writes.run(request, upload, AdoptedScreenplay.class, () -> {
                        requireUpload(request, projectId);
                        sources.keep(screenplay);
                        ScreenplayAdopted adopted = commands.sendAndWait(new AdoptScreenplay(
                                projectId, unitId, screenplay.digest(), screenplay.title(), scenes));
                        return Answer.created(AdoptedScreenplay.of(adopted));
                    });
                });
    }

    private void requireUpload(WriteRequest request, ProjectId projectId) {
        gate.require(request.caller(), Permission.UPLOAD_SCREENPLAY, projectId);
    }

    /** The whole body; no body is an empty file, which the parser refuses. */
    static Mono<byte[]> bytesOf(Flux<DataBuffer> file) {
        return DataBufferUtils.join(file, FountainParser.MAXIMUM_BYTES)
                .map(buffer -> {
                    var bytes = new byte[buffer.readableByteCount()];
                    buffer.read(bytes);
                    DataBufferUtils.release(buffer);
                    return bytes;
                })
                .defaultIfEmpty(new byte[0])
                .onErrorMap(
                        DataBufferLimitException.class, _ -> Rejection.of(ProductionRejection.SCREENPLAY_TOO_LARGE));
    }
}
