package org.backlot.casting.worker.ingestion;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.backlot.casting.api.ingestion.CallExtractor;
import org.backlot.casting.api.ingestion.ExtractedBy;
import org.backlot.casting.api.ingestion.Extraction;
import org.backlot.casting.api.ingestion.ExtractionFailed;
import org.backlot.casting.api.ingestion.PostText;
import org.backlot.casting.api.ingestion.WaitReason;
import org.backlot.shared.id.CastingCallId;

/** Reads a post by its labels where it has them, else by the model, where there is one. */
public final class PostExtractor implements CallExtractor {
    private final Optional<CallModel> model;
    private final ZoneId zone;
    private final Clock clock;

    /**
     * @param zone where the days of deadlines begin and end
     * @param url the address before {@code /chat/completions}; empty for no model
     * @param key empty for a model without one
     * @param name of the model
     * @param strict whether its answers can be held to a schema
     * @param patience how long an answer may take
     */
    public PostExtractor(
            ZoneId zone, Clock clock, String url, String key, String name, boolean strict, Duration patience) {
        this.model = CallModel.configured(new CallModel.Settings(url, key, name, strict, patience), zone, clock);
        this.zone = zone;
        this.clock = clock;
    }

    @Override
    public Extraction extract(PostText post, CastingCallId callId) throws ExtractionFailed {
        var labelled = byLabels(post, callId);
        if (labelled.isPresent()) {
            return labelled.get();
        }
        return model.orElseThrow(
                        () -> new ExtractionFailed(WaitReason.PROVIDER_NOT_CONFIGURED, "no model is configured", null))
                .read(post, callId);
    }

    private Optional<Extraction> byLabels(PostText post, CastingCallId callId) {
        try {
            return LabelledPost.read(post, zone).map(draft -> draft.as(callId, ExtractedBy.RULES, clock.instant()));
        } catch (IllegalArgumentException notSoWellFormed) {
            // A title of three lines is none: whoever reads it as a whole may make sense of it.
            return Optional.empty();
        }
    }
}
