// A static ffmpeg comes without ffprobe. What it prints about its input is made for people, but its form has not
// changed in ten years.
package org.backlot.clips.worker.probe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.backlot.clips.worker.probe.MediaFacts.Sound;

/** Reads what {@code ffmpeg -i} prints. */
final class FfmpegPrint {
    private static final Pattern DURATION =
            Pattern.compile("^  Duration: (\\d+):(\\d\\d):(\\d\\d)\\.(\\d\\d).*?(?:bitrate: (\\d+) kb/s)?$");
    private static final Pattern STREAM =
            Pattern.compile("^ +Stream #0:(\\d+)(?:\\[[^]]*])?(?:\\([^)]*\\))?: (Video|Audio): (\\S+?),? .*");
    private static final Pattern SIZE = Pattern.compile("[, ](\\d{1,5})x(\\d{1,5})(?:[, ]|$)");
    private static final Pattern PIXEL_SHAPE = Pattern.compile("\\bSAR (\\d+):(\\d+)");
    private static final Pattern RATE = Pattern.compile("([0-9.]+)(k?) (fps|tbr)");
    private static final Pattern SOUND = Pattern.compile(", (\\d+) Hz, ([^,]+)");
    private static final Pattern CHANNELS = Pattern.compile("(\\d+)(?:\\.(\\d))?(?: channels.*|\\(.*\\))?");
    private static final Pattern ROTATION = Pattern.compile("rotation of (-?\\d+)(?:\\.\\d+)? degrees");
    private static final Pattern TIMECODE =
            Pattern.compile("^ +timecode +: (\\d\\d:\\d\\d:\\d\\d[:;.]\\d\\d)$", Pattern.CASE_INSENSITIVE);

    private Duration duration = Duration.ZERO;
    private long bitRate;
    private Optional<Described.Stream> picture = Optional.empty();
    private Optional<Sound> sound = Optional.empty();
    private Optional<String> timecode = Optional.empty();
    private boolean inPicture;

    private FfmpegPrint() {}

    static Described read(List<String> lines) {
        var print = new FfmpegPrint();
        for (var line : lines) {
            if (line.startsWith("Output #")) {
                break;
            }
            print.accept(line);
        }
        return new Described(print.duration, print.bitRate, print.picture, print.sound, print.timecode);
    }

    private void accept(String line) {
        var length = DURATION.matcher(line);
        var stream = STREAM.matcher(line);
        var code = TIMECODE.matcher(line);
        var turn = ROTATION.matcher(line);
        if (length.matches()) {
            duration = Duration.ofHours(number(length, 1))
                    .plusMinutes(number(length, 2))
                    .plusSeconds(number(length, 3))
                    .plusMillis(10 * number(length, 4));
            bitRate = length.group(5) == null ? 0 : 1_000 * number(length, 5);
        } else if (stream.matches()) {
            acceptStream(line, stream);
        } else if (code.matches()) {
            timecode = timecode.or(() -> Optional.of(code.group(1)));
        } else if (turn.find() && inPicture) {
            // The print says how far the picture was turned against the clock; we say how far it has to be turned.
            int turned = (int) Math.floorMod(-number(turn, 1), 360L);
            picture = picture.map(was -> new Described.Stream(
                    was.index(), was.codec(), was.width(), was.height(), was.pixelShape(), turned, was.averageRate()));
        }
    }

    private void acceptStream(String line, Matcher stream) {
        inPicture = false;
        if (stream.group(2).equals("Audio")) {
            sound = sound.or(() -> sound(line, stream.group(3)));
        } else if (picture.isEmpty() && !line.contains("(attached pic)")) {
            picture = picture(line, stream);
            inPicture = picture.isPresent();
        }
    }

    private static Optional<Described.Stream> picture(String line, Matcher stream) {
        var size = SIZE.matcher(line);
        if (!size.find()) {
            return Optional.empty();
        }
        var shape = PIXEL_SHAPE.matcher(line);
        double pixelShape = shape.find() && number(shape, 1) > 0 && number(shape, 2) > 0
                ? (double) number(shape, 1) / number(shape, 2)
                : 1;
        return Optional.of(new Described.Stream(
                (int) number(stream, 1),
                stream.group(3),
                (int) number(size, 1),
                (int) number(size, 2),
                pixelShape,
                0,
                rate(line)));
    }

    /** Its average ({@code fps}) where it says one, else the rate it thinks the stream is made for ({@code tbr}). */
    private static double rate(String line) {
        double found = 0;
        var rate = RATE.matcher(line);
        while (rate.find()) {
            double value = Double.parseDouble(rate.group(1)) * (rate.group(2).isEmpty() ? 1 : 1_000);
            if (rate.group(3).equals("fps")) {
                return value;
            }
            found = value;
        }
        return found;
    }

    private static Optional<Sound> sound(String line, String codec) {
        var found = SOUND.matcher(line);
        if (!found.find()) {
            return Optional.empty();
        }
        return Optional.of(new Sound(codec, channels(found.group(2).strip()), (int) number(found, 1)));
    }

    private static int channels(String layout) {
        var numbers = CHANNELS.matcher(layout);
        if (layout.startsWith("mono")) {
            return 1;
        }
        if (layout.startsWith("stereo") || !numbers.matches()) {
            return 2;
        }
        int low = numbers.group(2) == null ? 0 : Integer.parseInt(numbers.group(2));
        return Integer.parseInt(numbers.group(1)) + low;
    }

    private static long number(Matcher matcher, int group) {
        return Long.parseLong(matcher.group(group));
    }
}
