package org.backlot.clips.command.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.backlot.clips.api.AspectRatio;
import org.backlot.clips.api.CaptionStyle;
import org.backlot.clips.api.ClipCommand.CommentClip;
import org.backlot.clips.api.ClipCommand.DeleteClip;
import org.backlot.clips.api.ClipCommand.EditClipWords;
import org.backlot.clips.api.ClipCommand.PlanClip;
import org.backlot.clips.api.ClipCommand.RecordVersionExported;
import org.backlot.clips.api.ClipCommand.RecordVersionFailed;
import org.backlot.clips.api.ClipCommand.RecordVersionRendered;
import org.backlot.clips.api.ClipCommand.RequestRerender;
import org.backlot.clips.api.ClipEvent;
import org.backlot.clips.api.ClipEvent.ClipFilesRemoved;
import org.backlot.clips.api.ClipVersion;
import org.backlot.clips.api.ClipVersionOrder;
import org.backlot.clips.api.ClipWords;
import org.backlot.clips.api.ClipsRejection;
import org.backlot.clips.api.RenderSettings;
import org.backlot.clips.api.ScoreParts;
import org.backlot.clips.api.SelectedClip;
import org.backlot.clips.api.StepFact;
import org.backlot.clips.api.StepFile;
import org.backlot.clips.api.StepKind;
import org.backlot.media.api.RemovalReason;
import org.backlot.media.api.StorageFolder;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.RejectionCode;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ClipId;
import org.backlot.shared.id.CommentId;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClipTest {
    private static final ClipId CLIP = new ClipId(new UUID(8, 1));
    private static final JobId JOB = new JobId(new UUID(8, 2));
    private static final AccountId EDITOR = new AccountId(new UUID(8, 3));
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final RenderSettings PORTRAIT =
            RenderSettings.whole(AspectRatio.PORTRAIT, CaptionStyle.KARAOKE, null);
    private static final List<StepFile> FILES = List.of(new StepFile("video", "w/clips/final.mp4"));
    private static final List<StepFact> TOOLS = List.of(new StepFact(StepFact.FFMPEG_VERSION, "7.1"));

    private Clip clip = Clip.unplanned();

    private List<ClipEvent> then(List<ClipEvent> events) {
        events.forEach(event -> clip = clip.evolve(event));
        return events;
    }

    private void planned() {
        then(clip.plan(plan(), NOON));
    }

    private static PlanClip plan() {
        return new PlanClip(
                CLIP,
                JOB,
                new WorkspaceId(new UUID(8, 4)),
                1,
                new SelectedClip(
                        10_000,
                        40_000,
                        new ClipWords("The end", "", List.of("#film")),
                        80,
                        new ScoreParts(80, 80, 80, 80, 80)),
                PORTRAIT);
    }

    private static RequestRerender rerender() {
        return new RequestRerender(CLIP, null, CaptionStyle.BOUNCE, null, null, EDITOR, "louder");
    }

    @Test
    @DisplayName("CLP-7: versions come one after the other, each with its files and what it was made with")
    void versions() {
        planned();
        assertThat(clip.plan(plan(), NOON)).isEmpty();
        refuses(ClipsRejection.VERSION_IN_WORK, () -> clip.rerender(rerender(), NOON));
        then(clip.rendered(new RecordVersionRendered(CLIP, 1, FILES, TOOLS), NOON));
        assertThat(clip.rendered(new RecordVersionRendered(CLIP, 1, FILES, TOOLS), NOON))
                .isEmpty();
        refuses(ClipsRejection.VERSION_IN_WORK, () -> clip.rerender(rerender(), NOON));
        then(clip.exported(new RecordVersionExported(CLIP, 1, FILES), NOON));

        then(clip.rerender(rerender(), NOON));
        assertThat(clip.newestOrder())
                .isEqualTo(new ClipVersionOrder(
                        JOB,
                        new ClipVersion(CLIP, 2),
                        RenderSettings.whole(AspectRatio.PORTRAIT, CaptionStyle.BOUNCE, null)));
        then(clip.failed(new RecordVersionFailed(CLIP, 2, "DISK_FULL"), NOON));
        then(clip.rerender(rerender(), NOON));
        assertThat(clip.newestOrder().clip().version()).isEqualTo(3);
    }

    @Test
    @DisplayName("CLP-7: a version that was given up and is tried again can still be rendered")
    void mended() {
        planned();
        then(clip.failed(new RecordVersionFailed(CLIP, 1, "DISK_FULL"), NOON));
        assertThat(then(clip.rendered(new RecordVersionRendered(CLIP, 1, FILES, TOOLS), NOON)))
                .hasSize(1);
        assertThat(then(clip.exported(new RecordVersionExported(CLIP, 1, FILES), NOON)))
                .hasSize(1);
    }

    @Test
    @DisplayName("CLP-7: only words are edited; what is not given stays, and the same again is no event")
    void words() {
        planned();
        then(clip.edit(new EditClipWords(CLIP, "The very end", null, null, EDITOR), NOON));
        assertThat(clip.words()).isEqualTo(new ClipWords("The very end", "", List.of("#film")));
        assertThat(clip.edit(new EditClipWords(CLIP, "The very end", null, null, EDITOR), NOON))
                .isEmpty();
        refuses(
                CommonRejection.FIELD_INVALID,
                () -> clip.edit(new EditClipWords(CLIP, null, null, List.of("no hash"), EDITOR), NOON));
        refuses(CommonRejection.FIELD_INVALID, () -> clip.edit(new EditClipWords(CLIP, " ", null, null, EDITOR), NOON));
    }

    @Test
    @DisplayName(
            "CLP-7: a comment is about the clip or one of its moments; the same again is one, its text is personal")
    void comments() {
        planned();
        var comment = comment(1, "Cut here", 30_000L);
        then(clip.comment(comment, NOON));
        assertThat(clip.comment(comment, NOON.plusSeconds(9))).isEmpty();
        refuses(CommonRejection.ID_TAKEN, () -> clip.comment(comment(1, "No, here", 30_000L), NOON));
        refuses(CommonRejection.FIELD_INVALID, () -> clip.comment(comment(2, "There", 30_001L), NOON));
        refuses(CommonRejection.FIELD_INVALID, () -> clip.comment(comment(2, "There", -1L), NOON));
        assertThat(clip.comment(comment(3, "Fine as it is", null), NOON)).hasSize(1);
    }

    @Test
    @DisplayName("CLP-7: a deleted clip takes no more, and late results do nothing")
    void deleted() {
        planned();
        then(clip.delete(new DeleteClip(CLIP, EDITOR, "not ours"), NOON));
        assertThat(clip.delete(new DeleteClip(CLIP, EDITOR, "again"), NOON)).isEmpty();
        assertThat(clip.rendered(new RecordVersionRendered(CLIP, 1, FILES, TOOLS), NOON))
                .isEmpty();
        refuses(ClipsRejection.CLIP_DELETED, () -> clip.rerender(rerender(), NOON));
        refuses(ClipsRejection.CLIP_DELETED, () -> clip.comment(comment(1, "Pity", null), NOON));
        refuses(
                CommonRejection.NOT_FOUND,
                () -> Clip.unplanned().edit(new EditClipWords(CLIP, "?", null, null, EDITOR), NOON));
    }

    @Test
    @DisplayName(
            "MED-5 CLP-7: the files of a deleted clip are removed once, those of all its versions; of a clip that is there none")
    void files_removed() {
        planned();
        then(clip.failed(new RecordVersionFailed(CLIP, 1, "DISK_FULL"), NOON));
        then(clip.rerender(rerender(), NOON));
        assertThat(clip.filesRemoved(NOON)).isEmpty();
        then(clip.delete(new DeleteClip(CLIP, EDITOR, "not ours"), NOON));

        var steps = Stream.of(1, 2)
                .map(number -> new ClipVersion(CLIP, number))
                .flatMap(version -> Stream.of(StepKind.RENDER, StepKind.EXPORT).map(kind -> kind.idIn(JOB, version)))
                .map(step -> StorageFolder.of(new WorkspaceId(new UUID(8, 4)), "jobs", JOB.toString(), step.toString()))
                .toList();
        assertThat(then(clip.filesRemoved(NOON)))
                .singleElement()
                .isInstanceOfSatisfying(ClipFilesRemoved.class, gone -> {
                    assertThat(gone.folders()).containsExactlyElementsOf(steps);
                    assertThat(gone.reason()).isEqualTo(RemovalReason.CLIP_DELETED);
                });
        assertThat(clip.filesRemoved(NOON)).isEmpty();
        assertThat(clip.delete(new DeleteClip(CLIP, EDITOR, "again"), NOON)).isEmpty();
        refuses(ClipsRejection.CLIP_DELETED, () -> clip.rerender(rerender(), NOON));
    }

    private static CommentClip comment(int id, String text, @Nullable Long at) {
        return new CommentClip(CLIP, new CommentId(new UUID(8, 100 + id)), EDITOR, Personal.of(text), at);
    }

    private static void refuses(RejectionCode code, ThrowingCallable what) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.code()).isEqualTo(code));
    }
}
