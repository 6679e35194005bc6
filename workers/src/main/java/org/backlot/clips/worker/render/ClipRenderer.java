package org.backlot.clips.worker.render;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleConsumer;
import org.backlot.clips.worker.captions.CaptionFont;
import org.backlot.clips.worker.captions.Captions;
import org.backlot.clips.worker.ffmpeg.Cancellation;
import org.backlot.clips.worker.ffmpeg.FfmpegRun;
import org.backlot.clips.worker.ffmpeg.FfmpegRunner;
import org.backlot.clips.worker.ffmpeg.WorkFolder;
import org.backlot.clips.worker.loudness.Loudness;
import org.backlot.clips.worker.loudness.LoudnessNormalizer;
import org.backlot.clips.worker.probe.MediaFacts;
import org.backlot.clips.worker.probe.MediaProbe;
import org.backlot.clips.worker.probe.MediaRefused;

/**
 * Makes the file of a clip: MP4, H.264 and AAC, ready to play before it is loaded, and with nothing in it that the
 * recording's file said of its maker.
 */
public final class ClipRenderer {
    /** A second of clip may take this long, and a clip never less than a minute. */
    private static final int SLOWEST = 20;

    private static final Duration LEAST_TIME = Duration.ofMinutes(2);
    private static final long BYTES_PER_SECOND = 8_000_000;
    private static final long LEAST_BYTES = 50_000_000;

    private final FfmpegRunner ffmpeg;
    private final MediaProbe probe;

    /** @param probe for outros */
    public ClipRenderer(FfmpegRunner ffmpeg, MediaProbe probe) {
        this.ffmpeg = ffmpeg;
        this.probe = probe;
    }

    /**
     * What came out.
     *
     * @param file the clip
     * @param frames it has, outro included
     * @param length of its picture
     * @param loudness as measured in it
     */
    public record RenderedClip(Path file, long frames, Duration length, Loudness loudness) {}

    /**
     * @param source the recording whose SHA-256 the specification names
     * @param facts of the recording
     * @param kit files only; texts and colours are in the specification already
     * @param target the file to make
     * @param done hears how much is done, 0 to 1
     * @throws IllegalArgumentException where a file of the kit is not the one that was specified
     * @throws MediaRefused where the outro is no recording we take
     * @throws org.backlot.clips.worker.ffmpeg.FfmpegFailed where it could not be made, or was cancelled
     */
    public RenderedClip render(
            RenderSpec spec,
            Path source,
            MediaFacts facts,
            BrandKit kit,
            Path target,
            WorkFolder work,
            Cancellation cancellation,
            DoubleConsumer done)
            throws IOException, MediaRefused {
        checkFiles(spec, kit);
        var font = kit.captionFont();
        var outro = outro(kit, spec, cancellation);
        var mix = new ClipSound(ffmpeg).mix(source, facts, spec.kept(), spec.rate(), outro, work, cancellation);
        var sound = new LoudnessNormalizer(ffmpeg).normalize(mix, spec.loudness(), work, cancellation);
        long frames = spec.kept().count() + outro.map(ClipSound.Outro::frames).orElse(0L);
        var length = spec.rate().durationOf(frames);
        var written = new AtomicLong();
        var run = new Graph(spec, kit, font, work.path()).run(source, facts, outro, sound.file());
        ffmpeg.run(
                encoded(run, spec)
                        .to(target)
                        .in(work.path())
                        .within(longer(length.multipliedBy(SLOWEST), LEAST_TIME))
                        .atMost(LEAST_BYTES + BYTES_PER_SECOND * (length.toSeconds() + 1))
                        .telling(progress -> {
                            written.set(progress.frames());
                            done.accept(progress.of(length));
                        }),
                cancellation);
        if (written.get() != frames) {
            throw new IOException("The clip has " + written.get() + " frames instead of " + frames
                    + ": the recording ends before the clip does");
        }
        return new RenderedClip(target, frames, length, sound.loudness());
    }

    /** Another logo under the same specification would be another clip. */
    private static void checkFiles(RenderSpec spec, BrandKit kit) throws IOException {
        for (var file : kit.hashes().entrySet()) {
            var specified = spec.models().get(file.getKey());
            if (specified != null && !specified.equals(file.getValue())) {
                throw new IllegalArgumentException("The " + file.getKey() + " is not the one that was specified");
            }
        }
    }

