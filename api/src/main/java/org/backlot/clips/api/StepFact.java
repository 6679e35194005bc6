package org.backlot.clips.api;

import java.util.regex.Pattern;
import org.backlot.shared.personal.NotPersonal;

/**
 * Something a step has found out and that fits in a line: a length, a rate, the version of a program, the digest of a
 * model. Whatever is longer is a file.
 *
 * @param name such as {@link #DURATION}
 * @param value at most 200 visible ASCII characters and spaces
 */
public record StepFact(
        @NotPersonal("a name of ours for a kind of fact") String name,
        @NotPersonal("a measure, a version or a digest") String value) {
    /** How long the material is, in milliseconds. Of {@link StepKind#INGEST}. */
    public static final String DURATION = "durationMillis";
    /** The version of our own way of rendering. Of {@link StepKind#RENDER}. */
    public static final String PIPELINE_VERSION = "pipelineVersion";
    /** The version of the program that rendered. Of {@link StepKind#RENDER}. */
    public static final String FFMPEG_VERSION = "ffmpegVersion";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]{0,200}");

    public StepFact {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a fact's name is 1 to 64 letters, digits, dots, dashes or underscores");
        }
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("a fact's value is at most 200 visible ASCII characters");
        }
    }
}
