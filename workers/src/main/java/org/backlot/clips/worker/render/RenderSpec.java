// "Why does it look like this?" must have an answer years later, and asking for the same again must give the same.
package org.backlot.clips.worker.render;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.backlot.clips.worker.analysis.Analysis;
import org.backlot.clips.worker.captions.CaptionLook;
import org.backlot.clips.worker.captions.CaptionStyle;
import org.backlot.clips.worker.captions.Word;
import org.backlot.clips.worker.ffmpeg.Ffmpeg;
import org.backlot.clips.worker.ffmpeg.Rational;
import org.backlot.clips.worker.loudness.LoudnessTarget;
import org.backlot.clips.worker.probe.MediaFacts;
import org.backlot.clips.worker.reframe.Aspect;
import org.backlot.clips.worker.reframe.ReframePlan;
import org.backlot.clips.worker.reframe.Reframer;
import org.backlot.shared.Sha256;
import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that decides how a clip looks and sounds. The same specification gives the same frames, decoded, on every
 * machine of the same kind with the same ffmpeg.
 *
 * @param pipelineVersion of this code: raised when it makes something else of the same specification
 * @param ffmpegVersion as it says itself
 * @param models SHA-256 of every file that took part: models of faces and speech, fonts, logo, outro; by name
 * @param source SHA-256 of the recording
 * @param rate frames per second of clip and analysis
 * @param variableRate whether the recording's own frames come irregularly
 * @param kept what the clip is made of
 * @param plan how its picture is cut out
 * @param width of the clip
 * @param height of the clip
 * @param captions where words are shown
 * @param drawnByFfmpeg whether libass draws them; it does so where the ffmpeg has it
 * @param watermark as in the brand kit
 * @param corner where the logo stands, if there is one
 * @param loudness how loud it should be
 * @param encoder how it is coded
 */
public record RenderSpec(
        String pipelineVersion,
        String ffmpegVersion,
        Map<String, String> models,
        String source,
        Rational rate,
        boolean variableRate,
        KeptFrames kept,
        ReframePlan plan,
        int width,
        int height,
        Optional<CaptionSpec> captions,
        boolean drawnByFfmpeg,
        Optional<String> watermark,
        BrandKit.Corner corner,
        LoudnessTarget loudness,
        Encoder encoder) {
    /** What this code is. */
    public static final String PIPELINE = "2";

    private static final JsonMapper JSON = JsonMapper.shared();

    public RenderSpec {
        models = Map.copyOf(models);
        if (width <= 0 || height <= 0 || width % 2 != 0 || height % 2 != 0) {
            throw new IllegalArgumentException("No size for a clip: " + width + "x" + height);
        }
    }

    /** @param words in order, with times of the clip */
    public record CaptionSpec(CaptionStyle style, CaptionLook look, List<Word> words) {
        public CaptionSpec {
            words = List.copyOf(words);
        }
    }

    /**
     * H.264 by x264.
     *
     * @param quality constant rate factor: 18 is hardly to be told from the original, 23 is usual
     * @param threads always as many: another number gives other bytes
     */
    public record Encoder(String preset, int quality, int threads) {
        public Encoder {
            if (!preset.matches("[a-z]+") || quality < 0 || quality > 51 || threads < 1) {
                throw new IllegalArgumentException("x264 cannot work like this: " + preset + ", " + quality);
            }
        }

        public static Encoder standard() {
            return new Encoder("veryfast", 20, 4);
        }
    }

    /**
     * What is to be made of an analysed recording, with all that takes part.
     *
     * @param ffmpeg that will make it
     * @param source SHA-256 of the recording
     * @param facts of the recording
     * @param captions with times of the clip: {@link KeptFrames#wordsInClip} moves them there
     * @throws IOException where a file of the kit cannot be read
     */
    public static RenderSpec planned(
            Ffmpeg ffmpeg,
            String source,
            MediaFacts facts,
            Analysis analysis,
            KeptFrames kept,
            Aspect aspect,
            Optional<CaptionSpec> captions,
            BrandKit kit)
            throws IOException {
        var models = new TreeMap<>(analysis.models());
        models.putAll(kit.hashes());
        return new RenderSpec(
                PIPELINE,
                ffmpeg.version(),
                models,
                source,
                analysis.rate(),
                facts.picture().variableRate(),
                kept,
                new Reframer(analysis, aspect).plan(kept.span()),
                aspect.width(),
                aspect.height(),
                captions,
                ffmpeg.drawsCaptions(),
                kit.watermark(),
                kit.corner(),
                LoudnessTarget.platforms(),
                Encoder.standard());
    }

    /** The same for a single frame of it. */
    RenderSpec at(long frame) {
        long inPlan = frame - kept.span().from();
        return new RenderSpec(
                pipelineVersion,
                ffmpegVersion,
                models,
                source,
                rate,
                variableRate,
                KeptFrames.all(new ReframePlan.Frames(frame, frame + 1)),
                plan.at(inPlan),
                width,
                height,
                captions,
                drawnByFfmpeg,
                watermark,
                corner,
                loudness,
                encoder);
    }

    /** As JSON, for keeping. */
    public String json() {
        return JSON.writeValueAsString(this);
    }

    public static RenderSpec of(String json) {
        return JSON.readValue(json, RenderSpec.class);
    }

    /** SHA-256 of the canonical JSON (RFC 8785), hexadecimal: equal for equal specifications. */
    public String digest() {
        try {
            return HexFormat.of()
                    .formatHex(Sha256.of(
                            new JsonCanonicalizer(json()).getEncodedString().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException failure) {
            throw new IllegalStateException("Jackson writes valid JSON", failure);
        }
    }
}
