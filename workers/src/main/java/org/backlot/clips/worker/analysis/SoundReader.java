package org.backlot.clips.worker.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backlot.clips.worker.analysis.Sound.LoudMoment;
import org.backlot.clips.worker.analysis.Sound.Silence;

/** Reads what {@code ametadata=print} writes behind {@code ebur128} and {@code silencedetect}. */
final class SoundReader {
    private static final String SILENCE = "silencedetect=noise=-40dB:duration=0.3";
    /** Quieter than this is no sound, and says nothing about what is usual. */
    private static final double AUDIBLE = -60;

    private static final double LOUDER_THAN_USUAL = 8;
    private static final double ONE_MOMENT = 2;
    private static final double NOTHING = -120.7;

    /** The filters whose findings it reads, and that write them into a file. */
    static String filters(String file) {
        return "ebur128=metadata=1," + SILENCE + ",ametadata=mode=print:file=" + file;
    }

    static Sound read(Path file) throws IOException {
        var reader = new SoundReader();
        try (var lines = Files.lines(file)) {
            lines.forEach(reader::accept);
        }
        return reader.sound();
    }

    private final List<Double> momentary = new ArrayList<>();
    private final List<Silence> silences = new ArrayList<>();
    private double integrated = NOTHING;
    private Optional<Double> silentSince = Optional.empty();

    void accept(String line) {
        int equals = line.indexOf('=');
        if (equals < 0) {
            return;
        }
        var value = line.substring(equals + 1);
        switch (line.substring(0, equals)) {
            case "lavfi.r128.M" -> momentary.add(number(value));
            case "lavfi.r128.I" -> integrated = number(value);
            case "lavfi.silence_start" -> silentSince = Optional.of(Math.max(0, number(value)));
            case "lavfi.silence_end" -> endSilence(number(value));
            default -> {
                // Short-term values, range and durations are not used.
            }
        }
    }

    private void endSilence(double at) {
        silentSince.ifPresent(since -> silences.add(new Silence(since, at)));
        silentSince = Optional.empty();
    }

    /** Of what is digitally silent ffmpeg says that it is no number, at times with a sign. */
    private static double number(String text) {
        return text.endsWith("nan") || text.endsWith("inf") ? NOTHING : Double.parseDouble(text);
    }

    Sound sound() {
        silentSince.ifPresent(_ -> endSilence(momentary.size() * Sound.STEP));
        return new Sound(momentary, integrated, silences, loudMoments());
    }

    private List<LoudMoment> loudMoments() {
        var audible =
                momentary.stream().filter(value -> value > AUDIBLE).sorted().toList();
        if (audible.isEmpty()) {
            return List.of();
        }
        double loud = audible.get(audible.size() / 2) + LOUDER_THAN_USUAL;
        var moments = new ArrayList<LoudMoment>();
        for (int i = 0; i < momentary.size(); i++) {
            if (momentary.get(i) >= loud) {
                add(moments, i * Sound.STEP, momentary.get(i));
            }
        }
        return moments;
    }

    private static void add(List<LoudMoment> moments, double at, double loudness) {
        double until = at + Sound.STEP;
        if (!moments.isEmpty() && at - moments.getLast().to() < ONE_MOMENT) {
            var last = moments.removeLast();
            moments.add(new LoudMoment(last.from(), until, Math.max(last.peak(), loudness)));
        } else {
            moments.add(new LoudMoment(at, until, loudness));
        }
    }
}
