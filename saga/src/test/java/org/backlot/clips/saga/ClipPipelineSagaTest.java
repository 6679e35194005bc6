// What a clip job does outside of itself follows from its events, and from nothing else (CLP-1, CLP-2, CLP-11).
package org.backlot.clips.saga;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.saga.FixtureExecutionResult;
import org.axonframework.test.saga.SagaTestFixture;
import org.backlot.clips.api.AspectRatio;
import org.backlot.clips.api.AttemptAt;
import org.backlot.clips.api.CaptionStyle;
import org.backlot.clips.api.ClipCommand.PlanClip;
import org.backlot.clips.api.ClipCommand.RecordVersionExported;
import org.backlot.clips.api.ClipCommand.RecordVersionFailed;
import org.backlot.clips.api.ClipCommand.RecordVersionRendered;
import org.backlot.clips.api.ClipJobCommand.SettleVersion;
import org.backlot.clips.api.ClipJobCommand.StartJob;
import org.backlot.clips.api.ClipJobEvent;
import org.backlot.clips.api.ClipJobEvent.ClipJobCancelled;
import org.backlot.clips.api.ClipJobEvent.ClipJobCreated;
import org.backlot.clips.api.ClipJobEvent.ClipsSelected;
import org.backlot.clips.api.ClipJobEvent.ReviewReached;
import org.backlot.clips.api.ClipJobEvent.StepCompleted;
import org.backlot.clips.api.ClipJobEvent.StepGivenUp;
import org.backlot.clips.api.ClipJobEvent.StepRequested;
import org.backlot.clips.api.ClipJobEvent.StepRetryScheduled;
import org.backlot.clips.api.ClipJobEvent.StepStarted;
import org.backlot.clips.api.ClipVersion;
import org.backlot.clips.api.ClipWords;
import org.backlot.clips.api.JobMode;
import org.backlot.clips.api.JobSettings;
import org.backlot.clips.api.JobSource;
import org.backlot.clips.api.PlannedClip;
import org.backlot.clips.api.RenderSettings;
import org.backlot.clips.api.ScoreParts;
import org.backlot.clips.api.SelectedClip;
import org.backlot.clips.api.StepFact;
import org.backlot.clips.api.StepFile;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.api.StepUsage;
import org.backlot.clips.api.WaitingJobs;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ClipId;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.StepId;
import org.backlot.shared.id.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClipPipelineSagaTest {
    private static final JobId JOB = new JobId(new UUID(1, 1));
    private static final JobId NEXT = new JobId(new UUID(1, 9));
    private static final WorkspaceId WORKSPACE = new WorkspaceId(new UUID(1, 2));
    private static final AccountId EDITOR = new AccountId(new UUID(1, 3));
    private static final StepId STEP = new StepId(new UUID(1, 4));
    private static final ClipVersion CLIP = new ClipVersion(new ClipId(new UUID(1, 5)), 2);
    private static final Instant NOW = Instant.parse("2026-11-20T06:00:00Z");
    private static final RenderSettings PORTRAIT =
            RenderSettings.whole(AspectRatio.PORTRAIT, CaptionStyle.BOUNCE, null);
    private static final List<StepFile> FILES = List.of(new StepFile("video", "w/clip.mp4"));
    private static final List<StepFact> FACTS = List.of(new StepFact(StepFact.FFMPEG_VERSION, "7.1"));
    private static final SelectedClip SELECTED =
            new SelectedClip(0, 30_000, new ClipWords("The end", "", List.of()), 80, new ScoreParts(1, 2, 3, 4, 5));

    /** What was asked of the deadlines, as text. */
    private final List<String> asked = new ArrayList<>();

    @Test
    @DisplayName(
            "CLP-2: each attempt has a deadline from its request, and another from its beginning; each pause its end")
    void deadlines() {
        after(
                new StepRequested(
                        JOB, WORKSPACE, STEP, StepKind.INGEST, null, 1, List.of(), "{}", NOW.plusSeconds(900), NOW),
                new StepStarted(JOB, STEP, StepKind.INGEST, null, 1, "node-1", NOW.plusSeconds(600), NOW),
                new StepRetryScheduled(JOB, STEP, StepKind.INGEST, null, 2, NOW.plusSeconds(30), NOW));
        assertThat(asked)
                .containsExactly(
                        "REQUEST " + new AttemptAt(STEP, 1) + " " + NOW.plusSeconds(900),
                        "BEGINNING " + new AttemptAt(STEP, 1) + " " + NOW.plusSeconds(600),
                        "begin " + new AttemptAt(STEP, 2) + " " + NOW.plusSeconds(30));
    }

    @Test
    @DisplayName("CLP-7: each chosen stretch becomes a clip, in the order of its rank")
    void clips() {
        var second = new ClipId(new UUID(1, 6));
        after(new ClipsSelected(
                        JOB,
                        WORKSPACE,
                        List.of(new PlannedClip(CLIP.clipId(), SELECTED), new PlannedClip(second, SELECTED)),
                        PORTRAIT,
                        NOW))
                .expectDispatchedCommands(
                        new PlanClip(CLIP.clipId(), JOB, WORKSPACE, 1, SELECTED, PORTRAIT),
                        new PlanClip(second, JOB, WORKSPACE, 2, SELECTED, PORTRAIT));
    }

    @Test
    @DisplayName(
            "CLP-7: a clip hears that its version was rendered, exported or given up, and only then its job that it knows how it came out; other steps are not its affair")
    void versions() {
        after(completed(StepKind.RENDER, CLIP))
                .expectDispatchedCommands(new RecordVersionRendered(CLIP.clipId(), 2, FILES, FACTS));
        after(completed(StepKind.EXPORT, CLIP))
                .expectDispatchedCommands(
                        new RecordVersionExported(CLIP.clipId(), 2, FILES), new SettleVersion(JOB, STEP, 1));
        after(new StepGivenUp(JOB, STEP, StepKind.RENDER, CLIP, 2, "DISK_FULL", "no room", NOW))
                .expectDispatchedCommands(
                        new RecordVersionFailed(CLIP.clipId(), 2, "DISK_FULL"), new SettleVersion(JOB, STEP, 2));
        after(completed(StepKind.INGEST, null)).expectNoDispatchedCommands();
        after(new StepGivenUp(JOB, STEP, StepKind.INGEST, null, 3, "DISK_FULL", "no room", NOW))
                .expectNoDispatchedCommands();
    }

    @Test
    @DisplayName("CLP-11: a place that falls free goes to whoever waits")
    void places() {
        after(new ReviewReached(JOB, 4, 0, NOW)).expectDispatchedCommands(new StartJob(NEXT));
        after(new ClipJobCancelled(JOB, List.of(), EDITOR, "enough", NOW)).expectDispatchedCommands(new StartJob(NEXT));
    }

    private static StepCompleted completed(StepKind kind, @Nullable ClipVersion clip) {
        return new StepCompleted(JOB, STEP, kind, clip, 1, FILES, FACTS, StepUsage.NONE, 0, NOW);
    }

    private FixtureExecutionResult after(ClipJobEvent... events) {
        var fixture = new SagaTestFixture<>(ClipPipelineSaga.class);
        fixture.registerResource(new Deadlines());
        fixture.registerResource((WaitingJobs) () -> List.of(NEXT));
        var given = fixture.givenAPublished(new ClipJobCreated(
                JOB,
                WORKSPACE,
                EDITOR,
                JobMode.VOD,
                JobSource.upload(WORKSPACE + "/a.mp4", null),
                new JobSettings(5, 15, 90, PORTRAIT, false),
                NOW));
        for (int i = 0; i + 1 < events.length; i++) {
            given = given.andThenAPublished(events[i]);
        }
        return given.whenPublishingA(events[events.length - 1]);
    }

    private final class Deadlines implements StepDeadlines {
        @Override
        public void timeOut(JobId job, AttemptAt attempt, From from, Instant at) {
            asked.add(from + " " + attempt + " " + at);
        }

        @Override
        public void begin(JobId job, AttemptAt attempt, Instant at) {
            asked.add("begin " + attempt + " " + at);
        }
    }
}
