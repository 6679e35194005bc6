package org.backlot.log.query;

import io.swagger.v3.oas.annotations.Operation;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.backlot.log.api.LogProofs;
import org.backlot.platform.query.ReadRequest;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Checkpoints and proofs over REST (LED-2), for whoever audits. Events in a bundle stay as stored, that is sealed. */
@RestController
@RequestMapping("/api/v1/log")
public class LogProofsController {
    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final AuditRecord audits;
    private final LogProofs proofs;

    public LogProofsController(AuditRecord audits, LogProofs proofs) {
        this.audits = audits;
        this.proofs = proofs;
    }

    /** A signed checkpoint. */
    @GetMapping(path = "/checkpoint", produces = MediaType.TEXT_PLAIN_VALUE)
    @Operation(
            summary = "The newest signed checkpoint of the log, or that of a size",
            description =
                    "For the roles auditor and admin. A C2SP tlog-checkpoint: origin, size, root, signatures. A tree"
                            + " of size s covers the positions below s; leaf 0 is the identity of the log. Keep one where nobody"
                            + " of Backlot can reach it. (LED-2)")
    @Refuses({"NOT_ALLOWED", "NOT_FOUND", "PARAMETER_INVALID"})
    Mono<ResponseEntity<String>> checkpoint(ReadRequest request, @RequestParam(required = false) @Nullable Long size) {
        return recorded(request, "checkpoint", asked("size", size), () -> proofs.checkpoint(optional(size)))
                .map(LogProofsController::text);
    }

    /** The key that verifies checkpoints. */
    @GetMapping(path = "/key", produces = MediaType.TEXT_PLAIN_VALUE)
    @Operation(
            summary = "The key that verifies the log's checkpoints",
            description = "For the roles auditor and admin. A C2SP verifier key, name+id+key. It never changes: note it"
                    + " once, and compare. (LED-2)")
    @Refuses("NOT_ALLOWED")
    Mono<ResponseEntity<String>> key(ReadRequest request) {
        return recorded(request, "key", Map.of(), () -> Optional.of(proofs.key()))
                .map(LogProofsController::text);
    }

    /** That an event is in the log. */
    @GetMapping("/proofs/inclusion")
    @Operation(
            summary = "Proof that the event at a position is in the log",
            description =
                    "For the roles auditor and admin. RFC 9162 section 2.1.3; without size, in the tree of the newest"
                            + " checkpoint. (LED-2)")
    @Refuses({"NOT_ALLOWED", "NOT_FOUND", "PARAMETER_INVALID"})
    Mono<LogProofs.Inclusion> inclusion(
            ReadRequest request, @RequestParam long position, @RequestParam(required = false) @Nullable Long size) {
        return recorded(
                request,
                "inclusion",
                Map.of("position", position),
                () -> proofs.inclusion(positive("position", position), optional(size)));
    }

    /** That the log only grew. */
    @GetMapping("/proofs/consistency")
    @Operation(
            summary = "Proof that the log only grew from one size to another",
            description = "For the roles auditor and admin. RFC 9162 section 2.1.4; without to, up to the newest"
                    + " checkpoint. (LED-2)")
    @Refuses({"NOT_ALLOWED", "NOT_FOUND", "PARAMETER_INVALID"})
    Mono<LogProofs.Consistency> consistency(
            ReadRequest request, @RequestParam long from, @RequestParam(required = false) @Nullable Long to) {
        return recorded(
                request,
                "consistency",
                Map.of("from", from),
                () -> proofs.consistency(positive("from", from), optional(to)));
    }

    /** An event with everything that proves it. */
    @GetMapping(path = "/events/{position}/bundle", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "An event with everything that proves it, in one file",
            description =
                    "For the roles auditor and admin. The row as it is stored (personal fields sealed), its path, the"
                            + " checkpoint, the key. Checked by './backlot log check FILE' without database or network. 404 also"
                            + " where no checkpoint covers the position yet: repeat after a second. (LED-2)")
    @Refuses({"NOT_ALLOWED", "NOT_FOUND", "PARAMETER_INVALID"})
    Mono<ResponseEntity<String>> bundle(ReadRequest request, @PathVariable long position) {
        return recorded(
                        request,
                        "bundle",
                        Map.of("position", position),
                        () -> proofs.bundle(positive("position", position)))
                .map(json -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(json));
    }

    /** Signatures of witnesses beneath a checkpoint. */
    @PostMapping(
            path = "/checkpoints/{size}/cosignatures",
            consumes = MediaType.TEXT_PLAIN_VALUE,
            produces = MediaType.TEXT_PLAIN_VALUE)
    @Operation(
            summary = "Put the signatures of witnesses beneath a checkpoint",
            description =
                    "For the roles auditor and admin. The body is what a witness answers with: signature lines (C2SP"
                            + " tlog-cosignature). Those of witnesses that are not configured (backlot.log.witnesses), or that do"
                            + " not verify, are refused. Answers with the whole checkpoint. (LED-2)")
    @Refuses({"NOT_ALLOWED", "NOT_FOUND", "PARAMETER_INVALID", "FIELD_INVALID", "MEDIA_TYPE_UNSUPPORTED"})
    Mono<ResponseEntity<String>> cosign(
            ReadRequest request, @PathVariable long size, @RequestBody(required = false) @Nullable String lines) {
        return recorded(
                        request,
                        "cosignatures",
                        Map.of("size", size),
                        () -> proofs.cosign(positive("size", size), lines == null ? "" : lines))
                .map(LogProofsController::text);
    }

    // Written before anything is looked up: whoever asks has left a trace even if the answer never arrives.
    private <T> Mono<T> recorded(
            ReadRequest request, String read, Map<String, Long> asked, Callable<Optional<T>> work) {
        return Mono.defer(() -> {
            var auditor = audits.auditor(request);
            var asking = AuditRead.of("log." + read);
            for (var parameter : asked.entrySet()) {
                asking = asking.with(parameter.getKey(), parameter.getValue());
            }
            return audits.write(auditor, asking)
                    .then(Mono.fromCallable(work)
                            .subscribeOn(Schedulers.boundedElastic())
                            .map(found -> found.orElseThrow(() -> Rejection.of(CommonRejection.NOT_FOUND))));
        });
    }

    private static Map<String, Long> asked(String name, @Nullable Long value) {
        return value == null ? Map.of() : Map.of(name, value);
    }

    private static OptionalLong optional(@Nullable Long size) {
        return size == null ? OptionalLong.empty() : OptionalLong.of(positive("size", size));
    }

    private static long positive(String name, long value) {
        if (value < 1) {
            throw Rejection.of(CommonRejection.PARAMETER_INVALID, name + " must be 1 or more")
                    .at(name);
        }
        return value;
    }

    private static ResponseEntity<String> text(String text) {
        return ResponseEntity.ok().contentType(TEXT).body(text);
    }
}
