package org.backlot.casting.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.casting.api.SavedSearchCommand.DeleteSavedSearch;
import org.backlot.casting.api.SavedSearchCommand.SaveSearch;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.NoBody;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.shared.Refuses;
import org.backlot.shared.id.IdSource;
import org.backlot.shared.id.SavedSearchId;
import org.backlot.shared.personal.Personal;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The searches that somebody keeps (CST-6). */
@RestController
@RequestMapping("/api/v1/casting/search/saved")
@Tag(name = "Casting search")
public class SavedSearchController {
    private final Writes writes;
    private final CommandGateway commands;
    private final IdSource ids;

    public SavedSearchController(Writes writes, CommandGateway commands, IdSource ids) {
        this.writes = writes;
        this.commands = commands;
        this.ids = ids;
    }

    record SearchKept(SavedSearchId savedSearchId) {}

    /** Keeps a search. */
    @PostMapping
    @Operation(
            summary = "Keep a search",
            description =
                    "Once for each name and for each thing looked for, at most fifty. With alerts you are told live"
                            + " and by mail, once an hour at most, of what newly matches; slips of the finger are not forgiven"
                            + " there. What you look for is sealed, and goes with your account. (CST-6)")
    @Refuses({"SEARCH_SAVED_ALREADY", "SEARCH_NAME_TAKEN", "SAVED_SEARCHES_FULL", "ID_TAKEN", "FIELD_INVALID"})
    Mono<ResponseEntity<SearchKept>> saveSearch(WriteRequest request, @RequestBody WantedSearch body) {
        var id = Optional.ofNullable(body.savedSearchId()).orElseGet(() -> new SavedSearchId(ids.next()));
        return writes.run(request, body, SearchKept.class, () -> {
            commands.sendAndWait(new SaveSearch(request.caller().accountId(), id, Personal.of(body.search())));
            return Answer.created(new SearchKept(id));
        });
    }

    /** Keeps a search no longer. */
    @DeleteMapping("/{savedSearchId}")
    @Operation(summary = "Delete a search you keep", description = "Its alerts go with it. (CST-6)")
    @Refuses({"NOT_FOUND"})
    Mono<ResponseEntity<SearchKept>> deleteSavedSearch(
            WriteRequest request, @PathVariable SavedSearchId savedSearchId) {
        return writes.run(request, NoBody.INSTANCE, SearchKept.class, () -> {
            commands.sendAndWait(new DeleteSavedSearch(request.caller().accountId(), savedSearchId));
            return Answer.ok(new SearchKept(savedSearchId));
        });
    }
}
