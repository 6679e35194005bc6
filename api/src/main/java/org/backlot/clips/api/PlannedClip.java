package org.backlot.clips.api;

import org.backlot.shared.id.ClipId;

/** A stretch that became a clip, in the order of its rank. */
public record PlannedClip(ClipId clipId, SelectedClip selected) {}
