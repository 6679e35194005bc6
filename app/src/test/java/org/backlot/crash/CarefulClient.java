// The other half of "nothing lost, nothing twice" is a client that repeats what it does not know the outcome of,
// under the same key. This one also never believes: after each death it asks again for every answer it was ever
// given.
package org.backlot.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.backlot.crash.Moment.When;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sends writes to a program that is killed meanwhile, starts it again, and keeps account of what was acknowledged. */
final class CarefulClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CarefulClient.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String POSITION = "Backlot-Position";
    /** How long a program without a database may go on before it is killed too. */
    private static final Duration WITHOUT_DATABASE = Duration.ofMillis(500);

    /** How long a program may ask its clients to come back later because its database recovers. */
    private static final Duration RECOVERY = Duration.ofSeconds(30);

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);
    /** How long what follows a request by itself may take: views, mail, the saga. */
    private static final Duration FOLLOWING = Duration.ofMillis(150);
    /** Issued anew with each answer, so the only members that a repeated answer may have other values in. */
    private static final Set<String> ISSUED_ANEW = Set.of("accessToken", "access_token");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final BacklotProcess.Wanted wanted;
    private final Deque<Moment> moments;
    private final Map<Write, Answer> acknowledged = new LinkedHashMap<>();
    private final Account account = new Account();
    private BacklotProcess process;
    private int requests;
    private long position;
    private long patientUntil = System.nanoTime();
    private Duration usualRequest = Duration.ofMillis(20);
    private Duration usualStart = Duration.ofSeconds(3);

    /** What came back, of a request that was not refused. */
    record Answer(int status, JsonNode body, long position, boolean repeated) {}

    /** What has become of the requests that a death broke off, and of the program. */
    static final class Account {
        private int deaths;
        private int databaseCrashes;
        private int answeredBefore;
        private int doneUnanswered;
        private int notDone;
        private int repeated;
        private long repeating;
        private long starting;
        private long starts;

        int deaths() {
            return deaths;
        }

        /** Requests whose outcome the client could not know. */
        int brokenOff() {
            return doneUnanswered + notDone;
        }

        @Override
        public String toString() {
            return ("the program died %d times and its database alone %d times; at these moments %d requests had been"
                            + " answered, %d were done but not answered, %d were not done; %d answers were asked for"
                            + " again, in %d ms; %d starts took %d ms on average")
                    .formatted(
                            deaths,
                            databaseCrashes,
                            answeredBefore,
                            doneUnanswered,
                            notDone,
                            repeated,
                            repeating,
                            starts,
                            starting / Math.max(1, starts));
        }
    }

    /**
     * A client whose program runs from here on.
     *
     * @param moments what is to be killed when, in order of the requests
     */
    CarefulClient(BacklotProcess.Wanted wanted, List<Moment> moments) {
        this.wanted = wanted;
        this.moments = new ArrayDeque<>(moments);
        this.process = BacklotProcess.start(wanted);
        awaitUp();
    }

    /** How many requests there have been; several at once count as one. */
    int requests() {
        return requests;
    }

    Account account() {
        return account;
    }

    BacklotProcess process() {
        return process;
    }

    Collection<Answer> answers() {
        return acknowledged.values();
    }

    /** Sends it until it is acknowledged, whatever happens meanwhile. Throws where it is refused. */
    JsonNode send(Write write) {
        return sendAtOnce(List.of(write)).getFirst();
    }

    /** Sends all of them at the same time, each until it is acknowledged. */
    List<JsonNode> sendAtOnce(List<Write> writes) {
        int request = requests++;
        var unknown = new ArrayList<Write>();
        var pending = new ArrayList<>(writes);
        while (!pending.isEmpty() || isStruck(request)) {
            var moment = isStruck(request) ? Optional.of(moments.removeFirst()) : Optional.<Moment>empty();
            long began = System.nanoTime();
            var sent = new LinkedHashMap<Write, CompletableFuture<HttpResponse<String>>>();
            pending.forEach(write -> sent.put(write, http.sendAsync(write.request(process.base()), body())));
            moment.filter(m -> m.when() == When.IN_THE_MIDST || m.when() == When.WHILE_STARTING)
                    .ifPresent(this::strike);
            sent.forEach((write, future) -> {
                var answer = answer(write, future, moment.isPresent())
                        .filter(_ ->
                                moment.filter(m -> m.when() == When.ANSWER_LOST).isEmpty());
                if (answer.isPresent()) {
                    pending.remove(write);
                    acknowledge(write, answer.get(), unknown.remove(write), moment.isPresent());
                } else if (!unknown.contains(write)) {
                    unknown.add(write);
                }
            });
            if (moment.isEmpty()) {
                usualRequest = Duration.ofNanos(System.nanoTime() - began)
                        .plus(usualRequest)
                        .dividedBy(2);
            }
            moment.filter(m -> m.when() == When.ANSWER_LOST || m.when() == When.AFTERWARDS)
                    .ifPresent(this::strike);
            moment.ifPresent(this::recover);
        }
        return writes.stream()
                .map(write -> Objects.requireNonNull(acknowledged.get(write)).body())
                .toList();
    }

    private boolean isStruck(int request) {
        return !moments.isEmpty() && moments.getFirst().request() == request;
    }

    private static HttpResponse.BodyHandler<String> body() {
        return HttpResponse.BodyHandlers.ofString();
    }

    /** Empty where the outcome is not known, which only a death excuses. */
    private Optional<Answer> answer(Write write, CompletableFuture<HttpResponse<String>> future, boolean struck) {
        try {
            var response = future.join();
            if (response.statusCode() < 400) {
                return Optional.of(answer(response));
            }
            var isProblem =
                    response.headers().firstValue("Content-Type").stream().anyMatch("application/problem+json"::equals);
            if (isProblem && (struck ? response.statusCode() >= 500 : isToComeBackLater(response))) {
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
                return Optional.empty();
            }
            return fail("%s was refused with %d: %s", write, response.statusCode(), response.body());
        } catch (CompletionException broken) {
            if (struck) {
                return Optional.empty();
            }
            return fail("%s broke off, and nobody was killed: %s".formatted(write, broken.getCause()), broken);
        }
    }

    private Answer answer(HttpResponse<String> response) {
        var headers = response.headers();
        long reached = headers.firstValueAsLong(POSITION).orElse(0);
        position = Math.max(position, reached);
        return new Answer(
                response.statusCode(),
                JSON.readTree(response.body()),
                reached,
                headers.firstValue("Idempotency-Replayed")
                        .filter("true"::equals)
                        .isPresent());
    }

    private void acknowledge(Write write, Answer answer, boolean wasUnknown, boolean struck) {
        acknowledged.put(write, answer);
        if (wasUnknown && answer.repeated()) {
            account.doneUnanswered++;
        } else if (wasUnknown) {
            account.notDone++;
        } else {
            assertThat(answer.repeated())
                    .as("%s was answered for the first time", write)
                    .isFalse();
            account.answeredBefore += struck ? 1 : 0;
        }
    }

    private void strike(Moment moment) {
        switch (moment.when()) {
            case IN_THE_MIDST -> pause(usualRequest, moment.share());
            case AFTERWARDS -> pause(FOLLOWING, moment.share());
            case ANSWER_LOST, WHILE_STARTING -> {
                // At once.
            }
        }
        switch (moment.what()) {
            case PROGRAM -> process.kill();
            case EVERYTHING -> process.killEverything();
            case DATABASE_PROCESS -> process.killOneOfPostgres();
            case DATABASE -> {
                process.killPostgres();
                LockSupport.parkNanos(WITHOUT_DATABASE.toNanos());
                process.kill();
            }
        }
    }

    private static void pause(Duration whole, double share) {
        LockSupport.parkNanos(Math.round(whole.toNanos() * share));
    }

    private void recover(Moment moment) {
        if (moment.isDeathOfProgram()) {
            account.deaths++;
            assertThat(process.isAlive()).as("the program, after %s", moment).isFalse();
            process = BacklotProcess.start(wanted);
            if (moment.when() == When.WHILE_STARTING) {
                pause(usualStart, moment.share());
                process.killEverything();
                account.deaths++;
                process = BacklotProcess.start(wanted);
            }
            awaitUp();
        } else {
            // The program has to come to terms by itself with a database that was away for a moment.
            account.databaseCrashes++;
            patientUntil = System.nanoTime() + RECOVERY.toNanos();
        }
        long began = System.nanoTime();
        acknowledged.forEach((write, first) -> askAgain(moment, write, first));
        account.repeating += Duration.ofNanos(System.nanoTime() - began).toMillis();
        LOG.info("{}: {} answers stand", moment, acknowledged.size());
    }

    private void awaitUp() {
        long began = System.nanoTime();
        process.base();
        usualStart = Duration.ofNanos(System.nanoTime() - began);
        account.starts++;
        account.starting += usualStart.toMillis();
    }

    private boolean isToComeBackLater(HttpResponse<String> response) {
        return response.statusCode() == 503 && System.nanoTime() < patientUntil;
    }

    private HttpResponse<String> ask(HttpRequest request) {
        var response = http.sendAsync(request, body()).join();
        while (isToComeBackLater(response)) {
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            response = http.sendAsync(request, body()).join();
        }
        return response;
    }

    private void askAgain(Moment moment, Write write, Answer first) {
        var response = ask(write.request(process.base()));
        assertThat(response.statusCode())
                .as("%s, acknowledged, after %s: %s", write, moment, response.body())
                .isEqualTo(first.status());
        var again = answer(response);
        assertThat(again.repeated()).as("%s is known, after %s", write, moment).isTrue();
        assertThat(lasting(again.body())).as("%s, after %s", write, moment).isEqualTo(lasting(first.body()));
        account.repeated++;
    }

    private static JsonNode lasting(JsonNode body) {
        return body instanceof ObjectNode object ? object.deepCopy().remove(ISSUED_ANEW) : body;
    }

    /** Reads as somebody, having seen everything that was written so far. */
    JsonNode get(Write.Caller caller, String path) {
        var request = HttpRequest.newBuilder(process.base().resolve(path))
                .header("Accept", "application/json")
                .header(POSITION, Long.toString(position));
        caller.identify(request);
        var response = ask(request.build());
        assertThat(response.statusCode()).as("%s: %s", path, response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    /** Asks as the operator at the machine. */
    JsonNode operate(String method, String path, String header, String token) {
        var request = HttpRequest.newBuilder(process.base().resolve(path))
                .header(header, token)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        var response = ask(request);
        assertThat(response.statusCode()).as("%s: %s", path, response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        process.close();
        http.close();
    }
}
