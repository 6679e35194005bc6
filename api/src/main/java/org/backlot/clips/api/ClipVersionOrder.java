package org.backlot.clips.api;

import org.backlot.shared.id.JobId;

/** A version that a clip wants and its job has to make. */
public record ClipVersionOrder(JobId jobId, ClipVersion clip, RenderSettings render) {}