    private Optional<ClipSound.Outro> outro(BrandKit kit, RenderSpec spec, Cancellation cancellation)
            throws IOException, MediaRefused {
        if (kit.outro().isEmpty()) {
            return Optional.empty();
        }
        var file = kit.outro().get();
        var facts = probe.probe(file, cancellation);
        // A header may be a frame too long; the picture then ends with its last frame repeated.
        return Optional.of(new ClipSound.Outro(file, facts, spec.rate().nearestFrame(facts.duration())));
    }

    // x264's lookahead in a thread of its own chooses differently when frames come slowly: of the same frames came one
    // clip in four with other bytes. Without it a clip takes a seventh longer.
    private static FfmpegRun encoded(FfmpegRun run, RenderSpec spec) {
        var encoder = spec.encoder();
        long keyFrames = Math.round(2 * spec.rate().asDouble());
        return run.add("-c:v", "libx264", "-preset", encoder.preset(), "-crf", Integer.toString(encoder.quality()))
                .add("-profile:v", "high", "-pix_fmt", "yuv420p", "-threads", Integer.toString(encoder.threads()))
                .add("-x264-params", "sync-lookahead=0")
                .add("-g", Long.toString(keyFrames), "-c:a", "copy")
                .add("-map_metadata", "-1", "-map_chapters", "-1", "-movflags", "+faststart")
                .add("-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact")
                .add("-f", "mp4");
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Inputs and filters of the one run that makes the picture. */
    private static final class Graph {
        private final RenderSpec spec;
        private final BrandKit kit;
        private final CaptionFont font;
        private final Path folder;
        private final FfmpegRun run = new FfmpegRun();
        private final StringBuilder filters = new StringBuilder();
        private int inputs;
        private int step;
        private String last = "picture";

        Graph(RenderSpec spec, BrandKit kit, CaptionFont font, Path folder) {
            this.spec = spec;
            this.kit = kit;
            this.font = font;
            this.folder = folder;
        }

        FfmpegRun run(Path source, MediaFacts facts, Optional<ClipSound.Outro> outro, Path sound) throws IOException {
            var picture = new ClipPicture(spec, facts);
            picture.open(source, run);
            inputs = 1;
            filters.append(picture.graph(folder));
            brand();
            captions();
            outro.ifPresent(this::append);
            run.file(sound, "mov");
            int soundInput = inputs++;
            return run.add(
                    "-filter_complex", filters.toString(), "-map", "[" + last + "]", "-map", soundInput + ":a:0");
        }

        private void brand() throws IOException {
            var pictures = new BrandPictures(spec.width(), spec.height());
            if (spec.watermark().isPresent()) {
                lay(pictures.watermark(spec.watermark().get(), font, folder.resolve("watermark.png")));
            }
            if (kit.logo().isPresent()) {
                lay(pictures.logo(kit.logo().get(), spec.corner(), folder.resolve("logo.png")));
            }
        }

        private void lay(BrandPictures.Laid laid) {
            run.picture(laid.file());
            filter("[" + last + "][" + inputs++ + ":v]overlay=x=" + laid.x() + ":y=" + laid.y());
        }

        private void captions() throws IOException {
            if (spec.captions().isEmpty()) {
                return;
            }
            var asked = spec.captions().get();
            var captions = new Captions(
                    asked.words(), asked.style(), asked.look(), font, spec.width(), spec.height(), spec.rate());
            if (captions.isEmpty()) {
                return;
            }
            if (spec.drawnByFfmpeg()) {
                filter("[" + last + "]" + captions.assFilter(folder));
            } else {
                filter("[" + last + "][" + inputs++ + ":v]"
                        + captions.overlay(run, spec.kept().count()));
            }
        }

        private void append(ClipSound.Outro outro) {
            run.file(outro.file(), outro.facts().demuxer());
            var size = spec.width() + ":" + spec.height();
            filters.append(";[")
                    .append(inputs++)
                    .append(":v:0]fps=")
                    .append(spec.rate())
                    .append(":start_time=0,scale=")
                    .append(size)
                    .append(":force_original_aspect_ratio=decrease,pad=")
                    .append(size)
                    .append(":-1:-1,setsar=1,format=yuv420p,tpad=stop=-1:stop_mode=clone,trim=end_frame=")
                    .append(outro.frames())
                    .append("[outro]");
            filter("[" + last + "]format=yuv420p[clip];[clip][outro]concat=n=2:v=1:a=0");
        }

        private void filter(String filter) {
            last = "step" + step++;
            filters.append(';').append(filter).append('[').append(last).append(']');
        }
    }
}
