package org.backlot.clips.worker.step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backlot.clips.api.RenderSettings;
import org.backlot.clips.api.StepFact;
import org.backlot.clips.api.StepFile;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.api.Tighten;
import org.backlot.clips.worker.analysis.Analysis;
import org.backlot.clips.worker.analysis.Sound;
import org.backlot.clips.worker.captions.CaptionBlock;
import org.backlot.clips.worker.captions.CaptionFont;
import org.backlot.clips.worker.captions.CaptionLook;
import org.backlot.clips.worker.captions.CaptionStyle;
import org.backlot.clips.worker.captions.Colour;
import org.backlot.clips.worker.captions.Word;
import org.backlot.clips.worker.ffmpeg.FfmpegRunner;
import org.backlot.clips.worker.ffmpeg.Rational;
import org.backlot.clips.worker.probe.MediaProbe;
import org.backlot.clips.worker.probe.MediaRefused;
import org.backlot.clips.worker.reframe.Aspect;
import org.backlot.clips.worker.reframe.ReframePlan.Frames;
import org.backlot.clips.worker.render.BrandKit;
import org.backlot.clips.worker.render.ClipRenderer;
import org.backlot.clips.worker.render.KeptFrames;
import org.backlot.clips.worker.render.RenderSpec;
import org.backlot.clips.worker.render.Thumbnail;
import org.backlot.clips.worker.render.Tightening;
import org.backlot.media.api.StorageFolder;
import org.backlot.media.api.StorageKey;
import org.backlot.shared.Sha256;
import org.backlot.shared.captions.SrtWriter;
import org.backlot.shared.captions.TimedText;
import org.backlot.shared.captions.WebVttWriter;
import org.jspecify.annotations.Nullable;

/**
 * Makes the files of one version of a clip. What has been made by the same specification before is taken as it is, in
 * whichever job that was.
 */
final class RenderStep implements StepWork {
    static final String VIDEO = "video";
    static final String THUMBNAIL = "thumbnail";
    static final String SUBRIP = "captions.srt";
    static final String WEBVTT = "captions.vtt";
    static final String SPEC = "spec";

    private static final long LARGEST_FONT = 20_000_000;

    private final FfmpegRunner ffmpeg;
    private final ClipRenderer renderer;

    RenderStep(FfmpegRunner ffmpeg, MediaProbe probe) {
        this.ffmpeg = ffmpeg;
        this.renderer = new ClipRenderer(ffmpeg, probe);
    }

    /** As the job tells it. */
    record Ordered(long startMillis, long endMillis, RenderSettings render) {}

    /** All that is known of the clip before it is made. */
    private record Plan(
            SourceFacts source,
            Analysis analysis,
            Frames clip,
            List<Word> words,
            BrandKit kit,
            RenderSpec spec,
            String digest) {}

    @Override
    public StepKind kind() {
        return StepKind.RENDER;
    }

    @Override
    public StepOutcome run(StepRoom room) throws IOException, StepRefused {
        var ordered = room.settings(Ordered.class);
        var plan = plan(ordered, room);
        room.need(StorageFolder.RENDERS, plan.digest());
        var outputs = new ArrayList<>(picture(plan, room));
        outputs.addAll(subtitles(plan, room));
        outputs.add(room.store(
                SPEC,
                key(plan, "spec.json", room),
                "application/json",
                plan.spec().json()));
        return new StepOutcome.Done(outputs, told(ordered, plan), List.of());
    }

    private Plan plan(Ordered ordered, StepRoom room) throws IOException, StepRefused {
        var source = SourceFacts.of(room);
        var analysis = analysis(source, room);
        var clip = clip(ordered, analysis);
        var spoken = spoken(room);
        var kept = kept(ordered.render().tighten(), clip, spoken, analysis.rate(), room);
        var words = kept.wordsInClip(spoken, analysis.rate());
        var kit = kit(ordered.render(), room);
        var spec = RenderSpec.planned(
                ffmpeg.ffmpeg(),
                source.sha256(),
                source.media(),
                analysis,
                kept,
                Aspect.of(ordered.render().aspectRatio().ratio()),
                captions(ordered.render(), words),
                kit);
        return new Plan(source, analysis, clip, words, kit, spec, spec.digest());
    }

    /** The kit as it was when the version was asked for. */
    private static BrandKit kit(RenderSettings render, StepRoom room) throws IOException, StepRefused {
        if (render.brand() == null) {
            return BrandKit.none();
        }
        var contents = render.brand().contents();
        return new BrandKit(
                brandFile(contents.logoKey(), "logo", room),
                BrandKit.none().corner(),
                Optional.ofNullable(contents.watermark()),
                contents.colors().stream().findFirst().map(Colour::of),
                font(contents.fontKey(), room),
                brandFile(contents.outroKey(), "outro", room));
    }

    private static Optional<Path> font(@Nullable String key, StepRoom room) throws IOException, StepRefused {
        var file = brandFile(key, "font", room);
        if (file.isPresent()) {
            if (Files.size(file.get()) > LARGEST_FONT) {
                throw new StepRefused("BRAND_FONT_UNREADABLE", "The font of the brand kit has more than 20 MB.");
            }
            try {
                CaptionFont.of(file.get());
            } catch (IOException broken) {
                throw new StepRefused("BRAND_FONT_UNREADABLE", "The font of the brand kit is no TrueType font.");
            }
        }
        return file;
    }

    private static Optional<Path> brandFile(@Nullable String key, String name, StepRoom room)
            throws IOException, StepRefused {
        if (key == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(room.fetch(new StorageKey(key), name));
        } catch (IllegalArgumentException elsewhere) {
            throw new StepRefused("BRAND_FILE_MISSING", "The brand kit names no " + name + " of this workspace.");
        }
    }

