package org.backlot.clips.query;

import java.time.Instant;
import org.backlot.clips.api.BrandKitContents;
import org.backlot.shared.id.BrandKitId;

/** A brand kit. */
public record BrandKitView(BrandKitId brandKitId, BrandKitContents contents, Instant createdAt, Instant updatedAt) {}
