// A project is opened to see its units; they come with it.
package org.backlot.production.query;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * A project with its units in the order in which they were added.
 *
 * @param project the project
 * @param units its units
 */
public record ProjectDetail(@JsonUnwrapped ProjectView project, List<UnitView> units) {
    public ProjectDetail {
        units = List.copyOf(units);
    }
}
