package org.backlot.casting.worker.ingestion;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.backlot.casting.api.AgeRange;
import org.backlot.casting.api.CallContent;
import org.backlot.casting.api.CastingLine;
import org.backlot.casting.api.CastingProse;
import org.backlot.casting.api.CastingRole;
import org.backlot.casting.api.ingestion.ExtractedBy;
import org.backlot.casting.api.ingestion.Extraction;
import org.backlot.casting.api.ingestion.SetAsideReason;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.id.CastingRoleId;
import org.backlot.shared.personal.Personal;
import org.jspecify.annotations.Nullable;

/**
 * What was read in a post, before it is a call. How to reach people is kept apart from what is published, wherever it stood.
 *
 * @param deadline the end of the last day; absent where the post names none that can be read
 */
record CallDraft(
        String title,
        String description,
        @Nullable String company,
        @Nullable String location,
        @Nullable String compensation,
        @Nullable String requirements,
        @Nullable Instant deadline,
        @Nullable String contact,
        List<Role> roles) {
    private static final int LONGEST_OPEN_YEARS = 2;

    record Role(
            String name,
            @Nullable String description,
            List<AgeRange> ageRanges,
            List<String> skills,
            List<String> languages) {}

    /** @throws IllegalArgumentException where this is more or less than a call holds */
    Extraction as(CastingCallId call, ExtractedBy by, Instant now) {
        if (deadline != null && !ahead(deadline, now)) {
            return new Extraction.NoCall(SetAsideReason.DEADLINE_PASSED);
        }
        // A role that is named twice is one.
        var distinct = new LinkedHashMap<CastingRoleId, CastingRole>();
        for (var role : roles) {
            var id = CastingRoleId.of(call, role.name());
            distinct.putIfAbsent(
                    id,
                    new CastingRole(
                            id,
                            required(role.name()),
                            prose(role.description()),
                            role.ageRanges(),
                            lines(role.skills()),
                            lines(role.languages())));
        }
        var content = new CallContent(
                required(title),
                new CastingProse(ContactDetails.hidden(description)),
                line(company),
                line(location),
                line(compensation),
                prose(requirements),
                deadline,
                List.copyOf(distinct.values()));
        return new Extraction.Call(
                content,
                Optional.ofNullable(contact)
                        .map(CastingLine::new)
                        .map(Personal::of)
                        .orElse(null),
                by);
    }

    private static boolean ahead(Instant deadline, Instant now) {
        var furthest =
                now.atOffset(ZoneOffset.UTC).plusYears(LONGEST_OPEN_YEARS).toInstant();
        return deadline.isAfter(now) && !deadline.isAfter(furthest);
    }

    private static CastingLine required(String text) {
        return new CastingLine(ContactDetails.hidden(text));
    }

    private static @Nullable CastingLine line(@Nullable String text) {
        return text == null ? null : required(text);
    }

    private static @Nullable CastingProse prose(@Nullable String text) {
        return text == null ? null : new CastingProse(ContactDetails.hidden(text));
    }

    private static List<CastingLine> lines(List<String> texts) {
        return texts.stream().map(CallDraft::required).toList();
    }
}
