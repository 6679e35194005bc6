package org.backlot.clips.worker.step;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.worker.analysis.FaceDetector;
import org.backlot.clips.worker.analysis.HaarFaceDetector;
import org.backlot.clips.worker.analysis.SoundAnalyzer;
import org.backlot.clips.worker.ffmpeg.Ffmpeg;
import org.backlot.clips.worker.ffmpeg.FfmpegRunner;
import org.backlot.clips.worker.probe.MediaLimits;
import org.backlot.clips.worker.probe.MediaProbe;
import org.backlot.clips.worker.render.RenderSpec;
import org.backlot.clips.worker.selection.ClipRanker;
import org.backlot.clips.worker.selection.ModelRanker;
import org.backlot.platform.worker.model.LanguageModels;

/**
 * The works of all nine kinds of steps.
 *
 * @param all one of each kind
 */
public record StepWorks(List<StepWork> all) {
    public StepWorks {
        all = List.copyOf(all);
    }

    /**
     * What some machines have and others do not.
     *
     * @param faces a new detector for each recording
     * @param transcriber hears speech; without one only captions that came along are known
     * @param rankers put clips in order, the first of them that answers as it should; without one our own score does
     * @param download fetches published material; without one only uploads are taken
     */
    public record Extras(
            Supplier<FaceDetector> faces,
            Optional<Transcriber> transcriber,
            List<ClipRanker> rankers,
            Optional<SourceDownload> download) {
        public Extras {
            rankers = List.copyOf(rankers);
        }

        /** Nothing but ffmpeg. */
        public static Extras none() {
            return new Extras(FaceDetector::blind, Optional.empty(), List.of(), Optional.empty());
        }

        /**
         * What is installed or configured here.
         *
         * @param environment of the process, as {@link System#getenv()} gives it
         * @param programs folder for what has to be a file to be used, such as natives
         */
        public static Extras found(Ffmpeg ffmpeg, Map<String, String> environment, Path programs, Clock clock) {
            var runner = new FfmpegRunner(ffmpeg);
            return new Extras(
                    () -> new HaarFaceDetector(programs),
                    OpenAiSpeech.configured(environment, runner)
                            .or(() -> DeepgramSpeech.configured(environment, runner))
                            .or(() -> Pocketsphinx.find(environment, runner)),
                    LanguageModels.configured(environment, clock).stream()
                            .<ClipRanker>map(ModelRanker::new)
                            .toList(),
                    SourceDownload.find(environment, ffmpeg));
        }

        /** With models that put clips in order. */
        public Extras with(List<ClipRanker> models) {
            return new Extras(faces, transcriber, models, download);
        }
    }

    /** The works of a machine with this ffmpeg. */
    public static StepWorks of(Ffmpeg ffmpeg, Extras extras) {
        var runner = new FfmpegRunner(ffmpeg);
        var probe = new MediaProbe(runner, MediaLimits.standard());
        var analyses = new SharedAnalysis(runner, extras.faces());
        var madeBy = String.join(
                "\n",
                RenderSpec.PIPELINE,
                ffmpeg.version(),
                extras.transcriber().map(Transcriber::name).orElse(""),
                extras.rankers().stream().map(ClipRanker::name).collect(Collectors.joining(",")));
        return new StepWorks(Stream.<StepWork>of(
                        new IngestStep(probe, extras.download()),
                        new AudioExtractStep(runner),
                        new TranscribeStep(extras.transcriber()),
                        new SceneDetectStep(analyses),
                        new FaceTrackStep(analyses),
                        new AudioAnalyzeStep(new SoundAnalyzer(runner)),
                        new ClipSelectStep(extras.rankers()),
                        new RenderStep(runner, probe),
                        new ExportStep())
                .<StepWork>map(work -> new OncePerOrder(work, madeBy))
                .toList());
    }

    /** The work of a kind. */
    public StepWork of(StepKind kind) {
        return all.stream()
                .filter(work -> work.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody does " + kind));
    }
}
