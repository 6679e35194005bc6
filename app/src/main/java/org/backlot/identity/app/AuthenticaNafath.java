// The facts of Authentica's interface were read in copies of its documentation and in other people's clients; it
// was never asked for real. Where those differ, both are taken.
package org.backlot.identity.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.backlot.identity.api.NafathCode;
import org.backlot.identity.api.NafathFailure;
import org.backlot.identity.api.NafathTransactionId;
import org.backlot.identity.api.NationalId;
import org.backlot.identity.command.nafath.NafathPrompt;
import org.backlot.identity.command.nafath.NafathProvider;
import org.backlot.identity.command.nafath.NafathUnanswered;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Nafath by way of Authentica: {@code POST /verify-by-nafath}, without the data of the person. */
@Component
final class AuthenticaNafath implements NafathProvider {
    private static final Logger LOG = LoggerFactory.getLogger(AuthenticaNafath.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> SCHEMES = Set.of("https", "http");
    private static final int LARGEST_ANSWER = 64 * 1024;

    private static final int OK = 200;
    private static final int REDIRECTED = 300;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final HttpClient http;
    private final String key;
    private final URI address;
    private final Duration patience;

    /**
     * @param key of this installation; blank where there is none
     * @param url before {@code /verify-by-nafath}
     * @param patience how long connecting and the whole answer may take together
     */
    AuthenticaNafath(
            @Value("${backlot.authentica.key:}") String key,
            @Value("${backlot.authentica.url:https://api.authentica.sa/api/v2}") String url,
            @Value("${backlot.authentica.patience:10s}") Duration patience) {
        this.key = key.strip();
        this.address = URI.create(url.strip().replaceAll("/+$", "") + "/verify-by-nafath");
        if (address.getHost() == null || !SCHEMES.contains(address.getScheme().toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("backlot.authentica.url must be an http or https address");
        }
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .connectTimeout(patience)
                // Whoever is redirected to would be given the key.
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public void requireConfigured() {
        if (key.isEmpty()) {
            throw Rejection.of(
                    CommonRejection.PROVIDER_NOT_CONFIGURED,
                    "Nafath is not configured: set BACKLOT_AUTHENTICA_KEY to the key of an Authentica account for which"
                            + " Nafath is enabled.");
        }
    }

    @Override
    public Mono<NafathPrompt> ask(NationalId nationalId) {
        return Mono.defer(() -> {
                    requireConfigured();
                    var request = HttpRequest.newBuilder(address)
                            .header("X-Authorization", key)
                            .header("Accept", "application/json")
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(
                                    JSON.writeValueAsString(Map.of("national_id", nationalId.value()))))
                            .build();
                    return sent(request);
                })
                // The whole of it: an answer that never ends is none.
                .timeout(patience)
                .map(AuthenticaNafath::prompt)
                .onErrorMap(TimeoutException.class, _ -> new NafathUnanswered(NafathFailure.TIMED_OUT))
                .onErrorMap(HttpTimeoutException.class, _ -> new NafathUnanswered(NafathFailure.TIMED_OUT))
                .onErrorMap(IOException.class, AuthenticaNafath::unreachable);
    }

    /** An exchange that is given up is ended, and what it says of that is nobody's error. */
    private Mono<HttpResponse<String>> sent(HttpRequest request) {
        return Mono.create(sink -> {
            var exchange = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST_ANSWER));
            sink.onCancel(() -> exchange.cancel(true));
            var _ = exchange.whenComplete((response, failure) -> {
                if (failure == null) {
                    sink.success(response);
                    return;
                }
                var cause = failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
                if (!(cause instanceof CancellationException)) {
                    sink.error(cause);
                }
            });
        });
    }

    private static NafathUnanswered unreachable(IOException failure) {
        LOG.warn("Authentica cannot be reached: {}", failure.getClass().getSimpleName());
        return new NafathUnanswered(NafathFailure.UNAVAILABLE);
    }

    // What it says beside the number may quote the national ID, and is not looked at.
    private static NafathPrompt prompt(HttpResponse<String> response) {
        int status = response.statusCode();
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            LOG.warn("Authentica does not take BACKLOT_AUTHENTICA_KEY ({})", status);
            throw new NafathUnanswered(NafathFailure.KEY_REFUSED);
        }
        if (status == TOO_MANY || status == REQUEST_TIMEOUT || status >= SERVER_ERROR) {
            LOG.warn("Authentica has no time, or is broken ({})", status);
            throw new NafathUnanswered(NafathFailure.UNAVAILABLE);
        }
        if (status >= BAD_REQUEST) {
            throw new NafathUnanswered(NafathFailure.REFUSED);
        }
        if (status < OK || status >= REDIRECTED) {
            throw unusable();
        }
        return read(response.body());
    }

    private static NafathPrompt read(String body) {
        try {
            var answer = JSON.readTree(body);
            if (answer.path("success").isBoolean() && !answer.path("success").asBoolean()) {
                throw new NafathUnanswered(NafathFailure.REFUSED);
            }
            return new NafathPrompt(
                    new NafathTransactionId(text(answer, "TransactionId")), new NafathCode(text(answer, "Code")));
        } catch (JacksonException | IllegalArgumentException _) {
            throw unusable();
        }
    }

    /** Under {@code data} as the documentation has it, else at the top as another client reads it. */
    private static String text(JsonNode answer, String name) {
        var inside = answer.path("data").path(name);
        var found = inside.isValueNode() && !inside.isNull() ? inside : answer.path(name);
        return found.isString() || found.isIntegralNumber() ? found.asString() : "";
    }

    private static NafathUnanswered unusable() {
        LOG.warn("Authentica has answered something that is not documented");
        return new NafathUnanswered(NafathFailure.ANSWER_UNUSABLE);
    }
}
