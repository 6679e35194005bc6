// One shape of a project for every list that names projects.
package org.backlot.production.query;

import java.time.Instant;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.WorkspaceId;

/**
 * A project.
 *
 * @param frameRate by its label, such as 29.97DF
 * @param timeZone an IANA name
 * @param units how many units it has
 * @param scenes how many scenes are on the slates of its units
 * @param completed how many of them are complete
 */
public record ProjectView(
        ProjectId projectId,
        WorkspaceId workspaceId,
        String title,
        String frameRate,
        String timeZone,
        Instant createdAt,
        long units,
        long scenes,
        long completed) {}
