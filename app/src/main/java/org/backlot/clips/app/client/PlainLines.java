package org.backlot.clips.app.client;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;

/** One line for each change, for a pipe or a file: every new state, and progress by tenths. */
public final class PlainLines implements ProgressDisplay {
    private static final int WORTH_A_LINE = 10;

    private final PrintWriter out;
    private final Map<String, ProgressLine> told = new HashMap<>();

    public PlainLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void show(ProgressLine line) {
        var before = told.get(line.key());
        if (before != null
                && before.state().equals(line.state())
                && before.isSettled() == line.isSettled()
                && line.percent() < before.percent() + WORTH_A_LINE) {
            return;
        }
        told.put(line.key(), line);
        say(line.text());
    }

    @Override
    public synchronized void say(String text) {
        out.println(Printable.line(text));
        out.flush();
    }
}
