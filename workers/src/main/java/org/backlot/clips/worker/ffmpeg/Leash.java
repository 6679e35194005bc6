// A killed program ends nothing that it has started: an ffmpeg would go on for minutes, take the processors from
// the attempt that comes after it, and write into a folder that somebody is just removing.
package org.backlot.clips.worker.ffmpeg;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ties the life of a program to the thread that starts it: the kernel kills it when that thread is gone, however it has
 * ended. Linux can do this; util-linux' {@code setpriv} asks for it and becomes the program. So the thread that starts one
 * has to wait for its end.
 *
 * <p>Where there is no such {@code setpriv}, what was left is ended by the next start: see {@link WorkFolder#sweep}.
 */
final class Leash {
    private static final Logger LOG = LoggerFactory.getLogger(Leash.class);
    private static final List<String> SETPRIV = List.of("setpriv", "--pdeathsig", "KILL");
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);

    private Leash() {}

    /** Asked once, when the first program is started. */
    private static final class OfThisMachine {
        private static final List<String> PREFIX = works() ? SETPRIV : List.of();

        private static boolean works() {
            var question = new ArrayList<>(SETPRIV);
            question.add("true");
            try {
                var process = new ProcessBuilder(question)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                try {
                    if (process.waitFor(ANSWERS_WITHIN.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0) {
                        return true;
                    }
                } finally {
                    process.destroyForcibly();
                }
            } catch (IOException notThere) {
                LOG.debug("No setpriv here", notThere);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            LOG.info("This machine has no setpriv that ties programs to this one: what a kill -9 leaves running is"
                    + " ended by the next start");
            return false;
        }
    }

    /** The same command, which ends with the thread that starts it where this machine can do that. */
    static List<String> tied(List<String> command) {
        var tied = new ArrayList<>(OfThisMachine.PREFIX);
        tied.addAll(command);
        return List.copyOf(tied);
    }
}
