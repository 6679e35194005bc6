package org.backlot.casting.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.casting.api.CastingLine;
import org.backlot.casting.api.CastingRejection;
import org.backlot.casting.api.ingestion.IngestionSourceCommand.AddSource;
import org.backlot.casting.api.ingestion.IngestionSourceCommand.EditSource;
import org.backlot.casting.api.ingestion.IngestionSourceCommand.InspectSource;
import org.backlot.casting.api.ingestion.IngestionSourceCommand.PauseSource;
import org.backlot.casting.api.ingestion.IngestionSourceCommand.RemoveSource;
import org.backlot.casting.api.ingestion.IngestionSourceCommand.ResumeSource;
import org.backlot.casting.api.ingestion.IngestionSourceKind;
import org.backlot.casting.api.ingestion.Keywords;
import org.backlot.casting.api.ingestion.SourceAddress;
import org.backlot.casting.api.ingestion.SourceOrder;
import org.backlot.casting.api.ingestion.SourcePolls;
import org.backlot.casting.api.ingestion.SourceSettings;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.NoBody;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.PublicUrl;
import org.backlot.shared.Reason;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.IdSource;
import org.backlot.shared.id.IngestionSourceId;
import org.backlot.shared.personal.Personal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where casting calls are looked for, for moderators (CST-4). */
@RestController
@RequestMapping("/api/v1/casting/ingestion/sources")
@Tag(name = "Casting ingestion")
public class IngestionSourceController {
    private static final int USUAL_PAGES = 20;

    private final Writes writes;
    private final CommandGateway commands;
    private final SourcePolls polls;
    private final IdSource ids;

    public IngestionSourceController(Writes writes, CommandGateway commands, SourcePolls polls, IdSource ids) {
        this.writes = writes;
        this.commands = commands;
        this.polls = polls;
        this.ids = ids;
    }

    /**
     * A new source.
     *
     * @param sourceId chosen by the client, or made here
     * @param address an https page, or the id of a WhatsApp group or channel; it stays what it is
     * @param keywords what a post has to hold; absent for the usual ones, empty to take every post
     * @param wholeSite whether the pages below are read too; absent for no
     * @param pages how many pages at most, 1 to 100; absent for 20
     * @param link where its calls are said to come from; absent for the page itself
     */
    record NewSource(
            @Nullable IngestionSourceId sourceId,
            IngestionSourceKind kind,
            String address,
            CastingLine name,
            @Nullable List<CastingLine> keywords,
            @Nullable Boolean wholeSite,
            @Nullable Integer pages,
            @Nullable PublicUrl link) {}

    /** The source that was meant. */
    record SourceNamed(IngestionSourceId sourceId) {}

    /** Begins a source. */
    @PostMapping
    @Operation(
            summary = "Add a source",
            description =
                    "It is read at once, and then by the clock: a page or site every four hours, a WhatsApp group or"
                            + " channel every fifteen minutes. One address is one source. For moderators and admins. (CST-4)")
    @Refuses({"ID_TAKEN", "SOURCE_KNOWN", "SOURCE_ADDRESS_REFUSED", "FIELD_INVALID", "NOT_ALLOWED"})
    Mono<ResponseEntity<SourceNamed>> addSource(WriteRequest request, @RequestBody NewSource body) {
        var source = Optional.ofNullable(body.sourceId()).orElseGet(() -> new IngestionSourceId(ids.next()));
        return writes.run(request, body, SourceNamed.class, () -> {
            var moderator = ModerationController.moderator(request);
            commands.sendAndWait(new AddSource(
                    source,
                    Personal.of(address(body.kind(), body.address())),
                    settings(body.name(), body.keywords(), body.wholeSite(), body.pages(), body.link()),
                    moderator));
            return Answer.created(new SourceNamed(source));
        });
    }

    /**
     * How a source is read from now on; all of it.
     *
     * @param keywords what a post has to hold; absent for the usual ones, empty to take every post
     */
    record EditedSource(
            CastingLine name,
            @Nullable List<CastingLine> keywords,
            @Nullable Boolean wholeSite,
            @Nullable Integer pages,
            @Nullable PublicUrl link) {}

    /** Replaces how a source is read. */
    @PutMapping("/{sourceId}")
    @Operation(
            summary = "Edit a source",
            description = "Replaces its name, keywords and reach. Its address stays: another address is another source."
                    + " For moderators and admins. (CST-4)")
    @Refuses({"FIELD_INVALID", "NOT_ALLOWED", "NOT_FOUND"})
    Mono<ResponseEntity<SourceNamed>> editSource(
            WriteRequest request, @PathVariable IngestionSourceId sourceId, @RequestBody EditedSource body) {
        return writes.run(request, body, SourceNamed.class, () -> {
            var moderator = ModerationController.moderator(request);
            var settings = settings(body.name(), body.keywords(), body.wholeSite(), body.pages(), body.link());
            commands.sendAndWait(new EditSource(sourceId, settings, moderator));
            return Answer.ok(new SourceNamed(sourceId));
        });
    }

