package org.backlot.media.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.backlot.media.api.MediaRejection;
import org.backlot.media.api.SharedFilesCommand.ForgoSharedFiles;
import org.backlot.media.api.SharedFilesCommand.InspectSharedFilesRemoval;
import org.backlot.media.api.SharedFilesCommand.RecordSharedFilesRemoved;
import org.backlot.media.api.SharedFilesCommand.RemoveSharedFilesAgain;
import org.backlot.media.api.SharedFilesCommand.UseSharedFiles;
import org.backlot.media.api.SharedFilesEvent;
import org.backlot.media.api.SharedFilesEvent.SharedFilesForgone;
import org.backlot.media.api.SharedFilesEvent.SharedFilesRemovalBegun;
import org.backlot.media.api.SharedFilesEvent.SharedFilesRemoved;
import org.backlot.media.api.SharedFilesEvent.SharedFilesUsed;
import org.backlot.media.api.StorageFolder;
import org.backlot.shared.Rejection;

/**
 * Who needs files that several may share, and whether they are being removed (MED-5, CLP-7). One is never true with the
 * other: whoever needs them says so before he looks, and the removal begins with the commit by which the last one goes. Of
 * two at the same moment the log lets one be first.
 *
 * @param users who needs them
 * @param removals how many have begun
 */
record SharedFiles(Phase phase, Set<String> users, int removals) {
    enum Phase {
        KEPT,
        REMOVING,
        REMOVED
    }

    SharedFiles {
        users = Set.copyOf(users);
    }

    static SharedFiles unknown() {
        return new SharedFiles(Phase.KEPT, Set.of(), 0);
    }

    SharedFiles evolve(SharedFilesEvent event) {
        return switch (event) {
            case SharedFilesUsed e -> {
                var more = new LinkedHashSet<>(users);
                more.add(e.user());
                yield new SharedFiles(Phase.KEPT, more, removals);
            }
            case SharedFilesForgone e -> {
                var fewer = new LinkedHashSet<>(users);
                fewer.remove(e.user());
                yield new SharedFiles(phase, fewer, removals);
            }
            case SharedFilesRemovalBegun e -> new SharedFiles(Phase.REMOVING, users, e.removal());
            case SharedFilesRemoved _ -> new SharedFiles(Phase.REMOVED, users, removals);
        };
    }

    /**
     * Somebody needs them from now on; again it does nothing.
     *
     * @throws Rejection {@code FILES_BEING_REMOVED}
     */
    List<SharedFilesEvent> use(UseSharedFiles command, Instant now) {
        if (phase == Phase.REMOVING) {
            throw Rejection.of(MediaRejection.FILES_BEING_REMOVED);
        }
        return users.contains(command.user())
                ? List.of()
                : List.of(new SharedFilesUsed(command.folder(), command.user(), now));
    }

    /** Somebody needs them no more; nothing where he did not. The last one takes them with him. */
    List<SharedFilesEvent> forgo(ForgoSharedFiles command, Instant now) {
        if (!users.contains(command.user())) {
            return List.of();
        }
        var events = new ArrayList<SharedFilesEvent>();
        events.add(new SharedFilesForgone(command.folder(), command.user(), command.reason(), now));
        if (evolve(events.getFirst()).users().isEmpty()) {
            events.add(begun(command.folder(), false, now));
        }
        return List.copyOf(events);
    }

    /** Looks once more; nothing where somebody needs them again, or the first removal is still under way. */
    List<SharedFilesEvent> again(RemoveSharedFilesAgain command, Instant now) {
        return phase == Phase.REMOVED ? List.of(begun(command.folder(), true, now)) : List.of();
    }

    /** Whether that removal is under way. */
    boolean isUnderWay(InspectSharedFilesRemoval command) {
        return isUnderWay(command.removal());
    }

    /** They are gone; nothing where that removal has ended. */
    List<SharedFilesEvent> removed(RecordSharedFilesRemoved command, Instant now) {
        return isUnderWay(command.removal())
                ? List.of(new SharedFilesRemoved(command.folder(), command.removal(), now))
                : List.of();
    }

    private boolean isUnderWay(int removal) {
        return phase == Phase.REMOVING && removals == removal;
    }

    private SharedFilesRemovalBegun begun(StorageFolder folder, boolean again, Instant now) {
        return new SharedFilesRemovalBegun(folder, removals + 1, again, now);
    }
}
