package org.backlot.platform.app.web;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backlot.casting.api.CastingRejection;
import org.backlot.clips.api.ClipsRejection;
import org.backlot.identity.api.IdentityRejection;
import org.backlot.log.api.LogRejection;
import org.backlot.logistics.api.LogisticsRejection;
import org.backlot.media.api.MediaRejection;
import org.backlot.production.api.ProductionRejection;
import org.backlot.set.api.SetRejection;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.RejectionCode;
import org.backlot.treasury.api.TreasuryRejection;
import org.backlot.wrap.api.WrapRejection;

/** Every code that the API may answer with, by name. Two contexts may not give one name two meanings. */
final class RejectionCodes {
    private static final Map<String, RejectionCode> BY_NAME = Stream.<RejectionCode[]>of(
                    CommonRejection.values(),
                    IdentityRejection.values(),
                    ProductionRejection.values(),
                    TreasuryRejection.values(),
                    LogisticsRejection.values(),
                    SetRejection.values(),
                    WrapRejection.values(),
                    MediaRejection.values(),
                    LogRejection.values(),
                    ClipsRejection.values(),
                    CastingRejection.values())
            .flatMap(Stream::of)
            .collect(Collectors.toUnmodifiableMap(RejectionCode::name, Function.identity()));

    private RejectionCodes() {}

    /** Throws IllegalArgumentException where an endpoint documents a code that does not exist. */
    static RejectionCode named(String name) {
        var code = BY_NAME.get(name);
        if (code == null) {
            throw new IllegalArgumentException("@Refuses names " + name + ", which is no rejection code");
        }
        return code;
    }
}
