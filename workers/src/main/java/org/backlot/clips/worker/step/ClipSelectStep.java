package org.backlot.clips.worker.step;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.backlot.clips.api.StepFact;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.worker.analysis.Analysis;
import org.backlot.clips.worker.analysis.Sound;
import org.backlot.clips.worker.selection.ClipLimits;
import org.backlot.clips.worker.selection.ClipRanker;
import org.backlot.clips.worker.selection.ClipSelection;
import org.backlot.clips.worker.selection.ClipSelection.Selection;
import org.backlot.clips.worker.selection.EnergyCurve;
import org.backlot.clips.worker.selection.Material;
import org.backlot.clips.worker.transcript.Transcript;
import org.backlot.clips.worker.transcript.TranscriptJson;
import org.backlot.clips.worker.transcript.UnreadableTranscript;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Chooses the clips, by whatever is known of the recording. */
final class ClipSelectStep implements StepWork {
    static final String RANKING = "ranking";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long MILLIS = 1_000;

    private final List<ClipRanker> rankers;

    /** @param rankers in the order in which they are asked; without one our own score does */
    ClipSelectStep(List<ClipRanker> rankers) {
        this.rankers = List.copyOf(rankers);
    }

    /** As the job tells it. */
    record Ordered(
            int maxClips,
            int minSeconds,
            int maxSeconds,
            @Nullable Long durationMillis) {
        ClipLimits limits() {
            return new ClipLimits(maxClips, minSeconds * MILLIS, maxSeconds * MILLIS);
        }
    }

    @Override
    public StepKind kind() {
        return StepKind.CLIP_SELECT;
    }

    @Override
    public StepOutcome run(StepRoom room) throws IOException, StepRefused {
        var ordered = room.settings(Ordered.class);
        var material = material(ordered, room);
        var selection = ClipSelection.select(material, ordered.limits(), rankers);
        if (selection.clips().isEmpty()) {
            throw new StepRefused(
                    "NOTHING_TO_CHOOSE",
                    "The recording has no part of %d to %d seconds that begins and ends where something does."
                            .formatted(ordered.minSeconds(), ordered.maxSeconds()));
        }
        var ranking =
                room.store(RANKING, room.ownKey("ranking.json"), "application/json", JSON.writeValueAsBytes(selection));
        return new StepOutcome.Done(List.of(ranking), List.of(rankedBy(selection)), selection.clips());
    }

    private static StepFact rankedBy(Selection selection) {
        return new StepFact("rankedBy", selection.rankedBy().name());
    }

    private static Material material(Ordered ordered, StepRoom room) throws IOException, StepRefused {
        var analysis = room.readInput(SceneDetectStep.SCENES).map(SharedAnalysis::read);
        return new Material(
                duration(ordered, analysis),
                transcript(room),
                analysis.map(ClipSelectStep::cuts).orElse(List.of()),
                room.readInput(AudioAnalyzeStep.ENERGY)
                        .map(AudioAnalyzeStep::read)
                        .map(ClipSelectStep::curve)
                        .orElseGet(EnergyCurve::unknown));
    }

    /** Where the picture ends before the sound does, a clip ends with the picture. */
    private static long duration(Ordered ordered, Optional<Analysis> analysis) throws StepRefused {
        long said = Optional.ofNullable(ordered.durationMillis()).orElse(Long.MAX_VALUE);
        long seen = analysis.map(
                        picture -> picture.rate().durationOf(picture.frames()).toMillis())
                .orElse(Long.MAX_VALUE);
        long duration = Math.min(said, seen);
        if (duration == Long.MAX_VALUE) {
            throw new StepRefused("INPUT_MISSING", "nobody has said how long the recording is");
        }
        return duration;
    }

    /** What is said, empty where nobody knows; of the clip's own words as well as of the recording's. */
    static Transcript transcript(StepRoom room) throws IOException {
        var json = room.readInput(TranscribeStep.TRANSCRIPT);
        if (json.isEmpty()) {
            return new Transcript(List.of());
        }
        try {
            return TranscriptJson.read(json.get());
        } catch (UnreadableTranscript broken) {
            throw new IOException("the transcript of the step before cannot be read", broken);
        }
    }

    private static List<Long> cuts(Analysis analysis) {
        return analysis.cuts().stream()
                .map(cut -> analysis.rate().durationOf(cut).toMillis())
                .toList();
    }

    private static EnergyCurve curve(Sound sound) {
        return new EnergyCurve(
                Math.round(Sound.STEP * MILLIS),
                sound.momentary().stream().mapToDouble(Double::doubleValue).toArray());
    }
}
