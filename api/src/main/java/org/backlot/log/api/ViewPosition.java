package org.backlot.log.api;

/** How readers ask where a view stands. Views take their time, so whoever finds one behind tells it that somebody waits. */
public final class ViewPosition {
    /** The channel on which followers hear, in all processes, for which of them somebody waits. */
    public static final String WAITED_FOR = "follower_waited_for";

    /**
     * Gives the {@code position} of the view {@code :view}, no row where there is none; where it is before {@code :wanted},
     * the view is told to hurry.
     */
    public static final String ASKED = """
            select position,
                case when position < :wanted then pg_notify('%s', name)::text end
            from log_follower where name = :view""".formatted(WAITED_FOR);

    private ViewPosition() {}
}
