// The slate is a page of scenes under the unit that shoots them, read in one statement so that both tell of one moment.
package org.backlot.production.query;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.backlot.platform.query.Page;
import org.jspecify.annotations.Nullable;

/**
 * One page of a unit's slate: a page as PLT-1 says, and the unit.
 *
 * @param unit the unit and whether it rolls
 * @param data scenes in the order of the script
 * @param total how many scenes there are in all pages
 */
public record SlateView(
        UnitView unit,
        List<SlateSceneView> data,
        long total,
        int page,
        int pages,
        @JsonProperty("next_cursor") @Nullable String nextCursor) {
    public SlateView {
        data = List.copyOf(data);
    }

    static SlateView of(UnitView unit, Page<SlateSceneView> page) {
        return new SlateView(unit, page.data(), page.total(), page.page(), page.pages(), page.nextCursor());
    }
}
