// Why this file exists: steps in tests need a workspace with a storage, orders as a job gives them, and a count of what
// was done.
package org.backlot.clips.worker.step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.backlot.clips.api.ClipVersion;
import org.backlot.clips.api.JobSource;
import org.backlot.clips.api.RenderSettings;
import org.backlot.clips.api.SelectedClip;
import org.backlot.clips.api.StepFile;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.api.StepOrder;
import org.backlot.clips.worker.Material;
import org.backlot.clips.worker.ffmpeg.Cancellation;
import org.backlot.clips.worker.ffmpeg.Ffmpeg;
import org.backlot.clips.worker.ffmpeg.WorkFolder;
import org.backlot.clips.worker.step.StepOutcome.Done;
import org.backlot.media.api.StorageFolder;
import org.backlot.media.api.StorageKey;
import org.backlot.shared.id.ClipId;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.WorkspaceId;
import tools.jackson.databind.json.JsonMapper;

/** A worker with its own ffmpeg, and the storage of one workspace. */
final class Workshop {
    static final WorkspaceId WORKSPACE = new WorkspaceId(new UUID(9, 1));

    private static final JsonMapper JSON = JsonMapper.shared();
    /** As the job's own graph has it. */
    private static final Map<StepKind, List<StepKind>> READS = Map.of(
            StepKind.INGEST, List.of(),
            StepKind.AUDIO_EXTRACT, List.of(StepKind.INGEST),
            StepKind.SCENE_DETECT, List.of(StepKind.INGEST),
            StepKind.FACE_TRACK, List.of(StepKind.INGEST),
            StepKind.TRANSCRIBE, List.of(StepKind.INGEST, StepKind.AUDIO_EXTRACT),
            StepKind.AUDIO_ANALYZE, List.of(StepKind.AUDIO_EXTRACT),
            StepKind.CLIP_SELECT, List.of(StepKind.TRANSCRIBE, StepKind.SCENE_DETECT, StepKind.AUDIO_ANALYZE),
            StepKind.RENDER,
                    List.of(
                            StepKind.INGEST,
                            StepKind.TRANSCRIBE,
                            StepKind.SCENE_DETECT,
                            StepKind.FACE_TRACK,
                            StepKind.AUDIO_ANALYZE),
            StepKind.EXPORT, List.of(StepKind.INGEST, StepKind.RENDER));

    final FolderStorage storage;
    private final Path folder;
    private final Path runs;
    private final StepWorks works;

    /** What happens when a step says which shared folder it needs; nothing, as a rule. */
    Consumer<StorageFolder> needed = _ -> {};

    Workshop(Path folder, Map<String, String> environment) throws IOException {
        this.folder = folder;
        this.runs = Files.createFile(folder.resolve("runs.txt"));
        this.storage = new FolderStorage(WORKSPACE, folder.resolve("storage"));
        var ffmpeg = counted();
        this.works = StepWorks.of(
                ffmpeg, StepWorks.Extras.found(ffmpeg, environment, Path.of("target", "programs"), Clock.systemUTC()));
    }

    /** The usual ffmpeg, behind a line in a book for each run. */
    private Ffmpeg counted() throws IOException {
        var usual = Material.ffmpeg().ffmpeg();
        var script = program(
                "ffmpeg",
                "printf '%s\\n' \"$*\" >> '" + runs.toAbsolutePath() + "'\nexec '" + usual.program() + "' \"$@\"");
        return new Ffmpeg(script, usual.version(), usual.filters(), usual.encoders());
    }

    /** A program of the machine, played by a few lines of shell. */
    Path program(String name, String lines) throws IOException {
        return program(folder, name, lines);
    }

    static Path program(Path folder, String name, String lines) throws IOException {
        var script = folder.resolve(name).toAbsolutePath();
        Files.writeString(script, "#!/bin/sh\n" + lines + "\n");
        if (!script.toFile().setExecutable(true)) {
            throw new IOException("cannot be made a program: " + script);
        }
        return script;
    }

    /** The arguments of each run of ffmpeg so far. */
    List<String> runs() throws IOException {
        return Files.readAllLines(runs);
    }

    /** Puts a file where uploads lie. */
    String upload(String asset, Path file) {
        var key = StorageKey.of(WORKSPACE, "sources", asset, "original");
        storage.put(key, "application/octet-stream", file);
        return key.value();
    }

    String upload(String asset, String text) throws IOException {
        return upload(asset, Files.writeString(folder.resolve(asset), text));
    }

    Path file(StepFile output) {
        return storage.file(new StorageKey(output.key()));
    }

    /** The key under which a file of the storage lies. */
    String keyOf(Path stored) {
        return folder.resolve("storage").relativize(stored).toString();
    }

    Job job(long number, JobSource source) {
        return new Job(new JobId(new UUID(9, number)), source);
    }

    /** A job, as far as workers see it. */
    final class Job {
        private final JobId id;
        private final JobSource source;
        private final Map<StepKind, Done> done = new EnumMap<>(StepKind.class);

        private Job(JobId id, JobSource source) {
            this.id = id;
            this.source = source;
        }

        /** As if another job's steps were its own: so only what is asked for is done. */
        Job after(Job other) {
            synchronized (done) {
                done.putAll(other.done);
            }
            return this;
        }

        /** Has a step done once per job; what comes out is read by those after it. */
        StepOutcome run(StepKind kind) throws Exception {
            return run(kind, Map.of("source", source));
        }

        StepOutcome select(int most, int shortest, int longest) throws Exception {
            return run(
                    StepKind.CLIP_SELECT,
                    Map.of("maxClips", most, "minSeconds", shortest, "maxSeconds", longest, "durationMillis", 24_000));
        }

        StepOutcome clip(StepKind kind, SelectedClip clip, RenderSettings render) throws Exception {
            return run(
                    kind, Map.of("startMillis", clip.startMillis(), "endMillis", clip.endMillis(), "render", render));
        }

        private StepOutcome run(StepKind kind, Map<String, Object> settings) throws Exception {
            try (var work = WorkFolder.under(folder.resolve("work"), 1)) {
                var outcome = works.of(kind).run(room(kind, settings, work));
                if (outcome instanceof Done ended) {
                    synchronized (done) {
                        done.put(kind, ended);
                    }
                }
                return outcome;
            }
        }

        private StepRoom room(StepKind kind, Map<String, Object> settings, WorkFolder work) {
            var version = kind.perClip() ? new ClipVersion(new ClipId(new UUID(9, 9)), 1) : null;
            return new StepRoom(
                    new StepOrder(
                            id,
                            WORKSPACE,
                            kind.idIn(id, version),
                            kind,
                            version,
                            1,
                            inputs(kind),
                            JSON.writeValueAsString(settings),
                            Instant.parse("2026-11-20T12:00:00Z")),
                    storage,
                    work,
                    Cancellation.none(),
                    needed::accept,
                    _ -> {});
        }

        private List<StepFile> inputs(StepKind kind) {
            synchronized (done) {
                return READS.getOrDefault(kind, List.of()).stream()
                        .flatMap(read -> Optional.ofNullable(done.get(read)).stream())
                        .flatMap(ended -> ended.outputs().stream())
                        .toList();
            }
        }
    }
}
