package org.backlot.clips.app.client;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line for each piece of work, rewritten in place until it is settled; then it moves up, above those that go on. So
 * only what goes on is ever rewritten, and never more than a small terminal shows.
 */
public final class TerminalLines implements ProgressDisplay {
    private static final int MOST_LINES = 12;
    private static final int WIDTH = 78;
    private static final String UP = "\u001b[%dA";
    private static final String CLEAR_BELOW = "\r\u001b[J";

    private final PrintWriter out;
    private final Map<String, ProgressLine> going = new LinkedHashMap<>();
    private int drawn;

    public TerminalLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void show(ProgressLine line) {
        if (line.equals(going.get(line.key()))) {
            return;
        }
        erase();
        if (line.isSettled()) {
            going.remove(line.key());
            out.println(Printable.line(line.text()));
        } else {
            going.put(line.key(), line);
        }
        draw();
    }

    @Override
    public synchronized void say(String text) {
        erase();
        out.println(Printable.line(text));
        draw();
    }

    private void erase() {
        if (drawn > 0) {
            out.printf(UP, drawn);
            out.print(CLEAR_BELOW);
        }
    }

    private void draw() {
        going.values().stream().limit(MOST_LINES).forEach(line -> out.println(fitting(Printable.line(line.text()))));
        int more = going.size() - MOST_LINES;
        if (more > 0) {
            out.println("and %d more".formatted(more));
        }
        drawn = Math.min(going.size(), MOST_LINES) + (more > 0 ? 1 : 0);
        out.flush();
    }

    // A line that wraps would be two to rewrite.
    private static String fitting(String text) {
        return text.length() <= WIDTH ? text : text.substring(0, WIDTH - 1) + "…";
    }
}
