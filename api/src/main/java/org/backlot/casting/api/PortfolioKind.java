package org.backlot.casting.api;

import org.backlot.media.api.MediaContentType;

/** What a portfolio item is. */
public enum PortfolioKind {
    PHOTO,
    VIDEO,
    AUDIO;

    /** @throws IllegalArgumentException for files that are no portfolio item, such as captions */
    public static PortfolioKind of(MediaContentType type) {
        return switch (type.kind()) {
            case IMAGE -> PHOTO;
            case VIDEO -> VIDEO;
            case AUDIO -> AUDIO;
            case CAPTIONS, FONT -> throw new IllegalArgumentException("a portfolio holds photos, films and sound");
        };
    }
}
