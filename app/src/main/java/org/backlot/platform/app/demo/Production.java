package org.backlot.platform.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.backlot.treasury.api.ContractEvidence;
import org.backlot.treasury.api.ContractProof;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Last Reel, from the first contract to the released escrow: the scenario of {@code ./backlot demo}. Each chapter
 * needs the ones before it. Refusals that matter are tried too, for a rule that never says no is no rule.
 */
public final class Production {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TIME_ZONE = "Asia/Riyadh";
    private static final String CURRENCY = "SAR";
    private static final long BUDGET = 250_000_00;
    private static final long HIRE = 12_500_00;
    private static final Duration ROLL_FOR = Duration.ofMillis(400);

    private final HttpClient http;
    private final URI base;
    private final Narrator tell;
    private final Clock clock;
    private final String suffix;

    private Person producer;
    private Person director;
    private Person vendor;
    private Person stranger;
    private Person auditor;
    private String projectId = "";
    private String unitId = "";
    private String sceneId = "";
    private String contractId = "";
    private String escrowId = "";
    private String dispatchId = "";
    private final List<String> shots = new ArrayList<>();
    private final List<String> circled = new ArrayList<>();

    /**
     * A scenario that has not begun.
     *
     * @param suffix makes the people's addresses new for this run
     */
    public Production(HttpClient http, URI base, Narrator tell, Clock clock, String suffix) {
        this.http = http;
        this.base = base;
        this.tell = tell;
        this.clock = clock;
        this.suffix = suffix;
        // Nobody has joined yet.
        this.producer = Person.unknown();
        this.director = Person.unknown();
        this.vendor = Person.unknown();
        this.stranger = Person.unknown();
        this.auditor = Person.unknown();
    }

    /** The auditor's address for a run; the operator lets it hold the audit role. */
    public static String auditorOf(String suffix) {
        return "aziza." + suffix + "@audit.example";
    }

    /** The producer, to sign in with afterwards. */
    public Person producer() {
        return producer;
    }

    /** The vendor, whom the escrow pays. */
    public Person vendor() {
        return vendor;
    }

    /** The auditor. */
    public Person auditor() {
        return auditor;
    }

    public String projectId() {
        return projectId;
    }

    public void crewRegisters() {
        tell.chapter("1. The crew registers");
        producer = joins("Noura", "production", "noura." + suffix + "@lastreel.example");
        director = joins("Daniyar", "production", "daniyar." + suffix + "@lastreel.example");
        vendor = joins("Vikram", "vendor", "vikram." + suffix + "@rental.example");
        stranger = joins("Sam", "talent", "sam." + suffix + "@elsewhere.example");
        auditor = joins("Aziza", "auditor", auditorOf(suffix));
        tell.step("Vikram", "refreshes his sign-in; the old refresh token, used again, ends it everywhere", () -> {
            var first = vendor.signIn();
            var refreshed = vendor.api()
                    .post("/api/v1/auth/refresh", ApiClient.object().put("refreshToken", first))
                    .expectSuccess()
                    .json();
            vendor.api().signedInWith(refreshed.path("accessToken").asString());
            vendor.api().get("/api/v1/auth/me").expectSuccess();
            vendor.api()
                    .post("/api/v1/auth/refresh", ApiClient.object().put("refreshToken", first))
                    .expectRefusal("REFRESH_TOKEN_REUSED");
            vendor.api().get("/api/v1/auth/me").expectRefusal("SESSION_ENDED");
            vendor.signIn();
        });
    }

