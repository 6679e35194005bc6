package org.backlot.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backlot.crash.PackagedProgram.Classes;
import org.backlot.platform.app.embedded.Mailbox;
import org.backlot.platform.app.operator.OperatorToken;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

@DisplayName("A program that is killed again and again, as an operator would kill it")
class CrashIT {
    private static final Logger LOG = LoggerFactory.getLogger(CrashIT.class);
    private static final long SEED = Long.getLong("crash.seed", 20_261_120);
    private static final int MOMENTS = Integer.getInteger("crash.moments", 20);
    /** Side by side, the moments dealt out among them: most of a death is waiting for the next start. */
    private static final int PRODUCTIONS = 2;

    /** What a production leaves behind, without the ids that differ from one to the next. */
    private record Traces(Map<String, List<List<String>>> facts, List<String> ledger) {}

    /** A production whose program was killed, and what became of it. */
    private record Disturbed(Traces traces, CarefulClient.Account account) {}

    @Test
    @DisplayName(
            "PLT-1 PLT-6 TRE-2: kill -9 at 20 seeded moments of two productions loses no acknowledged command, repeats"
                    + " none, and leaves the same facts and the same books as if nobody had been killed")
    void nothing_lost_nothing_twice() {
        LOG.info("moments are chosen by seed {}; the same again: -Dcrash.seed={}", SEED, SEED);
        final Traces undisturbed;
        final int requests;
        try (var mailbox = Mailbox.start(0, Clock.systemUTC());
                var client = new CarefulClient(wanted("undisturbed", mailbox, Classes.WRITE_DOWN), List.of())) {
            undisturbed = produce(new ShootingDay(client, mailbox), client);
            requests = client.requests();
        }
        PackagedProgram.ofThisBuild().hasWrittenDown();
        var moments = Moment.choose(new Random(SEED), MOMENTS, requests);
        List<Disturbed> disturbed;
        try (var threads = Executors.newFixedThreadPool(PRODUCTIONS)) {
            disturbed = IntStream.range(0, PRODUCTIONS)
                    .mapToObj(number -> CompletableFuture.supplyAsync(
                            () -> disturbed("killed-" + number, dealtTo(number, moments)), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }

        var accounts = disturbed.stream().map(Disturbed::account).toList();
        assertThat(accounts.stream().mapToInt(CarefulClient.Account::deaths).sum())
                .isGreaterThanOrEqualTo(MOMENTS);
        assertThat(accounts.stream().mapToInt(CarefulClient.Account::brokenOff).sum())
                .as("requests in whose midst the program died, of %s", accounts)
                .isPositive();
        assertThat(disturbed)
                .extracting(Disturbed::traces)
                .allSatisfy(traces -> assertThat(traces).isEqualTo(undisturbed));
    }

    /** Every so many: each production is struck from its beginning to its end. */
    private static List<Moment> dealtTo(int number, List<Moment> moments) {
        return IntStream.range(0, moments.size())
                .filter(place -> place % PRODUCTIONS == number)
                .mapToObj(moments::get)
                .toList();
    }

    private static Disturbed disturbed(String name, List<Moment> moments) {
        // The mail server is somebody else's: what it was given does not go away when the program does.
        try (var mailbox = Mailbox.start(0, Clock.systemUTC());
                var client = new CarefulClient(wanted(name, mailbox, Classes.AS_WRITTEN_DOWN), moments)) {
            var traces = produce(new ShootingDay(client, mailbox), client);
            LOG.info("seed {}, {}: {}", SEED, name, client.account());
            return new Disturbed(traces, client.account());
        }
    }

    private static BacklotProcess.Wanted wanted(String name, Mailbox mailbox, Classes classes) {
        PackagedProgram.freshFolder(name);
        return new BacklotProcess.Wanted(
                name,
                classes,
                Map.of(
                        "BACKLOT_SMTP_HOST",
                        mailbox.address().host(),
                        "BACKLOT_SMTP_PORT",
                        Integer.toString(mailbox.address().port())),
                List.of(
                        "--set=backlot.limits.register-per-hour=100000",
                        "--set=backlot.limits.login-per-minute=100000",
                        "--set=backlot.limits.requests-per-minute=1000000",
                        "--set=backlot.operators[0]=auditor:" + ShootingDay.AUDITOR));
    }

    private static Traces produce(ShootingDay day, CarefulClient client) {
        day.play();
        assertThat(day.escrowPaysOut()).isEqualTo("RELEASED");
        assertThat(day.sumOfBalances()).isZero();
        var log = day.log();
        inOrderAndOnce(log);
        holdsAll(log, client.answers());
        replayEqualsLive(client);
        return new Traces(facts(log), day.ledger());
    }

    private static void inOrderAndOnce(List<JsonNode> log) {
        assertThat(log)
                .extracting(event -> event.path("position").asLong())
                .isSortedAccordingTo(Comparator.naturalOrder());
        assertThat(log).extracting(event -> event.path("position").asLong()).doesNotHaveDuplicates();
        assertThat(log).extracting(event -> event.path("eventId").asString()).doesNotHaveDuplicates();
        var next = new HashMap<String, Long>();
        for (var event : log) {
            var stream = event.path("stream").asString();
            assertThat(event.path("sequence").asLong())
                    .as("the place in its stream of %s", event)
                    .isEqualTo(next.merge(stream, 1L, Long::sum) - 1);
        }
    }

    /** Each answer named the position that it had reached; there must be what it acknowledged. */
    private static void holdsAll(List<JsonNode> log, Iterable<CarefulClient.Answer> answers) {
        var positions = new HashSet<Long>();
        log.forEach(event -> positions.add(event.path("position").asLong()));
        assertThat(answers).extracting(CarefulClient.Answer::position).isSubsetOf(positions);
    }

    private static void replayEqualsLive(CarefulClient client) {
        var reach = OperatorToken.publishedIn(client.process().data()).orElseThrow();
        var names = client.operate("GET", "/operator/projections", OperatorToken.HEADER, reach.token());
        assertThat(names.size()).isPositive();
        for (var name : names) {
            var report =
                    client.operate("POST", "/operator/replay/" + name.asString(), OperatorToken.HEADER, reach.token());
            assertThat(report.path("differences").valueStream())
                    .as("replay = live of %s", name.asString())
                    .isEmpty();
        }
    }

    /** For each kind of stream, what happened in each stream of that kind. */
    private static Map<String, List<List<String>>> facts(List<JsonNode> log) {
        var streams = new HashMap<String, List<String>>();
        for (var event : log) {
            streams.computeIfAbsent(event.path("stream").asString(), _ -> new ArrayList<>())
                    .add(event.path("type").asString());
        }
        return streams.entrySet().stream()
                .collect(Collectors.groupingBy(
                        stream -> stream.getKey().substring(0, stream.getKey().indexOf('/')),
                        Collectors.collectingAndThen(
                                Collectors.mapping(Map.Entry::getValue, Collectors.toList()),
                                lists -> lists.stream()
                                        .sorted(Comparator.comparing(Object::toString))
                                        .toList())));
    }
}
