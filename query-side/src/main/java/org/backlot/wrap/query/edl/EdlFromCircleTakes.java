// Why this file exists: CMX 3600 holds 999 cuts, so its lists are parts of other lengths than those of newer formats.
package org.backlot.wrap.query.edl;

import java.util.Collection;
import java.util.List;
import org.backlot.shared.editorial.EditDecisionList;
import org.backlot.shared.editorial.EditDecisionLists;
import org.backlot.shared.timecode.FrameRate;

/**
 * Lays circle takes one after the other into edit decision lists (CMX 3600).
 *
 * <p>They lie as {@link CircleTakeAssembly} lays them. After 999 events a further list takes over where the one before
 * ended.
 */
public final class EdlFromCircleTakes {

    private EdlFromCircleTakes() {}

    /**
     * The lists that hold all takes.
     *
     * @param title the programme's name; when there are several lists, each says which one of them it is
     * @param rate the programme's rate; cameras may have labelled their frames otherwise, not run at another speed
     * @param takes in any order
     * @return at least one list, without events when there are no takes
     * @throws IllegalArgumentException when a take was shot at another speed or lasts longer than 23 hours
     */
    public static List<EditDecisionList> assemble(String title, FrameRate rate, Collection<CircleTake> takes) {
        return EditDecisionLists.of(title, CircleTakeAssembly.assemble(title, rate, takes));
    }
}
