package org.backlot.platform.app.wiring;

import java.util.List;
import org.backlot.casting.command.application.ApplicationAggregate;
import org.backlot.casting.command.call.CallAggregate;
import org.backlot.casting.command.post.FoundPostAggregate;
import org.backlot.casting.command.search.SavedSearchesAggregate;
import org.backlot.casting.command.source.IngestionSourceAggregate;
import org.backlot.casting.command.talent.TalentAggregate;
import org.backlot.clips.command.brand.BrandKitAggregate;
import org.backlot.clips.command.clip.ClipAggregate;
import org.backlot.clips.command.job.ClipJobAggregate;
import org.backlot.identity.command.account.AccountAggregate;
import org.backlot.identity.command.crew.CrewAggregate;
import org.backlot.identity.command.nafath.NafathAggregate;
import org.backlot.identity.command.session.SessionAggregate;
import org.backlot.identity.command.verification.VerificationAggregate;
import org.backlot.identity.command.workspace.WorkspaceAggregate;
import org.backlot.log.command.DeadLetterAggregate;
import org.backlot.logistics.command.dispatch.DispatchAggregate;
import org.backlot.media.command.MediaAssetAggregate;
import org.backlot.media.command.SharedFilesAggregate;
import org.backlot.production.command.project.ProjectAggregate;
import org.backlot.set.command.LiveSetAggregate;
import org.backlot.treasury.command.TreasuryAggregate;
import org.backlot.treasury.command.contract.ContractAggregate;
import org.backlot.wrap.command.DailyReportAggregate;

/** Every aggregate there is. */
final class Aggregates {
    static final List<Class<?>> ALL = List.of(
            AccountAggregate.class,
            SessionAggregate.class,
            WorkspaceAggregate.class,
            VerificationAggregate.class,
            NafathAggregate.class,
            CrewAggregate.class,
            ProjectAggregate.class,
            TreasuryAggregate.class,
            ContractAggregate.class,
            DispatchAggregate.class,
            LiveSetAggregate.class,
            DailyReportAggregate.class,
            MediaAssetAggregate.class,
            SharedFilesAggregate.class,
            ClipJobAggregate.class,
            ClipAggregate.class,
            BrandKitAggregate.class,
            TalentAggregate.class,
            CallAggregate.class,
            ApplicationAggregate.class,
            IngestionSourceAggregate.class,
            FoundPostAggregate.class,
            SavedSearchesAggregate.class,
            DeadLetterAggregate.class);

    private Aggregates() {}
}
