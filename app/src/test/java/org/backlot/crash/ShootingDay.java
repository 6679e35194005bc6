package org.backlot.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.backlot.crash.Write.Caller;
import org.backlot.platform.app.demo.ApiClient;
import org.backlot.platform.app.demo.Production;
import org.backlot.platform.app.embedded.Mailbox;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The writes of the demonstration, from the first registration to the released escrow. They are the same each time, so two
 * productions leave the same facts. Some ids are chosen here, as a device without a connection does, some by the program:
 * there a request that happened twice would show as two things.
 */
final class ShootingDay {
    static final String AUDITOR = "aziza@audit.example";

    private static final String PASSWORD = "correct horse battery staple";
    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");
    private static final int SHOTS = 4;
    private static final long BUDGET = 250_000_00;
    private static final long HIRE = 12_500_00;
    /** A mail whose sending was broken off by a death is taken up again when its sender has been silent for a while. */
    private static final Duration PATIENCE_WITH_MAIL = Duration.ofMinutes(1);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final CarefulClient client;
    private final Mailbox mailbox;
    private final ZoneId zone = whereItIsNoon(Clock.systemUTC());
    private final Caller producer = new Caller("Noura");
    private final Caller director = new Caller("Daniyar");
    private final Caller vendor = new Caller("Vikram");
    private final Caller auditor = new Caller("Aziza");
    private String producerId = "";
    private String directorId = "";
    private String vendorId = "";
    private String projectId = "";
    private String unitId = "";
    private String sceneId = "";
    private String dispatchId = "";
    private String escrowId = "";
    private final List<String> shots = new ArrayList<>();

    ShootingDay(CarefulClient client, Mailbox mailbox) {
        this.client = client;
        this.mailbox = mailbox;
    }

    // A day must not end in the middle of the test.
    private static ZoneId whereItIsNoon(Clock clock) {
        int hoursToNoon = 12 - clock.instant().atOffset(ZoneOffset.UTC).getHour();
        // The sign of these names is that of the hours to Greenwich.
        return ZoneId.of("Etc/GMT" + (hoursToNoon > 0 ? "-" : "+") + Math.abs(hoursToNoon));
    }

    /** Everything, in order; each step needs those before it. */
    void play() {
        crewJoins();
        slateIsMade();
        moneyIsLocked();
        dispatchId = client.send(Write.post(
                        director,
                        "/api/v1/logistics/dispatch/initialize",
                        ApiClient.object()
                                .put("projectId", projectId)
                                .put("bookingId", newId())
                                .put("assetId", newId())
                                .put("asset", "ARRI ALEXA 35 no. 30417")
                                .put("vendor", vendorId)))
                .path("dispatchId")
                .asString();
        handsOver(vendor, director, directorId);
        takesRoll();
        joins(auditor, "auditor", AUDITOR);
        dayIsSignedOff();
        assertThat(escrow().path("status").asString()).isEqualTo("LOCKED");
        handsOver(director, vendor, vendorId);
    }

    private void crewJoins() {
        producerId = joins(producer, "production", "noura@lastreel.example")
                .path("accountId")
                .asString();
        directorId = joins(director, "production", "daniyar@lastreel.example")
                .path("accountId")
                .asString();
        var first = joins(vendor, "vendor", "vikram@rental.example");
        vendorId = first.path("accountId").asString();
        // A refresh token works once; what is repeated under the same key must not look like a thief's second use.
        var next = client.send(Write.post(
                new Caller("Vikram's telephone"),
                "/api/v1/auth/refresh",
                ApiClient.object()
                        .put("refreshToken", first.path("refreshToken").asString())));
        vendor.signedInWith(next.path("accessToken").asString());
    }

    private JsonNode joins(Caller who, String role, String email) {
        var stranger = new Caller(who.name() + ", not signed in");
        var registered = client.send(Write.post(
                stranger,
                "/api/v1/auth/register",
                ApiClient.object()
                        .put("email", email)
                        .put("password", PASSWORD)
                        .put("name", who.name())
                        .put("role", role)));
        client.send(Write.post(
                stranger,
                "/api/v1/auth/verify-otp",
                ApiClient.object()
                        .put("accountId", registered.path("accountId").asString())
                        .put("code", await("the code for " + email, PATIENCE_WITH_MAIL, () -> codeFor(email)))));
        var tokens = client.send(Write.post(
                stranger,
                "/api/v1/auth/login",
                ApiClient.object().put("email", email).put("password", PASSWORD)));
        who.signedInWith(tokens.path("accessToken").asString());
        return tokens;
    }

    private Optional<String> codeFor(String email) {
        return mailbox.messagesFor(email).stream()
                .map(mail -> CODE.matcher(mail.text()))
                .filter(matcher -> matcher.find())
                .map(matcher -> matcher.group(1))
                .findFirst();
    }

    private void slateIsMade() {
        projectId = newId();
        client.send(Write.post(
                producer,
                "/api/v1/production/projects",
                ApiClient.object()
                        .put("projectId", projectId)
                        .put("title", "The Last Reel")
                        .put("frameRate", "25")
                        .put("timeZone", zone.getId())
                        .set("budget", money(BUDGET))));
        unitId = client.send(Write.post(
                        producer,
                        "/api/v1/production/projects/" + projectId + "/units",
                        ApiClient.object().put("name", "Main Unit").put("kind", "MAIN")))
                .path("unitId")
                .asString();
        var capabilities = ApiClient.object().put("projectId", projectId).put("accountId", directorId);
        var list = capabilities.putArray("capabilities");
        List.of("VIEW", "COMMENT", "UPLOAD", "ASSIGN", "APPROVE").forEach(list::add);
        client.send(Write.patch(producer, "/api/v1/registry/capabilities", capabilities));
        sceneId = client.send(Write.text(
                        producer,
                        "/api/v1/production/projects/" + projectId + "/screenplay?unitId=" + unitId,
                        screenplay()))
                .path("scenes")
                .path(0)
                .path("sceneId")
                .asString();
        // Several people at once, on one and the same project.
        client.sendAtOnce(IntStream.range(0, SHOTS)
                        .mapToObj(i -> Write.post(
                                i % 2 == 0 ? director : producer,
                                "/api/v1/production/scenes/" + sceneId + "/shots",
                                ApiClient.object().put("description", "Shot " + i)))
                        .toList())
                .forEach(shot -> shots.add(shot.path("shotId").asString()));
    }

