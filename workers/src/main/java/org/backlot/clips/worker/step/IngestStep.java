package org.backlot.clips.worker.step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.backlot.clips.api.JobSource;
import org.backlot.clips.api.SourceKind;
import org.backlot.clips.api.StepFact;
import org.backlot.clips.api.StepFile;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.worker.probe.MediaFacts;
import org.backlot.clips.worker.probe.MediaProbe;
import org.backlot.clips.worker.probe.MediaRefused;
import org.backlot.media.api.StorageFolder;
import org.backlot.media.api.StorageKey;
import org.backlot.shared.Sha256;

/**
 * Takes the recording in: an upload stays where it lies, a published one is fetched. Says what it is, or why it is not
 * taken, before anything else is done with it.
 */
final class IngestStep implements StepWork {
    static final String SOURCE = "source";
    static final String CAPTIONS = "captions";

    private final MediaProbe probe;
    private final Optional<SourceDownload> download;

    IngestStep(MediaProbe probe, Optional<SourceDownload> download) {
        this.probe = probe;
        this.download = download;
    }

    /** As the job tells it. */
    record Ordered(JobSource source) {}

    /** Where the recording lies, there and here. */
    private record Taken(StepFile output, Path file) {}

    @Override
    public StepKind kind() {
        return StepKind.INGEST;
    }

    @Override
    public StepOutcome run(StepRoom room) throws IOException, StepRefused {
        var source = room.settings(Ordered.class).source();
        var captions = captions(source, room);
        var taken = source.kind() == SourceKind.UPLOAD ? uploaded(source, room) : downloaded(source, room);
        var media = probed(taken.file(), room);
        var facts = new SourceFacts(Sha256.hex(taken.file()), Files.size(taken.file()), media);
        room.need(StorageFolder.ANALYSIS, facts.sha256());
        var outputs = new ArrayList<StepFile>();
        outputs.add(taken.output());
        outputs.add(room.store(
                SourceFacts.NAME,
                room.sharedKey("analysis", facts.sha256(), "facts-1.json"),
                "application/json",
                facts.json()));
        captions.ifPresent(outputs::add);
        return new StepOutcome.Done(outputs, told(facts), List.of());
    }

    private static Taken uploaded(JobSource source, StepRoom room) throws IOException, StepRefused {
        var key = ownKey(Objects.requireNonNull(source.fileKey()), room);
        return new Taken(new StepFile(SOURCE, key.value()), room.fetch(key, SOURCE));
    }

    private Taken downloaded(JobSource source, StepRoom room) throws IOException, StepRefused {
        var fetched = download.orElseThrow(() -> new StepRefused(
                        "PROVIDER_NOT_CONFIGURED",
                        "Published material is fetched by yt-dlp, which is not installed here: put it on PATH or name it"
                                + " in " + SourceDownload.CONFIGURED + ", or upload the recording."))
                .fetch(Objects.requireNonNull(source.url()), room);
        return new Taken(room.store(SOURCE, room.ownKey("source"), "video/mp4", fetched), fetched);
    }

    private static Optional<StepFile> captions(JobSource source, StepRoom room) throws StepRefused {
        var given = source.captionsKey();
        return given == null
                ? Optional.empty()
                : Optional.of(new StepFile(CAPTIONS, ownKey(given, room).value()));
    }

    /** A file that was uploaded is there before its job is made; where it is gone, no attempt brings it back. */
    private static StorageKey ownKey(String given, StepRoom room) throws StepRefused {
        StorageKey key;
        try {
            key = new StorageKey(given);
        } catch (IllegalArgumentException noKey) {
            throw new StepRefused("SOURCE_MISSING", "There is no such file in the storage of the workspace.");
        }
        if (!key.workspace().equals(room.order().workspaceId()) || !room.has(key)) {
            throw new StepRefused("SOURCE_MISSING", "There is no such file in the storage of the workspace.");
        }
        return key;
    }

    private MediaFacts probed(Path file, StepRoom room) throws IOException, StepRefused {
        try {
            return probe.probe(file, room.cancellation());
        } catch (MediaRefused refused) {
            throw new StepRefused(refused.refusal().name(), refused.refusal().message());
        }
    }

    private static List<StepFact> told(SourceFacts facts) {
        var picture = facts.media().picture();
        return List.of(
                new StepFact(
                        StepFact.DURATION,
                        Long.toString(facts.media().duration().toMillis())),
                new StepFact("sha256", facts.sha256()),
                new StepFact("bytes", Long.toString(facts.bytes())),
                new StepFact("picture", picture.width() + "x" + picture.height()),
                new StepFact("frameRate", picture.rate().toString()));
    }
}
