package org.backlot.clips.api;

import org.jspecify.annotations.Nullable;

/**
 * What one version of a clip is to look like.
 *
 * @param brand whose logo, colours and fonts it carries; absent for none
 */
public record RenderSettings(
        AspectRatio aspectRatio,
        CaptionStyle captionStyle,
        @Nullable Brand brand) {}
