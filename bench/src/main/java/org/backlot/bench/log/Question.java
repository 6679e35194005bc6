package org.backlot.bench.log;

import java.util.List;
import org.backlot.bench.Figure;

/** One of the things that a log can be asked. It is asked of every contender in turn, again and again. */
interface Question {
    /** By which it is chosen. */
    String name();

    /** Measures all contenders, in rounds. */
    void measure(Setting setting);

    /** Prints what was measured, for a reader. */
    void print(Setting setting);

    List<Figure> figures();
}
