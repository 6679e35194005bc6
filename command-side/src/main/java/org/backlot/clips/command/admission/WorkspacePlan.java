package org.backlot.clips.command.admission;

/**
 * What a workspace may use (CLIP section 13).
 *
 * @param minutesPerMonth how much material it may have cut into clips in a calendar month, in UTC
 * @param jobsAtOnce how many of its jobs run side by side; the next ones wait
 */
public record WorkspacePlan(int minutesPerMonth, int jobsAtOnce) {
    static final WorkspacePlan FREE = new WorkspacePlan(300, 2);
    static final WorkspacePlan PRO = new WorkspacePlan(3_000, 10);

    public WorkspacePlan {
        if (minutesPerMonth < 0 || jobsAtOnce < 1) {
            throw new IllegalArgumentException("a plan allows one job at least");
        }
    }
}
