package org.backlot.clips.worker.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One run of ffmpeg: what it reads, does and writes, and how much time and space it may take. Never a shell: each
 * argument is one string, whatever is in it. Inputs are files with a fixed demuxer and may open nothing else, so that a
 * playlist or a reference inside a file leads nowhere.
 */
public final class FfmpegRun {
    /** What an opened file may lead to: itself, and nothing on a network. */
    static final List<String> ONLY_FILES = List.of("-protocol_whitelist", "file,pipe");

    private static final Duration USUAL_TIME = Duration.ofMinutes(5);
    private static final long USUAL_BYTES = 4L << 30;

    private final List<String> arguments = new ArrayList<>();
    private Path folder = Path.of("").toAbsolutePath();
    private Duration timeout = USUAL_TIME;
    private long mostBytes = USUAL_BYTES;
    private Optional<OutputReader> output = Optional.empty();
    private Optional<InputWriter> input = Optional.empty();
    private Consumer<Progress> progress = _ -> {};
    private Consumer<String> log = _ -> {};

    /** Reads what ffmpeg writes to {@code pipe:1}, to its end. */
    @FunctionalInterface
    public interface OutputReader {
        void read(InputStream output) throws IOException;
    }

    /** Writes what ffmpeg reads from {@code pipe:0}. */
    @FunctionalInterface
    public interface InputWriter {
        void write(OutputStream input) throws IOException;
    }

    /** @param demuxer ffmpeg's name of the format; nothing is guessed from the content */
    public FfmpegRun file(Path file, String demuxer, String... options) {
        arguments.addAll(ONLY_FILES);
        arguments.addAll(List.of("-f", demuxer));
        arguments.addAll(List.of(options));
        return add("-i", "file:" + file.toAbsolutePath());
    }

    /** A picture: PNG or JPEG, one frame. */
    public FfmpegRun picture(Path file) {
        return file(file, file.toString().endsWith(".png") ? "png_pipe" : "jpeg_pipe");
    }

    /** Raw frames by the pipe. */
    public FfmpegRun rawFrames(String pixelFormat, int width, int height, Rational rate, InputWriter writer) {
        input = Optional.of(writer);
        arguments.addAll(ONLY_FILES);
        return add("-f", "rawvideo", "-pix_fmt", pixelFormat, "-s:v", width + "x" + height, "-r", rate.toString())
                .add("-i", "pipe:0");
    }

    /** A source that ffmpeg makes up itself, such as {@code testsrc2=size=640x360:rate=25}. */
    public FfmpegRun generated(String source) {
        return add("-f", "lavfi", "-i", source);
    }

    public FfmpegRun add(String... more) {
        arguments.addAll(List.of(more));
        return this;
    }

    public FfmpegRun add(List<String> more) {
        arguments.addAll(more);
        return this;
    }

    /** A file to write; one that is there is replaced. */
    public FfmpegRun to(Path file) {
        return add("file:" + file.toAbsolutePath());
    }

    /** The folder it runs in: names of files inside filters are relative to it, and so need no quoting. */
    public FfmpegRun in(Path workFolder) {
        folder = workFolder;
        return this;
    }

    public FfmpegRun within(Duration most) {
        timeout = most;
        return this;
    }

    /** At most that many bytes in the files it writes. */
    public FfmpegRun atMost(long bytes) {
        mostBytes = bytes;
        return this;
    }

    public FfmpegRun reading(OutputReader reader) {
        output = Optional.of(reader);
        return this;
    }

    public FfmpegRun telling(Consumer<Progress> listener) {
        progress = listener;
        return this;
    }

    /** Hears every line that ffmpeg logs at level {@code info}. */
    public FfmpegRun logging(Consumer<String> listener) {
        log = listener;
        return this;
    }

    List<String> arguments() {
        return List.copyOf(arguments);
    }

    Path folder() {
        return folder;
    }

    Duration timeout() {
        return timeout;
    }

    long mostBytes() {
        return mostBytes;
    }

    Optional<OutputReader> output() {
        return output;
    }

    Optional<InputWriter> input() {
        return input;
    }

    Consumer<Progress> progress() {
        return progress;
    }

    Consumer<String> log() {
        return log;
    }
}
