package org.backlot.clips.api;

import org.backlot.shared.id.BrandKitId;

/**
 * A brand kit as it was when a version was asked for: what is rendered later from the same settings looks the same, whatever
 * has become of the kit.
 */
public record Brand(BrandKitId brandKitId, BrandKitContents contents) {}