    public void slateIsMade() {
        tell.chapter("2. A screenplay becomes the slate");
        projectId = tell.step(
                "Noura",
                "creates the project The Last Reel, 25 fps, budget " + money(BUDGET),
                () -> created(
                        producer.api()
                                .post(
                                        "/api/v1/production/projects",
                                        ApiClient.object()
                                                .put("title", "The Last Reel")
                                                .put("frameRate", "25")
                                                .put("timeZone", TIME_ZONE)
                                                .set("budget", amount(BUDGET))),
                        "projectId"),
                id -> id);
        unitId = tell.step(
                "Noura",
                "opens the main unit",
                () -> created(
                        producer.api()
                                .post(
                                        "/api/v1/production/projects/" + projectId + "/units",
                                        ApiClient.object()
                                                .put("name", "Main Unit")
                                                .put("kind", "MAIN")),
                        "unitId"),
                id -> id);
        tell.step("Noura", "makes Daniyar a lead of the set: view, comment, upload, assign, approve", () -> {
            var capabilities = ApiClient.object().put("projectId", projectId).put("accountId", director.accountId());
            var list = capabilities.putArray("capabilities");
            List.of("VIEW", "COMMENT", "UPLOAD", "ASSIGN", "APPROVE").forEach(list::add);
            producer.api().patch("/api/v1/registry/capabilities", capabilities).expectSuccess();
        });
        var screenplay = tell.step(
                "Noura",
                "uploads the screenplay in Fountain",
                () -> producer.api()
                        .postText(
                                "/api/v1/production/projects/" + projectId + "/screenplay?unitId=" + unitId,
                                "text/plain; charset=utf-8",
                                resource("/demo/the-last-reel.fountain"))
                        .expectSuccess()
                        .json(),
                reply -> "%d scenes, %s pages"
                        .formatted(
                                reply.path("scenes").size(), reply.path("pages").asString()));
        for (var scene : screenplay.path("scenes")) {
            tell.line("  %-5s %-10s %-42s %-12s %s"
                    .formatted(
                            scene.path("number").asString(),
                            scene.path("setting").asString(),
                            scene.path("location").asString(),
                            scene.path("timeOfDay").asString(),
                            scene.path("pages").asString()));
        }
        sceneId = screenplay.path("scenes").get(0).path("sceneId").asString();
        for (var description :
                List.of("Wide: the projection booth, one lamp", "Close: the reel threads through her hands")) {
            shots.add(tell.step(
                    "Daniyar",
                    "adds a shot: " + description,
                    () -> created(
                            director.api()
                                    .post(
                                            "/api/v1/production/scenes/" + sceneId + "/shots",
                                            ApiClient.object().put("description", description)),
                            "shotId"),
                    id -> id));
        }
        tell.step(
                "Sam",
                "looks for the project, and for him it does not exist",
                () -> stranger.api()
                        .get("/api/v1/production/projects/" + projectId)
                        .expectRefusal("NOT_FOUND"));
    }

    public void moneyIsLocked() {
        tell.chapter("3. Money is locked, the contract is signed");
        var terms = ApiClient.object()
                .put("subject", "Hire of one camera package")
                .put("days", 3)
                .put("governingLaw", "KSA");
        terms.set("fee", amount(HIRE));
        var draft = ApiClient.object().put("projectId", projectId).put("title", "Camera hire");
        draft.set("terms", terms);
        draft.set("amount", amount(HIRE));
        draft.putArray("signatories").add(producer.accountId()).add(vendor.accountId());
        var contract = tell.step(
                "Noura",
                "drafts the contract with Vikram",
                () -> producer.api()
                        .post("/api/v1/treasury/contracts", draft)
                        .expectSuccess()
                        .json(),
                reply -> reply.path("contractId").asString());
        contractId = contract.path("contractId").asString();
        escrowId = tell.step(
                "Noura",
                "locks %s in escrow for it".formatted(money(HIRE)),
                () -> created(
                        producer.api()
                                .post(
                                        "/api/v1/treasury/escrow/lock",
                                        ApiClient.object()
                                                .put("projectId", projectId)
                                                .put("contractId", contractId)
                                                .put("payee", vendor.accountId())
                                                .put(
                                                        "expiresAt",
                                                        clock.instant()
                                                                .plus(Duration.ofDays(30))
                                                                .toString())
                                                .set("amount", amount(HIRE))),
                        "escrowId"),
                id -> id);
        tell.step(
                "Noura",
                "tries to lock more than the budget, and is refused",
                () -> producer.api()
                        .post(
                                "/api/v1/treasury/escrow/lock",
                                ApiClient.object()
                                        .put("projectId", projectId)
                                        .put("contractId", contractId)
                                        .put("payee", vendor.accountId())
                                        .put(
                                                "expiresAt",
                                                clock.instant()
                                                        .plus(Duration.ofDays(30))
                                                        .toString())
                                        .set("amount", amount(BUDGET)))
                        .expectRefusal("BUDGET_EXCEEDED"));
        var signature = ApiClient.object()
                .put("contractId", contractId)
                .put("termsDigest", contract.path("termsDigest").asString());
        tell.step(
                "Vikram",
                "tries to sign before his turn, and is refused",
                () -> vendor.api()
                        .post("/api/v1/treasury/legal/sign-ppa", signature)
                        .expectRefusal("SIGNATORY_NOT_NEXT"));
        tell.step("Noura", "signs first", () -> sign(producer, signature));
        tell.step("Vikram", "signs second; the contract is complete", () -> sign(vendor, signature));
        tell.step(
                "Vikram",
                "takes the evidence home and recomputes the hash without the server",
                () -> {
                    var evidence = JSON.readValue(
                            vendor.api()
                                    .get("/api/v1/treasury/contracts/" + contractId + "/evidence")
                                    .expectSuccess()
                                    .text(),
                            ContractEvidence.class);
                    var differences = ContractProof.differences(evidence);
                    if (!differences.isEmpty()) {
                        throw new ScenarioFailed("the evidence does not prove the contract: " + differences);
                    }
                    return ContractProof.hash(evidence.contractId(), evidence.terms(), evidence.signatures());
                },
                hash -> hash.substring(0, 16) + "…");
    }

