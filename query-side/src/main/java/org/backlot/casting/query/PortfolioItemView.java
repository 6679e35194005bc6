package org.backlot.casting.query;

import java.time.Instant;
import org.backlot.casting.api.PortfolioKind;
import org.backlot.shared.id.MediaAssetId;
import org.backlot.shared.id.PortfolioItemId;

/** A file that a talent shows. */
public record PortfolioItemView(
        PortfolioItemId itemId, MediaAssetId assetId, PortfolioKind kind, String title, Instant addedAt) {}
