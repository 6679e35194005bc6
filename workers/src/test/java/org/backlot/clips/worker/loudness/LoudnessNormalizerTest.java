// Platforms turn down what is loud, and never up what is quiet. The finished file is what counts, so it is measured.
package org.backlot.clips.worker.loudness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.backlot.clips.worker.Material;
import org.backlot.clips.worker.ffmpeg.Cancellation;
import org.backlot.clips.worker.ffmpeg.FfmpegRun;
import org.backlot.clips.worker.ffmpeg.WorkFolder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoudnessNormalizerTest {
    @TempDir
    Path folder;

    private Path mix(FfmpegRun source, String filter) {
        var mix = folder.resolve("mix.wav");
        Material.run(
                source.add("-af", filter + ",aformat=channel_layouts=stereo:sample_rates=48000", "-c:a", "pcm_f32le")
                        .to(mix));
        return mix;
    }

    private Loudness normalized(Path mix) throws Exception {
        try (var work = WorkFolder.under(folder.resolve("work"), 1)) {
            var made = new LoudnessNormalizer(Material.ffmpeg())
                    .normalize(mix, LoudnessTarget.platforms(), work, Cancellation.none());
            // Once more, by the meter on the file itself.
            var heard = new LoudnessMeter(Material.ffmpeg()).measure(made.file(), "mov", Cancellation.none());
            assertThat(heard).isEqualTo(made.loudness());
            return heard;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "volume=0.05",
                "volume=4",
                // Speech with claps: peaks 30 dB above it stand in the way.
                "volume='if(lt(mod(t,3),0.01),8,0.06)':eval=frame",
                "volume='0.02+0.5*gt(mod(t,6),4)':eval=frame"
            })
    @DisplayName("CLP-6: real speech, quiet, clipped, with claps or uneven, comes out at -14 LUFS and at most -1 dBTP")
    void speech(String treatment) throws Exception {
        var speech = new FfmpegRun().add("-i", "src/test/resources/media/jfk.wav");

        var loudness = normalized(mix(speech, treatment));

        assertThat(loudness.integrated()).isCloseTo(-14, within(1.0));
        assertThat(loudness.truePeak()).isLessThanOrEqualTo(-1);
    }

    @Test
    @DisplayName("CLP-6: silence stays silence")
    void silence() throws Exception {
        assertThat(normalized(mix(new FfmpegRun().generated("anullsrc=duration=3"), "anull")))
                .matches(Loudness::isSilence);
    }
}