    public void cameraChangesHands() {
        tell.chapter("4. A camera changes hands");
        dispatchId = tell.step(
                "Daniyar",
                "dispatches the booked camera, ARRI ALEXA 35 no. 30417",
                () -> created(
                        director.api()
                                .post(
                                        "/api/v1/logistics/dispatch/initialize",
                                        ApiClient.object()
                                                .put("projectId", projectId)
                                                .put(
                                                        "bookingId",
                                                        UUID.randomUUID().toString())
                                                .put(
                                                        "assetId",
                                                        UUID.randomUUID().toString())
                                                .put("asset", "ARRI ALEXA 35 no. 30417")
                                                .put("vendor", vendor.accountId())),
                        "dispatchId"),
                id -> id);
        var code = handsOver(vendor, director);
        tell.step(
                "Daniyar",
                "scans the same code again, and is refused",
                () -> director.api()
                        .patch(handoff(), ApiClient.object().put("code", code))
                        .expectRefusal("HANDOFF_CODE_USED"));
    }

    public void takesRoll() {
        tell.chapter("5. Takes roll on a live set");
        try (var handset = SetDevice.connect(http, base, token(director));
                var producersScreen = SetDevice.connect(http, base, token(producer));
                var strangersPhone = SetDevice.connect(http, base, token(stranger))) {
            tell.step("Sam", "tries to join the unit's channel with his phone, and is refused", () -> {
                strangersPhone.send(join());
                var answer = strangersPhone.next("refused", "state");
                expect(answer, "code", "NOT_FOUND");
            });
            for (var device : List.of(handset, producersScreen)) {
                device.send(join());
                device.next("state");
            }
            tell.step(
                    "Daniyar",
                    "sets his clock by the server's, by eight exchanges",
                    () -> clocksAgree(handset),
                    text -> text);
            int number = 0;
            for (var shot : shots) {
                for (int take = 1; take <= 2; take++) {
                    number++;
                    rollAndCut(handset, producersScreen, shot);
                }
            }
            tell.line("%d takes are in the can".formatted(number));
            tell.step("Daniyar", "cuts an idle camera, and is refused", () -> {
                handset.send(ApiClient.object()
                        .put("type", "cut")
                        .put("id", UUID.randomUUID().toString()));
                expect(handset.next("refused", "accepted"), "code", "NOT_ROLLING");
            });
        }
        for (var take : circled) {
            tell.step(
                    "Daniyar",
                    "circles the take",
                    () -> {
                        director.api()
                                .post("/api/v1/set/units/" + unitId + "/takes/" + take + "/circle", ApiClient.object())
                                .expectSuccess();
                        return take;
                    },
                    id -> id);
        }
        tell.step(
                "Daniyar",
                "reports an incident: a lamp blew, nobody hurt",
                () -> director.api()
                        .post(
                                "/api/v1/set/units/" + unitId + "/incidents",
                                ApiClient.object().put("text", "A lamp blew during the second take; nobody was hurt."))
                        .expectSuccess());
        tell.step(
                "Daniyar",
                "calls the scene complete",
                () -> director.api()
                        .post("/api/v1/set/units/" + unitId + "/scenes/" + sceneId + "/complete", ApiClient.object())
                        .expectSuccess());
    }

