package org.backlot.platform.app.operator;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.backlot.log.app.DeadLetterDesk;
import org.backlot.log.app.DeadLetters;
import org.backlot.log.app.LogCheck;
import org.backlot.log.app.ProjectionRebuild;
import org.backlot.log.app.RebuildProgress;
import org.backlot.log.app.Rebuilds;
import org.backlot.platform.app.embedded.Mailbox;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Endpoints for the person at the machine; not part of the public API, closed to everybody without the token. */
@io.swagger.v3.oas.annotations.Hidden
@RestController
class OperatorEndpoints {
    private static final int LETTERS_AT_ONCE = 200;

    private final OperatorToken token;
    private final Rebuilds rebuilds;
    private final DeadLetterDesk desk;
    private final LogCheck log;
    private final ObjectProvider<Mailbox> mailbox;
    private final Scheduler workers;
    private final Path data;

    OperatorEndpoints(
            SecureRandom random,
            Rebuilds rebuilds,
            DeadLetterDesk desk,
            LogCheck log,
            ObjectProvider<Mailbox> mailbox,
            Scheduler workers,
            @Value("${backlot.data}") Path data) {
        this.token = OperatorToken.fresh(random);
        this.rebuilds = rebuilds;
        this.desk = desk;
        this.log = log;
        this.mailbox = mailbox;
        this.workers = workers;
        this.data = data;
    }

    @EventListener
    void publish(WebServerInitializedEvent started) {
        token.publish(data, started.getWebServer().getPort());
    }

    /** Rebuilds a view beside the live one and compares; with {@code swap=true} puts it in place. */
    @PostMapping("/operator/replay/{projection}")
    Mono<ProjectionRebuild.Report> replay(
            @RequestHeader(OperatorToken.HEADER) String given,
            @PathVariable String projection,
            @RequestParam(defaultValue = "false") boolean swap) {
        return allowed(given)
                .then(Mono.fromCallable(() -> swap ? rebuilds.swap(projection) : rebuilds.compare(projection))
                        .subscribeOn(workers));
    }

    /** How far a rebuild has come; {@code NOT_FOUND} where none runs in this process. */
    @GetMapping("/operator/replay/{projection}")
    Mono<RebuildProgress> progress(@RequestHeader(OperatorToken.HEADER) String given, @PathVariable String projection) {
        return allowed(given)
                .then(Mono.fromCallable(() -> rebuilds.progress(projection)
                                .orElseThrow(() -> Rejection.of(CommonRejection.NOT_FOUND)))
                        .subscribeOn(workers));
    }

    /** Ends a rebuild and forgets what it has done; {@code NOT_FOUND} where none runs in this process. */
    @DeleteMapping("/operator/replay/{projection}")
    Mono<Void> cancel(@RequestHeader(OperatorToken.HEADER) String given, @PathVariable String projection) {
        return allowed(given)
                .then(Mono.defer(() -> rebuilds.cancel(projection)
                        ? Mono.empty()
                        : Mono.error(Rejection.of(CommonRejection.NOT_FOUND))));
    }

    /** The names of all views that can be rebuilt. */
    @GetMapping("/operator/projections")
    Mono<List<String>> projections(@RequestHeader(OperatorToken.HEADER) String given) {
        return allowed(given).then(Mono.fromSupplier(rebuilds::names));
    }

    /** The oldest dead letters of all followers, or of one. */
    @GetMapping("/operator/dead-letters")
    Mono<List<DeadLetters.Letter>> letters(
            @RequestHeader(OperatorToken.HEADER) String given, @RequestParam(defaultValue = "") String follower) {
        return allowed(given)
                .then(Mono.fromCallable(() -> desk.list(Optional.of(follower), LETTERS_AT_ONCE))
                        .subscribeOn(workers));
    }

    /** One dead letter. */
    @GetMapping("/operator/dead-letters/{follower}/{position}")
    Mono<DeadLetters.Letter> letter(
            @RequestHeader(OperatorToken.HEADER) String given,
            @PathVariable String follower,
            @PathVariable long position) {
        return allowed(given)
                .then(Mono.fromCallable(() -> desk.show(follower, position)).subscribeOn(workers));
    }

    /** Why something is decided. */
    record Decision(@Nullable String reason) {
        // Without one it is refused like an empty one.
        String given() {
            return Objects.requireNonNullElse(reason, "");
        }
    }

    /** Has a letter tried again, and waits for what comes of it. */
    @PostMapping("/operator/dead-letters/{follower}/{position}/retry")
    Mono<DeadLetterDesk.Report> retry(
            @RequestHeader(OperatorToken.HEADER) String given,
            @PathVariable String follower,
            @PathVariable long position,
            @RequestBody Decision decision) {
        return allowed(given)
                .then(Mono.fromCallable(() -> desk.retry(follower, position, decision.given()))
                        .subscribeOn(workers));
    }

    /** Has a follower do without an event. */
    @PostMapping("/operator/dead-letters/{follower}/{position}/discard")
    Mono<DeadLetterDesk.Report> discard(
            @RequestHeader(OperatorToken.HEADER) String given,
            @PathVariable String follower,
            @PathVariable long position,
            @RequestBody Decision decision) {
        return allowed(given)
                .then(Mono.fromCallable(() -> desk.discard(follower, position, decision.given()))
                        .subscribeOn(workers));
    }

    /** Checks the whole log against everything that was signed. */
    @PostMapping("/operator/log/verify")
    Mono<LogCheck.Report> verify(
            @RequestHeader(OperatorToken.HEADER) String given, @RequestBody LogCheck.Given believed) {
        return allowed(given)
                .then(Mono.fromCallable(() -> log.verify(believed)).subscribeOn(workers))
                .onErrorMap(IllegalArgumentException.class, OperatorEndpoints::toldAsIs);
    }

    /** An event with everything that proves it. */
    @PostMapping("/operator/log/prove/{position}")
    Mono<String> prove(@RequestHeader(OperatorToken.HEADER) String given, @PathVariable long position) {
        return allowed(given)
                .then(Mono.fromCallable(() -> log.prove(position)).subscribeOn(workers))
                .onErrorMap(IllegalArgumentException.class, OperatorEndpoints::toldAsIs);
    }

    // Written for the person at the machine: the message is enough.
    private static Rejection toldAsIs(IllegalArgumentException wrong) {
        return Rejection.of(CommonRejection.PARAMETER_INVALID, String.valueOf(wrong.getMessage()));
    }

    /** What the standalone mailbox holds, newest last. */
    @GetMapping("/standalone/mailbox")
    List<Map<String, Object>> mail() {
        var box = mailbox.getIfAvailable();
        if (box == null) {
            throw Rejection.of(CommonRejection.NOT_FOUND);
        }
        return box.messages().stream()
                .<Map<String, Object>>map(mail -> Map.of(
                        "from", mail.from(),
                        "to", mail.to(),
                        "subject", mail.subject(),
                        "text", mail.text(),
                        "receivedAt", mail.receivedAt()))
                .toList();
    }

    private Mono<Void> allowed(String given) {
        return token.matches(given) ? Mono.empty() : Mono.error(() -> Rejection.of(CommonRejection.NOT_AUTHENTICATED));
    }
}
