package org.backlot.clips.api;

import org.jspecify.annotations.Nullable;

/**
 * What one version of a clip is to look like.
 *
 * @param brand whose logo, colours and fonts it carries; absent for none
 * @param tighten what is taken out of it; absent for nothing
 */
public record RenderSettings(
        AspectRatio aspectRatio,
        CaptionStyle captionStyle,
        @Nullable Brand brand,
        @Nullable Tighten tighten) {
    /** A version that takes nothing out. */
    public static RenderSettings whole(AspectRatio aspectRatio, CaptionStyle captionStyle, @Nullable Brand brand) {
        return new RenderSettings(aspectRatio, captionStyle, brand, null);
    }
}
