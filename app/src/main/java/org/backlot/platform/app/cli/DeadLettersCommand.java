package org.backlot.platform.app.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.backlot.log.app.DeadLetterDesk;
import org.backlot.log.app.DeadLetters;
import org.backlot.platform.app.RunningBacklot;
import org.backlot.shared.Rejection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code backlot dead-letters}: shows what followers could not handle, and takes the operator's decisions. Asks the program
 * that runs on the data folder, or starts one for as long as it takes.
 */
@Command(
        name = "dead-letters",
        description = "Events that a follower could not handle: look at them, try them again, do without them.",
        subcommands = {
            DeadLettersCommand.ListLetters.class,
            DeadLettersCommand.Show.class,
            DeadLettersCommand.Retry.class,
            DeadLettersCommand.Discard.class
        })
final class DeadLettersCommand implements Callable<Integer> {
    private static final int AT_MOST = 200;
    private static final String PATH = "/operator/dead-letters";

    @Mixin
    private RunOptions options = new RunOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        return new Asking(options, spec).list("");
    }

    /** Which letter is meant. */
    static final class Which {
        @Parameters(index = "0", paramLabel = "FOLLOWER", description = "Its name, for example ledger.")
        private String follower = "";

        @Parameters(index = "1", paramLabel = "POSITION", description = "The position of the event in the log.")
        private long position;

        String path() {
            return PATH + "/" + URLEncoder.encode(follower, StandardCharsets.UTF_8) + "/" + position;
        }
    }

    /** {@code list [FOLLOWER]}. */
    @Command(name = "list", description = "The letters of all followers, or of one, oldest event first.")
    static final class ListLetters implements Callable<Integer> {
        @Mixin
        private RunOptions options = new RunOptions();

        @Parameters(arity = "0..1", paramLabel = "FOLLOWER", description = "Only the letters of this one.")
        private String follower = "";

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws IOException, InterruptedException {
            return new Asking(options, spec).list(follower);
        }
    }

    /** {@code show FOLLOWER POSITION}. */
    @Command(name = "show", description = "One letter: what failed, where, how often.")
    static final class Show implements Callable<Integer> {
        @Mixin
        private RunOptions options = new RunOptions();

        @Mixin
        private Which which = new Which();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws IOException, InterruptedException {
            var asking = new Asking(options, spec);
            return asking.ask(
                    program -> program.get(which.path()),
                    DeadLetters.Letter.class,
                    desk -> desk.show(which.follower, which.position),
                    asking::tell);
        }
    }

    /** {@code retry FOLLOWER POSITION --reason TEXT}. */
    @Command(name = "retry", description = "Try it again, and after it what waits behind it.")
    static final class Retry implements Callable<Integer> {
        @Mixin
        private RunOptions options = new RunOptions();

        @Mixin
        private Which which = new Which();

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Kept in the log; name nobody.")
        private String reason = "";

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws IOException, InterruptedException {
            var asking = new Asking(options, spec);
            return asking.ask(
                    program -> program.post(which.path() + "/retry", Asking.reason(reason)),
                    DeadLetterDesk.Report.class,
                    desk -> desk.retry(which.follower, which.position, reason),
                    asking::tell);
        }
    }

    /** {@code discard FOLLOWER POSITION --reason TEXT}. */
    @Command(name = "discard", description = "Have the follower do without it, and go on with what waits behind it.")
    static final class Discard implements Callable<Integer> {
        @Mixin
        private RunOptions options = new RunOptions();

        @Mixin
        private Which which = new Which();

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Kept in the log; name nobody.")
        private String reason = "";

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws IOException, InterruptedException {
            var asking = new Asking(options, spec);
            return asking.ask(
                    program -> program.post(which.path() + "/discard", Asking.reason(reason)),
                    DeadLetterDesk.Report.class,
                    desk -> desk.discard(which.follower, which.position, reason),
                    asking::tell);
        }
    }

    /** One question to the program that runs, or to one that is started for it; and its answer in words. */
    private record Asking(RunOptions options, CommandSpec spec) {
        @FunctionalInterface
        private interface Request {
            HttpResponse<String> to(RunningProgram program) throws IOException, InterruptedException;
        }

        @FunctionalInterface
        private interface Answer<T> {
            int tell(T answer);
        }

        static String reason(String text) {
            return JsonMapper.shared().writeValueAsString(Map.of("reason", text));
        }

        int list(String follower) throws IOException, InterruptedException {
            return ask(
                    program -> program.get(PATH + "?follower=" + URLEncoder.encode(follower, StandardCharsets.UTF_8)),
                    DeadLetters.Letter[].class,
                    desk -> desk.list(Optional.of(follower), AT_MOST).toArray(DeadLetters.Letter[]::new),
                    letters -> tell(Arrays.asList(letters)));
        }

        <T> int ask(Request request, Class<T> type, Function<DeadLetterDesk, T> inProcess, Answer<T> answer)
                throws IOException, InterruptedException {
            var program = RunningProgram.on(options.data());
            if (program.isPresent()) {
                try {
                    var response = request.to(program.get());
                    if (response.statusCode() != 200) {
                        return refused(response.body());
                    }
                    return answer.tell(JsonMapper.shared().readValue(response.body(), type));
                } catch (ConnectException nobodyThere) {
                    spec.commandLine().getErr().println("No Backlot runs on this data folder; starting one for this.");
                }
            }
            try (var running = RunningBacklot.start(options.settings(), System.getenv())) {
                return answer.tell(inProcess.apply(running.context().getBean(DeadLetterDesk.class)));
            } catch (Rejection refused) {
                return refused(refused.detail());
            }
        }

        private int refused(String why) {
            spec.commandLine().getErr().println("backlot: " + why);
            return 1;
        }

        int tell(List<DeadLetters.Letter> letters) {
            var out = spec.commandLine().getOut();
            if (letters.isEmpty()) {
                out.println("no dead letters");
            }
            for (var letter : letters) {
                out.printf(
                        "%-22s %10d  %-28s %s%n",
                        letter.follower(),
                        letter.position(),
                        letter.eventType(),
                        letter.attempts() > 0 ? "failed " + letter.attempts() + " times" : "waits");
            }
            out.flush();
            return 0;
        }

        int tell(DeadLetters.Letter letter) {
            var out = spec.commandLine().getOut();
            out.printf("follower   %s%n", letter.follower());
            out.printf("event      %s at %d, of %s%n", letter.eventType(), letter.position(), letter.stream());
            out.printf("sequence   %s%n", letter.sequence());
            out.printf("parked     %s%n", letter.parkedAt());
            if (letter.attempts() > 0) {
                out.printf(
                        "failed     %d times, first %s, last %s%n",
                        letter.attempts(), letter.firstFailedAt(), letter.lastFailedAt());
                out.printf("failure    %s%n           %s%n", letter.errorType(), letter.errorMessage());
            } else {
                out.println("waits behind an earlier event of its sequence");
            }
            out.flush();
            return 0;
        }

        int tell(DeadLetterDesk.Report report) {
            var out = spec.commandLine().getOut();
            out.println(
                    switch (report.outcome()) {
                        case RESOLVED -> "done: the letter is gone";
                        case STILL_PARKED -> "it failed again and stays parked";
                        case NOT_YET -> "decided; the follower has not come to it yet";
                    });
            out.printf("the follower has %d letters left%n", report.left());
            out.flush();
            return report.outcome() == DeadLetterDesk.Outcome.RESOLVED ? 0 : 1;
        }
    }
}
