package org.backlot.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Pattern;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.embedded.Mailbox;
import tools.jackson.databind.JsonNode;

/** Somebody new, where the mailbox is the test's: registers, reads their mail, verifies and signs in. */
final class Newcomer {
    static final String PASSWORD = "correct horse battery staple";

    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Newcomer() {}

    /** What the sign-in has answered; the client is signed in with it. */
    static JsonNode joins(ApiClient api, Mailbox mailbox, String name, String email) {
        var account = api.post(
                        "/api/v1/auth/register",
                        ApiClient.object()
                                .put("email", email)
                                .put("password", PASSWORD)
                                .put("name", name)
                                .put("role", "production"))
                .expectSuccess()
                .json()
                .path("accountId")
                .asString();
        api.post(
                        "/api/v1/auth/verify-otp",
                        ApiClient.object().put("accountId", account).put("code", codeByMail(mailbox, email)))
                .expectSuccess();
        var tokens = api.post(
                        "/api/v1/auth/login",
                        ApiClient.object().put("email", email).put("password", PASSWORD))
                .expectSuccess()
                .json();
        api.signedInWith(tokens.path("accessToken").asString());
        return tokens;
    }

    /** Sent by the worker, from the address that the projection, in another process, has put in place. */
    private static String codeByMail(Mailbox mailbox, String email) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var code = mailbox.messagesFor(email).stream()
                    .map(mail -> CODE.matcher(mail.text()))
                    .filter(matcher -> matcher.find())
                    .map(matcher -> matcher.group(1))
                    .findFirst();
            if (code.isPresent()) {
                return code.get();
            }
            assertThat(System.nanoTime()).as("the mail with the code, in time").isLessThan(end);
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
