// Why this file exists: that a service is asked in JSON with a bearer key, answers late, too much, not at all or with a
// refusal is the same for all of them; what is asked and answered is not.
package org.backlot.casting.worker.ingestion;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.backlot.casting.api.ingestion.RunFailure;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service on the network that is asked in JSON. It never follows a redirect: the key is for one host. */
final class JsonService {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(10);
    private static final Duration LONGEST_REST = Duration.ofDays(1);
    private static final long LARGEST_ANSWER = 20_000_000;

    private static final int OK = 200;
    private static final int MULTIPLE_CHOICES = 300;
    private static final int UNAUTHORIZED = 401;
    private static final int PAYMENT_REQUIRED = 402;
    private static final int FORBIDDEN = 403;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECTS_WITHIN)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final String name;
    private final String base;
    private final String key;
    private final Duration patience;
    private final Clock clock;

    /**
     * @param name for log lines
     * @param base the address before every path
     * @param key empty for a service without one
     * @param patience how long an answer may take, to its last byte
     */
    JsonService(String name, String base, String key, Duration patience, Clock clock) {
        this.name = name;
        this.base = base.strip().replaceAll("/+$", "");
        this.key = key.strip();
        this.patience = patience;
        this.clock = clock;
        URI.create(this.base);
    }

    /** Asks for what lies at a path. */
    JsonNode get(String path) throws ServiceFailed {
        return asked(HttpRequest.newBuilder(URI.create(base + path)).GET());
    }

    /** Sends a body to a path. */
    JsonNode post(String path, JsonNode body) throws ServiceFailed {
        return asked(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** The path of an address below this service; an address elsewhere is never asked, for the key would go along. */
    String below(String address) throws ServiceFailed {
        if (!address.startsWith(base + "/")) {
            throw malformed("points to another host");
        }
        return address.substring(base.length());
    }

    ServiceFailed malformed(String how) {
        return new ServiceFailed(RunFailure.ANSWER_MALFORMED, name + " " + how);
    }

    private JsonNode asked(HttpRequest.Builder question) throws ServiceFailed {
        if (!key.isEmpty()) {
            question.header("Authorization", "Bearer " + key);
        }
        var response = answer(question.timeout(patience).build());
        requireAnswered(response);
        try {
            var body = JSON.readTree(response.body());
            if (body.isObject()) {
                return body;
            }
        } catch (JacksonException broken) {
            // Told below: the reader's message quotes the answer.
        }
        throw malformed("has answered no JSON object");
    }

    private HttpResponse<String> answer(HttpRequest request) throws ServiceFailed {
        var asked = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST_ANSWER));
        try {
            // The time-out of the request is over with the head of the answer; a body may dribble on.
            return asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new ServiceFailed(RunFailure.UNAVAILABLE, name + " does not answer in time");
        } catch (ExecutionException failed) {
            throw new ServiceFailed(RunFailure.UNAVAILABLE, name + " cannot be reached");
        } catch (InterruptedException stopped) {
            // No fault of the service: whoever comes after this process asks again.
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while " + name + " was asked", stopped);
        } finally {
            asked.cancel(true);
        }
    }

    private void requireAnswered(HttpResponse<String> response) throws ServiceFailed {
        int status = response.statusCode();
        if (status >= OK && status < MULTIPLE_CHOICES) {
            return;
        }
        var failure = switch (status) {
            case UNAUTHORIZED, FORBIDDEN -> RunFailure.KEY_REFUSED;
            case PAYMENT_REQUIRED -> RunFailure.CREDIT_USED_UP;
            case TOO_MANY -> RunFailure.TOO_MANY_REQUESTS;
            case REQUEST_TIMEOUT -> RunFailure.UNAVAILABLE;
            default -> status >= SERVER_ERROR ? RunFailure.UNAVAILABLE : RunFailure.REFUSED;
        };
        throw new ServiceFailed(
                failure, name + " answers " + status, rest(response).orElse(null));
    }

    private Optional<Duration> rest(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Retry-After")
                .flatMap(this::rest)
                .filter(rest -> !rest.isNegative())
                .map(rest -> rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST);
    }

    /** Seconds, or a date (RFC 9110 section 10.2.3). */
    private Optional<Duration> rest(String text) {
        if (text.strip().matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text.strip())));
        }
        try {
            return Optional.of(Duration.between(
                    clock.instant(),
                    ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()));
        } catch (DateTimeException neither) {
            return Optional.empty();
        }
    }
}
