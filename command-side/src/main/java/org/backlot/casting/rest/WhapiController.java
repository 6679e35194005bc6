package org.backlot.casting.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.backlot.casting.api.ingestion.SourcePolls;
import org.backlot.platform.command.Answer;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.command.Writes;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Refuses;
import org.backlot.shared.Rejection;
import org.backlot.shared.Sha256;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Hears from Whapi that something was written (CST-4). Nothing binds the body to whoever has sent it, so it is a hint and no
 * more: the chat is read again where Whapi keeps it.
 */
@RestController
@RequestMapping("/api/v1/casting/ingestion/whapi")
@Tag(name = "Casting ingestion")
public class WhapiController {
    private final Writes writes;
    private final WhapiNotices notices;
    private final SourcePolls polls;
    private final String header;
    private final String secret;

    public WhapiController(
            Writes writes,
            WhapiNotices notices,
            SourcePolls polls,
            @Value("${backlot.whapi.webhook-header:Authorization}") String header,
            @Value("${backlot.whapi.webhook-secret:}") String secret) {
        this.writes = writes;
        this.notices = notices;
        this.polls = polls;
        this.header = header;
        this.secret = secret;
    }

    /** How many messages nobody had told of before. */
    record Heard(int messages) {}

    /** The notice, for the fingerprint of the request. */
    record Notice(String sha256) {}

    /** Takes a notice. */
    @PostMapping
    @Operation(
            summary = "Notices of Whapi",
            description =
                    "The webhook to give to Whapi, with the mode body and a header that carries the secret. A notice"
                            + " says that a chat is to be read, and nothing else; repeats do nothing. (CST-4)")
    @Refuses({"NOT_AUTHENTICATED", "MALFORMED_JSON", "PROVIDER_NOT_CONFIGURED"})
    Mono<ResponseEntity<Heard>> whapiNotice(WriteRequest request, ServerHttpRequest sent, @RequestBody byte[] body) {
        return Mono.fromCallable(() -> {
                    requireSecret(Optional.ofNullable(sent.getHeaders().getFirst(header))
                            .orElse(""));
                    return WhapiNotice.read(body);
                })
                .flatMap(notice -> writes.run(
                        request,
                        new Notice(Sha256.hex(new String(body, StandardCharsets.ISO_8859_1))),
                        Heard.class,
                        () -> Answer.ok(new Heard(hear(notice)))));
    }

    private int hear(WhapiNotice notice) {
        List<WhapiNotice.Message> fresh =
                notice.messages().stream().filter(notices::isNew).toList();
        fresh.stream().map(WhapiNotice.Message::chatId).distinct().forEach(polls::hint);
        return fresh.size();
    }

    private void requireSecret(String given) {
        if (secret.isBlank()) {
            throw Rejection.of(
                    CommonRejection.PROVIDER_NOT_CONFIGURED,
                    "Notices are taken once BACKLOT_WHAPI_WEBHOOK_SECRET says what their header must carry.");
        }
        // Digests are of one length, whatever was sent.
        if (!MessageDigest.isEqual(digest(secret), digest(given))) {
            throw Rejection.of(
                    CommonRejection.NOT_AUTHENTICATED, "The header of the webhook does not carry the secret.");
        }
    }

    private static byte[] digest(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
