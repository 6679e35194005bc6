// Why this file exists: a track has no holes; what lies between two clips is a gap of known length.
package org.backlot.shared.editorial;

/** What lies on a track, one after the other without overlap: clips and the gaps between them. */
public sealed interface TrackItem permits Clip, Gap {

    /** How many frames of the timeline it takes, at least 1. */
    long frames();
}
