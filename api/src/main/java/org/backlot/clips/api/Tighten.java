package org.backlot.clips.api;

/**
 * What is taken out of a clip, so that it goes on faster.
 *
 * @param fillers what people say while they think, such as "um"
 * @param silences long silences, of which a breath stays
 */
public record Tighten(boolean fillers, boolean silences) {}
