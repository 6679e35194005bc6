package org.backlot.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.clips.api.AspectRatio;
import org.backlot.clips.api.CaptionStyle;
import org.backlot.clips.api.ClipCommand.PlanClip;
import org.backlot.clips.api.ClipCommand.RecordVersionExported;
import org.backlot.clips.api.ClipCommand.RecordVersionRendered;
import org.backlot.clips.api.ClipWords;
import org.backlot.clips.api.RenderSettings;
import org.backlot.clips.api.ScoreParts;
import org.backlot.clips.api.SelectedClip;
import org.backlot.clips.api.StepFile;
import org.backlot.media.api.ObjectStorage;
import org.backlot.media.api.StorageKey;
import org.backlot.platform.app.demo.Person;
import org.backlot.shared.id.ClipId;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.WorkspaceId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("The files of a clip")
class ClipFilesTest {
    private static final TestBacklot BACKLOT = TestBacklot.shared();

    @Test
    @DisplayName("CLP-7: they are fetched by links that need nothing else, under a name for the disk")
    void fetched() throws Exception {
        var editor = BACKLOT.somebody("production");
        var stranger = BACKLOT.somebody("vendor");
        var clip = planned(editor, "مشهد: the “best” one");
        var files = "/api/v1/clips/" + clip + "/files";
        var download = "/api/v1/clips/" + clip + "/download";
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> editor.api().get(files).code().isPresent()
                        && editor.api().get(files).code().get().equals("CLIP_NOT_READY"));
        editor.api().get(download).expectRefusal("CLIP_NOT_READY");

        made(editor, clip);
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> editor.api().get(files).status() == 200);

        var links = editor.api().get(files).expectSuccess().json();
        assertThat(links.path("version").asInt()).isEqualTo(1);
        assertThat(links.path("data")
                        .valueStream()
                        .map(file -> file.path("fileName").asString()))
                .containsExactly(
                        "2-مشهد-the-best-one.mp4",
                        "2-مشهد-the-best-one.jpg",
                        "2-مشهد-the-best-one.srt",
                        "2-مشهد-the-best-one.preview.mp4",
                        "2-مشهد-the-best-one.fcpxml");
        assertThat(content(links.path("data").get(2))).isEqualTo("of captions.srt");
        assertThat(content(editor.api().get(download).expectSuccess().json())).isEqualTo("of clip.mp4");
        var nle = "/api/v1/clips/" + clip + "/nle";
        assertThat(content(editor.api().get(nle).expectSuccess().json())).isEqualTo("of edit.fcpxml");
        editor.api().get(nle + "?format=edl").expectRefusal("NO_EDIT_LIST");
        editor.api().get(nle + "?format=aaf").expectRefusal("PARAMETER_INVALID");
        stranger.api().get(nle).expectRefusal("NOT_FOUND");
        editor.api().get(files + "?version=2").expectRefusal("NOT_FOUND");
        editor.api().get(files + "?version=x").expectRefusal("PARAMETER_INVALID");

        stranger.api().get(files).expectRefusal("NOT_FOUND");
        stranger.api().get(download).expectRefusal("NOT_FOUND");
        BACKLOT.anonymous().get(files).expectRefusal("NOT_AUTHENTICATED");
    }

    private static ClipId planned(Person editor, String title) {
        var clip = new ClipId(UUID.randomUUID());
        commands()
                .sendAndWait(new PlanClip(
                        clip,
                        new JobId(UUID.randomUUID()),
                        WorkspaceId.parse(editor.workspaceId()),
                        2,
                        new SelectedClip(
                                0, 30_000, new ClipWords(title, "", List.of()), 80, new ScoreParts(80, 80, 80, 80, 80)),
                        RenderSettings.whole(AspectRatio.PORTRAIT, CaptionStyle.NONE, null)));
        return clip;
    }

    private static void made(Person editor, ClipId clip) {
        var rendered =
                List.of(stored(editor, clip, "clip", "clip.mp4"), stored(editor, clip, "thumbnail", "still.jpg"));
        var exported = List.of(
                stored(editor, clip, "captions", "captions.srt"),
                stored(editor, clip, "preview", "small.mp4"),
                stored(editor, clip, "fcpxml", "edit.fcpxml"));
        commands().sendAndWait(new RecordVersionRendered(clip, 1, rendered, List.of()));
        commands().sendAndWait(new RecordVersionExported(clip, 1, exported));
    }

    private static StepFile stored(Person editor, ClipId clip, String name, String file) {
        var workspace = WorkspaceId.parse(editor.workspaceId());
        var key = StorageKey.of(workspace, "clips", clip.toString(), file);
        var content = ("of " + file).getBytes(UTF_8);
        BACKLOT.running()
                .context()
                .getBean(ObjectStorage.class)
                .of(workspace)
                .put(key, "application/octet-stream", content.length, new ByteArrayInputStream(content));
        return new StepFile(name, key.value());
    }

    private static String content(JsonNode file) throws Exception {
        var response = BACKLOT.http()
                .send(
                        HttpRequest.newBuilder(URI.create(file.path("url").asString()))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment")
                .contains("the-best-one");
        return response.body();
    }

    private static CommandGateway commands() {
        return BACKLOT.running().context().getBean(CommandGateway.class);
    }
}