    private void moneyIsLocked() {
        var draft = ApiClient.object().put("projectId", projectId).put("title", "Camera hire");
        draft.set("terms", ApiClient.object().put("subject", "Hire of one camera package"));
        draft.set("amount", money(HIRE));
        draft.putArray("signatories").add(producerId).add(vendorId);
        var contract = client.send(Write.post(producer, "/api/v1/treasury/contracts", draft));
        var contractId = contract.path("contractId").asString();
        escrowId = newId();
        client.send(Write.post(
                producer,
                "/api/v1/treasury/escrow/lock",
                ApiClient.object()
                        .put("escrowId", escrowId)
                        .put("projectId", projectId)
                        .put("contractId", contractId)
                        .put("payee", vendorId)
                        .put(
                                "expiresAt",
                                Clock.systemUTC()
                                        .instant()
                                        .plus(Duration.ofDays(30))
                                        .toString())
                        .set("amount", money(HIRE))));
        var signature = ApiClient.object()
                .put("contractId", contractId)
                .put("termsDigest", contract.path("termsDigest").asString());
        client.send(Write.post(producer, "/api/v1/treasury/legal/sign-ppa", signature));
        client.send(Write.post(vendor, "/api/v1/treasury/legal/sign-ppa", signature));
    }

    private void handsOver(Caller from, Caller to, String toId) {
        var dispatch = "/api/v1/logistics/dispatch/" + dispatchId;
        var code = client.send(Write.post(
                from,
                dispatch + "/handoff-codes",
                ApiClient.object().put("to", toId).put("validForSeconds", 900)));
        var shown = ApiClient.object().put("code", code.path("code").asString());
        client.send(Write.patch(to, dispatch + "/handoff", shown));
        client.send(Write.patch(from, dispatch + "/handoff", shown));
    }

    private void takesRoll() {
        var unit = "/api/v1/set/units/" + unitId;
        for (var shot : shots) {
            var take = newId();
            client.send(Write.post(
                    director,
                    unit + "/roll",
                    ApiClient.object().put("shotId", shot).put("takeId", take)));
            client.send(Write.post(director, unit + "/cut", ApiClient.object().put("takeId", take)));
            client.send(Write.post(director, unit + "/takes/" + take + "/circle"));
        }
        client.send(Write.post(
                director,
                unit + "/incidents",
                ApiClient.object()
                        .put("incidentId", newId())
                        .put("text", "A lamp blew during the second take; nobody was hurt.")));
        client.send(Write.post(director, unit + "/scenes/" + sceneId + "/complete"));
    }

    private void dayIsSignedOff() {
        var day = LocalDate.ofInstant(Clock.systemUTC().instant(), zone).toString();
        var digest = client.get(director, "/api/v1/wrap/dpr?projectId=" + projectId + "&day=" + day)
                .path("digest")
                .asString();
        client.send(Write.post(
                director,
                "/api/v1/wrap/protocol/dpr",
                ApiClient.object().put("projectId", projectId).put("day", day).put("digest", digest)));
    }

    JsonNode escrow() {
        return client.get(producer, "/api/v1/treasury/escrow/" + escrowId);
    }

    /** Waits until the saga has paid out; it does so by itself. */
    String escrowPaysOut() {
        return await(
                "the released escrow",
                PATIENCE,
                () -> Optional.of(escrow().path("status").asString()).filter("RELEASED"::equals));
    }

    /** What is in the books of the project, without the ids. */
    List<String> ledger() {
        var lines = client.get(producer, "/api/v1/treasury/financials/ledger?limit=100&projectId=" + projectId)
                .path("data");
        return lines.valueStream()
                .map(line -> List.of("kind", "account", "layer", "debit", "credit", "balance").stream()
                        .map(member -> line.path(member).toString())
                        .toList()
                        .toString())
                .toList();
    }

    /** The sum over all accounts, in minor units. */
    long sumOfBalances() {
        return client.get(producer, "/api/v1/treasury/balances?projectId=" + projectId)
                .path("sum")
                .path("amount")
                .asLong(Long.MIN_VALUE);
    }

    /** The whole log, as the auditor reads it. */
    List<JsonNode> log() {
        var events = new ArrayList<JsonNode>();
        var after = "0";
        while (true) {
            var page = client.get(auditor, "/api/v1/log?limit=1000&after=" + after);
            if (page.path("data").isEmpty()) {
                return events;
            }
            page.path("data").forEach(events::add);
            after = page.path("next_cursor").asString();
        }
    }

    private static String newId() {
        return UuidCreator.getTimeOrderedEpoch().toString();
    }

    private static ObjectNode money(long minorUnits) {
        return ApiClient.object().put("amount", minorUnits).put("currency", "SAR");
    }

    private static String screenplay() {
        try (var file = Objects.requireNonNull(Production.class.getResourceAsStream("/demo/the-last-reel.fountain"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static <T> T await(String what, Duration patience, Supplier<Optional<T>> look) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            var found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            assertThat(System.nanoTime()).as("waited %s for %s", patience, what).isLessThan(end);
            try {
                Thread.sleep(LOOK_EVERY);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }
}