    private void rollAndCut(SetDevice handset, SetDevice producersScreen, String shot) {
        var takeId = UUID.randomUUID().toString();
        var rolling = tell.step(
                "Daniyar",
                "rolls",
                () -> {
                    handset.send(ApiClient.object()
                            .put("type", "roll")
                            .put("id", takeId)
                            .put("shotId", shot));
                    expect(handset.next("accepted", "refused"), "type", "accepted");
                    return producersScreen.next("rolling");
                },
                frame -> frame.path("activeShot").asString() + " at "
                        + frame.path("timecode").asString());
        handset.send(ApiClient.object()
                .put("type", "roll")
                .put("id", UUID.randomUUID().toString())
                .put("shotId", shot));
        expect(handset.next("refused", "accepted"), "code", "ALREADY_ROLLING");
        pause(ROLL_FOR);
        tell.step(
                "Daniyar",
                "cuts; every device of the unit is told",
                () -> {
                    handset.send(ApiClient.object()
                            .put("type", "cut")
                            .put("id", UUID.randomUUID().toString()));
                    expect(handset.next("accepted", "refused"), "type", "accepted");
                    return producersScreen.next("cut");
                },
                frame -> rolling.path("activeShot").asString());
        if (rolling.path("activeShot").asString().endsWith("02")) {
            circled.add(takeId);
        }
    }

    private String clocksAgree(SetDevice device) {
        long bestRoundTrip = Long.MAX_VALUE;
        long offset = 0;
        for (int i = 0; i < 8; i++) {
            long t0 = microseconds();
            device.send(ApiClient.object().put("type", "clock").put("t0", t0));
            var answer = device.nextThat(
                    "the answer to its clock",
                    frame -> "clock".equals(frame.path("type").asString())
                            && frame.path("t0").asLong() == t0);
            long t3 = microseconds();
            long t1 = answer.path("t1").asLong();
            long t2 = answer.path("t2").asLong();
            long roundTrip = (t3 - t0) - (t2 - t1);
            if (roundTrip < bestRoundTrip) {
                bestRoundTrip = roundTrip;
                offset = ((t1 - t0) + (t2 - t3)) / 2;
            }
        }
        return "offset %d µs ± %d µs".formatted(offset, bestRoundTrip / 2);
    }

    /** Answers where the report is read. */
    public String dayIsReported(Path folder) {
        tell.chapter("6. The day is reported");
        director.api().hasSeen(producer.api().position());
        var day = LocalDate.ofInstant(clock.instant(), ZoneId.of(TIME_ZONE));
        var path = "/api/v1/wrap/dpr?projectId=" + projectId + "&day=" + day;
        var report = tell.step(
                "Daniyar",
                "reads the daily production report of " + day,
                () -> director.api().get(path).expectSuccess().json(),
                reply -> reply.path("digest").asString().substring(0, 16) + "…");
        tell.step(
                "Daniyar",
                "signs it off as he has read it",
                () -> director.api()
                        .post(
                                "/api/v1/wrap/protocol/dpr",
                                ApiClient.object()
                                        .put("projectId", projectId)
                                        .put("day", day.toString())
                                        .put("digest", report.path("digest").asString()))
                        .expectSuccess());
        tell.verdict("");
        director.api().get(path, "text/plain").expectSuccess().text().lines().forEach(tell::line);
        var list = director.api()
                .get("/api/v1/wrap/export/edl?projectId=" + projectId, "*/*")
                .expectSuccess()
                .text();
        var file = folder.resolve("the-last-reel-" + suffix + ".edl");
        try {
            Files.createDirectories(folder);
            Files.writeString(file, list);
        } catch (IOException e) {
            throw new UncheckedIOException("The edit list cannot be written to " + file, e);
        }
        tell.verdict("");
        list.lines().forEach(tell::line);
        tell.verdict("EDL: " + file);
        return path;
    }

    /** The camera goes back, and with the last piece of evidence the escrow pays out by itself. */
    public String escrowPaysOut() {
        tell.chapter("7. Escrow pays out because the evidence is complete");
        producer.api().hasSeen(director.api().position());
        var before = producer.api()
                .get("/api/v1/treasury/escrow/" + escrowId)
                .expectSuccess()
                .json();
        tell.line("before: %s, missing %s"
                .formatted(
                        before.path("status").asString(), before.path("missing").toString()));
        expect(before, "status", "LOCKED");
        handsOver(director, vendor);
        return tell.step(
                "Backlot",
                "releases the escrow to Vikram",
                () -> Await.until("the released escrow", () -> {
                    var status = producer.api()
                            .get("/api/v1/treasury/escrow/" + escrowId)
                            .expectSuccess()
                            .json()
                            .path("status")
                            .asString();
                    return status.equals("RELEASED") ? Optional.of(status) : Optional.empty();
                }),
                status -> escrowId);
    }

