package org.backlot.clips.command.admission;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.backlot.media.api.StoragePlans;
import org.backlot.shared.id.WorkspaceId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Which workspace has which plan. Until there is billing, an operator lists those that have the larger one. */
@Component
public final class WorkspacePlans implements StoragePlans {
    private final Set<WorkspaceId> pro;

    WorkspacePlans(@Value("${backlot.clips.pro-workspaces:}") List<String> pro) {
        this.pro = pro.stream().map(WorkspaceId::parse).collect(Collectors.toUnmodifiableSet());
    }

    WorkspacePlan of(WorkspaceId workspace) {
        return pro.contains(workspace) ? WorkspacePlan.PRO : WorkspacePlan.FREE;
    }

    @Override
    public long bytesOf(WorkspaceId workspace) {
        return of(workspace).storageBytes();
    }
}
