package org.backlot.clips.worker.step;

import java.io.IOException;
import org.backlot.clips.api.StepFile;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.worker.analysis.Sound;
import org.backlot.clips.worker.analysis.SoundAnalyzer;
import org.backlot.shared.Sha256;
import tools.jackson.databind.json.JsonMapper;

/** Finds how loud it is when, and when it is silent. */
final class AudioAnalyzeStep implements StepWork {
    static final String ENERGY = "energy";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final SoundAnalyzer sound;

    AudioAnalyzeStep(SoundAnalyzer sound) {
        this.sound = sound;
    }

    static Sound read(String json) {
        return JSON.readValue(json, Sound.class);
    }

    @Override
    public StepKind kind() {
        return StepKind.AUDIO_ANALYZE;
    }

    @Override
    public StepOutcome run(StepRoom room) throws IOException, StepRefused {
        var audio = room.input(AudioExtractStep.AUDIO).orElseThrow(() -> StepRoom.missing(AudioExtractStep.AUDIO));
        // The sound lies under a key that follows from its recording; so what is heard in it follows from the key.
        var key = room.sharedKey("analysis", Sha256.hex(audio.value()), "energy-1.json");
        if (room.has(key)) {
            return StepOutcome.Done.of(new StepFile(ENERGY, key.value()));
        }
        var heard = sound.analyse(
                room.fetch(audio, AudioExtractStep.AUDIO),
                AudioExtractStep.DEMUXER,
                room.folder(),
                room.cancellation());
        return StepOutcome.Done.of(room.store(ENERGY, key, "application/json", JSON.writeValueAsBytes(heard)));
    }
}
