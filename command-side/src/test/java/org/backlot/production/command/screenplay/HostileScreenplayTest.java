// Anybody may upload a script. A file made to be slow must not hold a server up, so the largest of each kind is timed.

package org.backlot.production.command.screenplay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("PRD-3: a hostile file is read or refused quickly")
class HostileScreenplayTest {
    /** Time of the processor, so that a busy machine does not count; each needs about a second or less. */
    private static final Duration LIMIT = Duration.ofSeconds(3);

    /** Anything worse than linear would take minutes or for ever. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String SCRIPT = "Title: Calm\n\nINT. STAGE - DAY #1#\n\nBOB\nHi.\n\n";

    @ParameterizedTest(name = "PRD-3: five megabytes of hostile text {index} take about a second at most")
    @DisplayName("PRD-3: five megabytes of anything take about a second at most")
    @MethodSource("snippets")
    void largest(String snippet) {
        int room = FountainParser.MAXIMUM_BYTES - SCRIPT.length();
        byte[] file = (SCRIPT + snippet.repeat(room / snippet.getBytes(UTF_8).length)).getBytes(UTF_8);

        Duration used = assertTimeoutPreemptively(PATIENCE, () -> processorTimeOfReading(file));

        assertThat(used).isLessThan(LIMIT);
    }

    static Stream<String> snippets() {
        return Stream.of(
                "[[",
                "[[a\n",
                "[[a]] ",
                "[[\n  \n",
                "[[a]]\n\n",
                "/*",
                "/* [[ ",
                "/*\n*/\n",
                "*a ",
                "_a",
                "***a**b*",
                "\\*",
                "(",
                "A (\nb\n\n",
                "A\nb\n\n",
                "A\n  \n",
                "@A ^\nb\n\n",
                "= a\n",
                "~",
                "><\n",
                "CUT TO:\n\n",
                "a",
                "A",
                "\t",
                " ",
                "\n",
                "\r",
                "\u0301",
                "INT. A #1#\n\n",
                "INT. " + "A-".repeat(240) + "\n\n",
                "INT. " + "DAY - ".repeat(80) + "\n\n",
                "INT. " + "(".repeat(480) + "\n\n");
    }

    private static Duration processorTimeOfReading(byte[] file) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        assertThat(answer(file)).matches("\\d{1,5}|TOO_LARGE");
        return Duration.ofNanos(threads.getCurrentThreadCpuTime() - before);
    }

    /** Returns how many scenes were read, or why none. */
    private static String answer(byte[] file) {
        try {
            return Integer.toString(new FountainParser().parse(file).scenes().size());
        } catch (UnreadableScreenplay refusal) {
            return refusal.reason().name();
        }
    }
}
