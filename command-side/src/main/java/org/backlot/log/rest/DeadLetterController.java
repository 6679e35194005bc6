package org.backlot.log.rest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.Operation;
import java.util.function.Supplier;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.identity.api.AccountRole;
import org.backlot.log.api.DeadLetterCommand;
import org.backlot.log.api.DeadLetterCommand.DiscardDeadLetter;
import org.backlot.log.api.DeadLetterCommand.RetryDeadLetter;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.CommittedReads;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.PlainText;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Takes an operator's decision about an event that a follower could not handle (Failure contract). */
@RestController
@RequestMapping("/api/v1/log/dead-letters/{follower}/{position}")
public class DeadLetterController {
    private static final int LONGEST_REASON = 500;

    private final Writes writes;
    private final CommandGateway commands;
    private final CommittedReads reads;

    public DeadLetterController(Writes writes, CommandGateway commands, CommittedReads reads) {
        this.writes = writes;
        this.commands = commands;
        this.reads = reads;
    }

    /** Why it is decided so. */
    public record Decision(Reason reason) {}

    /** One line of 1 to 500 characters. */
    public record Reason(@JsonValue String value) {
        @JsonCreator
        public Reason {
            value = PlainText.line(value, LONGEST_REASON);
        }
    }

    /** What was decided; the follower acts on it when it comes to it. */
    public record Taken(String follower, long position, String decision) {}

    /** Has the event tried again. */
    @PostMapping("/retry")
    @Operation(
            summary = "Try a parked event again",
            description = "For the role admin. The follower tries it, and after it all that waits behind it, as soon as"
                    + " it comes to this decision in the log. To see what came of it, read the letter with the"
                    + " Backlot-Position of this answer: it is gone where all went well. The reason is kept in the log;"
                    + " name nobody in it.")
    @Refuses({"NOT_ALLOWED", "NOT_FOUND"})
    Mono<ResponseEntity<Taken>> retry(
            WriteRequest request,
            @PathVariable String follower,
            @PathVariable long position,
            @RequestBody Decision decision) {
        return decide(
                request,
                decision,
                new Taken(follower, position, "RETRY"),
                () -> new RetryDeadLetter(follower, position, decision.reason().value()));
    }

    /** Has the follower do without the event. */
    @PostMapping("/discard")
    @Operation(
            summary = "Discard a parked event",
            description = "For the role admin. The follower does without this event for good, and goes on with those"
                    + " that wait behind it. The event stays in the log. The reason is kept there too; name nobody in"
                    + " it.")
    @Refuses({"NOT_ALLOWED", "NOT_FOUND"})
    Mono<ResponseEntity<Taken>> discard(
            WriteRequest request,
            @PathVariable String follower,
            @PathVariable long position,
            @RequestBody Decision decision) {
        return decide(
                request,
                decision,
                new Taken(follower, position, "DISCARD"),
                () -> new DiscardDeadLetter(
                        follower, position, decision.reason().value()));
    }

    private Mono<ResponseEntity<Taken>> decide(
            WriteRequest request, Decision decision, Taken taken, Supplier<DeadLetterCommand> work) {
        return writes.run(request, decision, Taken.class, () -> {
            if (request.caller().role() != AccountRole.ADMIN) {
                throw Rejection.of(CommonRejection.NOT_ALLOWED).with("role", "admin");
            }
            if (!isParked(taken)) {
                throw Rejection.of(CommonRejection.NOT_FOUND);
            }
            commands.sendAndWait(work.get());
            return new Answer<>(202, taken);
        });
    }

    private boolean isParked(Taken letter) {
        return reads.jdbc()
                        .sql("select count(*) from public.dead_letter where follower = ? and position = ?")
                        .params(letter.follower(), letter.position())
                        .query(Long.class)
                        .single()
                > 0;
    }
}
