package org.backlot.platform.app.operator;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.backlot.log.app.ProjectionRebuild;
import org.backlot.log.app.Rebuilds;
import org.backlot.platform.app.embedded.Mailbox;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Endpoints for the person at the machine; not part of the public API, closed to everybody without the token. */
@io.swagger.v3.oas.annotations.Hidden
@RestController
class OperatorEndpoints {
    private final OperatorToken token;
    private final Rebuilds rebuilds;
    private final ObjectProvider<Mailbox> mailbox;
    private final Scheduler virtualThreads;
    private final Path data;

    OperatorEndpoints(
            SecureRandom random,
            Rebuilds rebuilds,
            ObjectProvider<Mailbox> mailbox,
            Scheduler virtualThreads,
            @Value("${backlot.data}") Path data) {
        this.token = OperatorToken.fresh(random);
        this.rebuilds = rebuilds;
        this.mailbox = mailbox;
        this.virtualThreads = virtualThreads;
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
                        .subscribeOn(virtualThreads));
    }

    /** The names of all views that can be rebuilt. */
    @GetMapping("/operator/projections")
    Mono<List<String>> projections(@RequestHeader(OperatorToken.HEADER) String given) {
        return allowed(given).then(Mono.fromSupplier(rebuilds::names));
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