    /** Either of the two steps may have been skipped; what they leave is the same. */
    private static Analysis analysis(SourceFacts source, StepRoom room) throws IOException {
        var seen = room.readInput(FaceTrackStep.FACES);
        if (seen.isEmpty()) {
            seen = room.readInput(SceneDetectStep.SCENES);
        }
        return seen.map(SharedAnalysis::read).orElseGet(() -> Analysis.unseen(source.media()));
    }

    private static Frames clip(Ordered ordered, Analysis analysis) throws StepRefused {
        long from = analysis.rate().nearestFrame(Duration.ofMillis(ordered.startMillis()));
        long to = Math.min(analysis.rate().nearestFrame(Duration.ofMillis(ordered.endMillis())), analysis.frames());
        if (to <= from) {
            throw new StepRefused("CLIP_BEYOND_END", "The recording ends before the clip begins.");
        }
        return new Frames(from, to);
    }

    /** Where nobody has heard silences or words, there is nothing to take out. */
    private static KeptFrames kept(
            @Nullable Tighten asked, Frames clip, List<Word> spoken, Rational rate, StepRoom room) throws IOException {
        if (asked == null) {
            return KeptFrames.all(clip);
        }
        var silences = asked.silences()
                ? room.readInput(AudioAnalyzeStep.ENERGY)
                        .map(AudioAnalyzeStep::read)
                        .map(Sound::silences)
                        .orElse(List.of())
                : List.<Sound.Silence>of();
        var tightening = Tightening.standard();
        return (asked.fillers() ? tightening : tightening.keepingFillers()).apply(clip, silences, spoken, rate);
    }

    private static List<Word> spoken(StepRoom room) throws IOException {
        return ClipSelectStep.transcript(room).words().stream()
                .map(word -> new Word(word.text(), word.startMillis(), word.endMillis()))
                .toList();
    }

    private static Optional<RenderSpec.CaptionSpec> captions(RenderSettings render, List<Word> words) {
        if (words.isEmpty() || render.captionStyle() == org.backlot.clips.api.CaptionStyle.NONE) {
            return Optional.empty();
        }
        var style = CaptionStyle.of(render.captionStyle().wireName());
        return Optional.of(new RenderSpec.CaptionSpec(style, CaptionLook.standard(), words));
    }

    private List<StepFile> picture(Plan plan, StepRoom room) throws IOException, StepRefused {
        var video = key(plan, "clip.mp4", room);
        var thumbnail = key(plan, "thumbnail.jpg", room);
        if (room.has(video) && room.has(thumbnail)) {
            return List.of(new StepFile(VIDEO, video.value()), new StepFile(THUMBNAIL, thumbnail.value()));
        }
        var source = room.fetchNeeded(IngestStep.SOURCE);
        var media = plan.source().media();
        var spec = plan.spec();
        var file = room.folder().file("clip.mp4");
        try {
            renderer.render(spec, source, media, plan.kit(), file, room.folder(), room.cancellation(), room::progress);
        } catch (MediaRefused outro) {
            throw new StepRefused(outro.refusal().name(), outro.refusal().message());
        }
        var still = room.folder().file("thumbnail.jpg");
        new Thumbnail(ffmpeg)
                .make(
                        spec,
                        source,
                        media,
                        Thumbnail.bestFrame(plan.analysis(), spec.kept()),
                        Optional.empty(),
                        CaptionFont.bundled(),
                        still,
                        room.folder(),
                        room.cancellation());
        return List.of(
                room.store(VIDEO, video, "video/mp4", file), room.store(THUMBNAIL, thumbnail, "image/jpeg", still));
    }

    /** Also where no words are burnt in: they are no part of the specification then, so they name their files. */
    private static List<StepFile> subtitles(Plan plan, StepRoom room) {
        var texts = CaptionBlock.of(plan.words()).stream()
                .map(block -> TimedText.ofMilliseconds(block.from(), block.until(), block.text()))
                .toList();
        if (texts.isEmpty()) {
            return List.of();
        }
        var subrip = SrtWriter.write(texts);
        var name = "captions-" + Sha256.hex(subrip).substring(0, 16);
        return List.of(
                room.store(SUBRIP, key(plan, name + ".srt", room), "application/x-subrip", subrip),
                room.store(WEBVTT, key(plan, name + ".vtt", room), "text/vtt", WebVttWriter.write(texts)));
    }

    private static StorageKey key(Plan plan, String file, StepRoom room) {
        return room.sharedKey(StorageFolder.RENDERS, plan.digest(), file);
    }

    private static List<StepFact> told(Ordered ordered, Plan plan) {
        var spec = plan.spec();
        var facts = new ArrayList<StepFact>();
        facts.add(new StepFact(StepFact.PIPELINE_VERSION, spec.pipelineVersion()));
        facts.add(new StepFact(StepFact.FFMPEG_VERSION, spec.ffmpegVersion()));
        facts.add(new StepFact("frames", Long.toString(spec.kept().count())));
        if (ordered.render().tighten() != null) {
            long takenOut = plan.clip().count() - spec.kept().count();
            facts.add(new StepFact("framesTakenOut", Long.toString(takenOut)));
        }
        spec.models().forEach((name, digest) -> facts.add(new StepFact("model." + name, digest)));
        var brand = ordered.render().brand();
        if (brand != null
                && !brand.contents().fonts().isEmpty()
                && brand.contents().fontKey() == null) {
            // The kit names fonts and does not carry one: a clip without them must not pass for one with them.
            facts.add(new StepFact("brandFonts", "not applied"));
        }
        return List.copyOf(facts);
    }
}