    /** Ends a source. */
    @DeleteMapping("/{sourceId}")
    @Operation(
            summary = "Remove a source",
            description =
                    "It is read no more, and its address is forgotten; what it brought stays. The reason is kept in"
                            + " the log; name nobody in it. For moderators and admins. (CST-4)")
    @Refuses({"NOT_ALLOWED", "NOT_FOUND", "PARAMETER_INVALID"})
    Mono<ResponseEntity<SourceNamed>> removeSource(
            WriteRequest request, @PathVariable IngestionSourceId sourceId, @RequestParam Reason reason) {
        return writes.run(request, reason, SourceNamed.class, () -> {
            var moderator = ModerationController.moderator(request);
            commands.sendAndWait(new RemoveSource(sourceId, moderator, reason.value()));
            return Answer.ok(new SourceNamed(sourceId));
        });
    }

    record Grounds(Reason reason) {}

    /** Has a source read no more for the time being. */
    @PostMapping("/{sourceId}/pause")
    @Operation(
            summary = "Pause a source",
            description = "It is not read until it is resumed. The reason is kept in the log; name nobody in it. For"
                    + " moderators and admins. (CST-4)")
    @Refuses({"NOT_ALLOWED", "NOT_FOUND"})
    Mono<ResponseEntity<SourceNamed>> pauseSource(
            WriteRequest request, @PathVariable IngestionSourceId sourceId, @RequestBody Grounds body) {
        return writes.run(request, body, SourceNamed.class, () -> {
            var moderator = ModerationController.moderator(request);
            commands.sendAndWait(
                    new PauseSource(sourceId, moderator, body.reason().value()));
            return Answer.ok(new SourceNamed(sourceId));
        });
    }

    /** Has a source read again. */
    @PostMapping("/{sourceId}/resume")
    @Operation(
            summary = "Resume a source",
            description = "It is read at once, and then by the clock again. For moderators and admins. (CST-4)")
    @Refuses({"NOT_ALLOWED", "NOT_FOUND"})
    Mono<ResponseEntity<SourceNamed>> resumeSource(WriteRequest request, @PathVariable IngestionSourceId sourceId) {
        return writes.run(request, NoBody.INSTANCE, SourceNamed.class, () -> {
            commands.sendAndWait(new ResumeSource(sourceId, ModerationController.moderator(request)));
            return Answer.ok(new SourceNamed(sourceId));
        });
    }

    /** Has a source read out of its turn. */
    @PostMapping("/{sourceId}/run")
    @Operation(
            summary = "Read a source now",
            description = "Answered before it is read; the outcome is shown with the source. For moderators and admins."
                    + " (CST-4)")
    @Refuses({"SOURCE_PAUSED", "NOT_ALLOWED", "NOT_FOUND"})
    Mono<ResponseEntity<SourceNamed>> runSource(WriteRequest request, @PathVariable IngestionSourceId sourceId) {
        return writes.run(request, NoBody.INSTANCE, SourceNamed.class, () -> {
            ModerationController.moderator(request);
            SourceOrder order = commands.sendAndWait(new InspectSource(sourceId));
            switch (order) {
                case SourceOrder.Read _ -> polls.now(sourceId);
                case SourceOrder.Wait _ -> throw Rejection.of(CastingRejection.SOURCE_PAUSED);
                case SourceOrder.Stop _ -> throw Rejection.of(CommonRejection.NOT_FOUND);
            }
            return new Answer<>(202, new SourceNamed(sourceId));
        });
    }

    private static SourceAddress address(IngestionSourceKind kind, String given) {
        try {
            return new SourceAddress(kind, given);
        } catch (PublicUrl.Refused refused) {
            throw Rejection.of(CastingRejection.SOURCE_ADDRESS_REFUSED)
                    .at("address")
                    .with("reason", refused.flaw().name());
        } catch (IllegalArgumentException noChat) {
            throw Rejection.of(CastingRejection.SOURCE_ADDRESS_REFUSED)
                    .at("address")
                    .with("reason", "NO_GROUP_OR_CHANNEL");
        }
    }

    private static SourceSettings settings(
            CastingLine name,
            @Nullable List<CastingLine> keywords,
            @Nullable Boolean wholeSite,
            @Nullable Integer pages,
            @Nullable PublicUrl link) {
        var most = Optional.ofNullable(pages).orElse(USUAL_PAGES);
        var words = allowed("keywords", () -> keywords == null ? Keywords.STANDARD : new Keywords(keywords));
        return allowed("pages", () -> new SourceSettings(name, words, Boolean.TRUE.equals(wholeSite), most, link));
    }

    private static <T> T allowed(String field, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException nonsense) {
            throw Rejection.of(
                            CommonRejection.FIELD_INVALID,
                            Optional.ofNullable(nonsense.getMessage()).orElse("A source is not read like this."))
                    .at(field);
        }
    }
}
