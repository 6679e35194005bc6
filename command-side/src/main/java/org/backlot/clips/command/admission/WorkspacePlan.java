package org.backlot.clips.command.admission;

/**
 * What a workspace may use (CLIP section 13).
 *
 * @param minutesPerMonth how much material it may have cut into clips in a calendar month, in UTC
 * @param jobsAtOnce how many of its jobs run side by side; the next ones wait
 * @param storageBytes how much it may keep in the storage
 */
public record WorkspacePlan(int minutesPerMonth, int jobsAtOnce, long storageBytes) {
    private static final long GIGABYTE = 1L << 30;

    static final WorkspacePlan FREE = new WorkspacePlan(300, 2, 10 * GIGABYTE);
    static final WorkspacePlan PRO = new WorkspacePlan(3_000, 10, 100 * GIGABYTE);

    public WorkspacePlan {
        if (minutesPerMonth < 0 || jobsAtOnce < 1 || storageBytes < 0) {
            throw new IllegalArgumentException("a plan allows one job at least, and nothing less than nothing");
        }
    }
}
