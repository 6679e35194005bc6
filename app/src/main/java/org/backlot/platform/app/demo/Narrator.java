package org.backlot.platform.app.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** Tells the scenario as a person would want to read it: who did what, the id, how long it took. */
public final class Narrator {
    private final PrintWriter out;

    public Narrator(PrintWriter out) {
        this.out = out;
    }

    public void chapter(String title) {
        out.printf("%n%s%n", title);
        out.flush();
    }

    /** Runs a step and tells it; the id comes from its result. */
    public <T> T step(String who, String what, Supplier<T> work, java.util.function.Function<T, String> id) {
        long began = System.nanoTime();
        T result = work.get();
        tell(who, what, id.apply(result), Duration.ofNanos(System.nanoTime() - began));
        return result;
    }

    public void step(String who, String what, Runnable work) {
        step(
                who,
                what,
                () -> {
                    work.run();
                    return "";
                },
                id -> id);
    }

    public void line(String text) {
        out.println("  " + text);
        out.flush();
    }

    /** A line for machines too: exactly this text. */
    public void verdict(String text) {
        out.println(text);
        out.flush();
    }

    private void tell(String who, String what, String id, Duration took) {
        out.printf(Locale.ROOT, "  %-8s %-74s %-36s %5d ms%n", who, what, id, took.toMillis());
        out.flush();
    }
}
