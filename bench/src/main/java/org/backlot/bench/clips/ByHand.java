package org.backlot.bench.clips;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.backlot.bench.BenchmarkFailed;

/**
 * The ffmpeg work of a clip, done by hand: plain processes, one after the other, in a folder where everything lies already.
 *
 * @param ffmpeg the program
 * @param folder with the recording, the way of the camera, the captions and their fonts
 * @param runs the arguments of each run that the worker made for this clip, in order
 */
record ByHand(Path ffmpeg, Path folder, List<List<String>> runs) {
    private static final Pattern LENGTH = Pattern.compile("atrim=start=0[^:]*:end=([0-9.]+)");

    ByHand {
        runs = List.copyOf(runs);
    }

    /**
     * What it took.
     *
     * @param clip the clip's picture and sound
     */
    record Done(Duration time, Duration processors, Path clip) {}

    /** Every run as the worker has made it. */
    Done allRuns() throws IOException {
        return run(runs, "all-runs.mp4");
    }

    /**
     * As few as somebody at a terminal needs who knows all settings: the first pass of the loudness; picture and sound with
     * the second pass in one run; the still. The settings are the worker's, to the letter.
     */
    Done fewestRuns() throws IOException {
        var mix = only(arguments -> has(arguments, "mix.wav") && arguments.contains("pcm_f32le"));
        var firstPass = only(arguments -> has(arguments, "print_format=json"));
        var secondPass = only(arguments -> has(arguments, "measured_I="));
        var picture = picture();
        var still = only(arguments -> arguments.contains("-frames:v"));
        var sound = sound(mix);

        var measured = new ArrayList<>(List.of("-nostdin", "-hide_banner", "-nostats", "-y"));
        measured.addAll(sound);
        measured.addAll(List.of("-vn", "-af", after("-af", firstPass), "-f", "null", "-"));

        var whole = new ArrayList<>(picture);
        int coded = indexOf(whole, argument -> argument.endsWith(".m4a"));
        // In place of the coded sound comes the sound of the recording, from where the clip begins.
        int demuxer = whole.subList(0, coded).lastIndexOf("-f");
        whole.subList(demuxer, coded + 1).clear();
        whole.addAll(demuxer, sound);
        int codec = whole.indexOf("-c:a");
        whole.subList(codec, codec + 2).clear();
        whole.addAll(codec, List.of("-af", after("-af", secondPass), "-c:a", "aac", "-b:a", after("-b:a", secondPass)));
        return run(List.of(measured, whole, still), "fewest-runs.mp4");
    }

    /** Whether the camera moves in it. */
    boolean followsTheFace() {
        return has(picture(), "sendcmd=");
    }

    boolean hasCaptions() {
        return has(picture(), "ass=");
    }

    private List<String> picture() {
        return only(arguments -> arguments.contains("libx264"));
    }

    /** The recording as an input, from the beginning of the clip to its end. */
    private static List<String> sound(List<String> mix) {
        var graph = LENGTH.matcher(after("-filter_complex", mix));
        if (!graph.find()) {
            throw new BenchmarkFailed("the sound of the clip is not cut as it was: " + mix);
        }
        var input = new ArrayList<>(mix.subList(mix.indexOf("-f"), mix.indexOf("-i") + 2));
        input.addAll(input.indexOf("-i"), List.of("-t", graph.group(1)));
        return input;
    }

    private List<String> only(Predicate<List<String>> like) {
        var found = runs.stream().filter(like).toList();
        if (found.size() != 1) {
            throw new BenchmarkFailed(
                    "a clip is not made as it was: %d runs instead of one, of %s".formatted(found.size(), runs));
        }
        return found.getFirst();
    }

    private static boolean has(List<String> arguments, String text) {
        return arguments.stream().anyMatch(argument -> argument.contains(text));
    }

    private static int indexOf(List<String> arguments, Predicate<String> like) {
        for (int index = 0; index < arguments.size(); index++) {
            if (like.test(arguments.get(index))) {
                return index;
            }
        }
        throw new BenchmarkFailed("a clip is not made as it was: " + arguments);
    }

    private static String after(String option, List<String> arguments) {
        return arguments.get(indexOf(arguments, option::equals) + 1);
    }

    private Done run(List<List<String>> commands, String name) throws IOException {
        var before = ProcessorTime.of(ProcessHandle.current());
        long began = System.nanoTime();
        commands.forEach(this::runOne);
        var time = Duration.ofNanos(System.nanoTime() - began);
        var processors = ProcessorTime.of(ProcessHandle.current()).minus(before);
        var made = Path.of(picture().getLast().replaceFirst("^file:", ""));
        var clip = Files.move(made, folder.resolveSibling(name), StandardCopyOption.REPLACE_EXISTING);
        return new Done(time, processors, clip);
    }

    private void runOne(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(ffmpeg.toString());
        command.addAll(arguments);
        var log = folder.resolveSibling("by-hand.log");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(log.toFile());
        // As the worker has it: a static build must not load converters of the system's C library.
        builder.environment().put("GCONV_PATH", "/nonexistent");
        try {
            int status = builder.start().waitFor();
            if (status != 0) {
                throw new BenchmarkFailed("ffmpeg by hand ended with %d: %s%n%s"
                        .formatted(status, String.join(" ", command), Files.readString(log)));
            }
        } catch (IOException failure) {
            throw new BenchmarkFailed("ffmpeg cannot be run by hand: " + failure, failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailed("interrupted", stopped);
        }
    }
}
