package org.backlot.clips.worker.analysis;

/**
 * How a frame would do as a picture by itself.
 *
 * @param frame its number
 * @param sharpness how much neighbouring pixels differ; only good for comparing frames of one recording
 * @param brightness mean, 0 to 1
 * @param hash what it looks like from afar
 */
public record Still(long frame, double sharpness, double brightness, DifferenceHash hash) {}