    /** Prints the ledger; the sum over all accounts, in minor units, is the result. */
    public long showLedger() {
        tell.chapter("The ledger");
        var page = producer.api()
                .get("/api/v1/treasury/financials/ledger?limit=100&projectId=" + projectId)
                .expectSuccess()
                .json();
        tell.line("%-8s %-8s %-8s %16s %16s %16s".formatted("kind", "account", "layer", "debit", "credit", "balance"));
        for (var line : page.path("data")) {
            tell.line("%-8s %-8s %-8s %16s %16s %16s"
                    .formatted(
                            line.path("kind").asString(),
                            line.path("account").asString(),
                            line.path("layer").asString(),
                            money(line.path("debit")),
                            money(line.path("credit")),
                            money(line.path("balance"))));
        }
        return producer.api()
                .get("/api/v1/treasury/balances?projectId=" + projectId)
                .expectSuccess()
                .json()
                .path("sum")
                .path("amount")
                .asLong();
    }

    /** The length of the log, as the auditor reads it. */
    public long lengthOfLog() {
        long events = 0;
        long after = 0;
        while (true) {
            var page = auditor.api()
                    .get("/api/v1/log?limit=1000&after=" + after)
                    .expectSuccess()
                    .json();
            events += page.path("data").size();
            if (page.path("data").isEmpty()) {
                return events;
            }
            after = page.path("data")
                    .get(page.path("data").size() - 1)
                    .path("position")
                    .asLong();
        }
    }

    private Person joins(String name, String role, String email) {
        return tell.step(
                name,
                "registers (%s), types the code from the mail, signs in".formatted(role),
                () -> Person.joins(http, base, name, role, email),
                Person::accountId);
    }

    private void sign(Person who, ObjectNode signature) {
        who.api().post("/api/v1/treasury/legal/sign-ppa", signature).expectSuccess();
    }

    private String handsOver(Person from, Person to) {
        var code = tell.step(
                from.name(),
                "shows " + to.name() + " a code",
                () -> from.api()
                        .post(
                                "/api/v1/logistics/dispatch/" + dispatchId + "/handoff-codes",
                                ApiClient.object().put("to", to.accountId()))
                        .expectSuccess()
                        .json(),
                reply -> reply.path("codeId").asString());
        var body = ApiClient.object().put("code", code.path("code").asString());
        tell.step(
                "Sam",
                "photographs and scans it too, and is refused",
                () -> stranger.api().patch(handoff(), body).expectRefusal("HANDOFF_NOT_FOR_YOU"));
        tell.step(to.name(), "scans it", () -> to.api().patch(handoff(), body).expectSuccess());
        tell.step(
                from.name(),
                "confirms: custody has moved",
                () -> from.api().patch(handoff(), body).expectSuccess());
        producer.api().hasSeen(from.api().position());
        return code.path("code").asString();
    }

    private String handoff() {
        return "/api/v1/logistics/dispatch/" + dispatchId + "/handoff";
    }

    private ObjectNode join() {
        return ApiClient.object().put("type", "join").put("unitId", unitId);
    }

    private static String token(Person person) {
        return person.api().token().orElseThrow();
    }

    private static String created(ApiClient.Reply reply, String id) {
        return reply.expectSuccess().json().path(id).asString();
    }

    private static void expect(JsonNode answer, String member, String value) {
        if (!Set.of(value).contains(answer.path(member).asString(""))) {
            throw new ScenarioFailed("expected %s %s, but got %s".formatted(member, value, answer));
        }
    }

    private static ObjectNode amount(long minorUnits) {
        return ApiClient.object().put("amount", minorUnits).put("currency", CURRENCY);
    }

    private static String money(long minorUnits) {
        return String.format(Locale.ROOT, "%s %,.2f", CURRENCY, minorUnits / 100.0);
    }

    private static String money(JsonNode money) {
        return money.isMissingNode() || money.isNull()
                ? ""
                : money(money.path("amount").asLong());
    }

    private long microseconds() {
        var now = clock.instant();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ScenarioFailed("interrupted");
        }
    }

    private static String resource(String name) {
        try (var stream = Production.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new ScenarioFailed("the program lacks " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
