package org.backlot.casting.worker.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.backlot.casting.api.AgeRange;
import org.backlot.casting.api.CastingLine;
import org.backlot.casting.api.ingestion.ContentHash;
import org.backlot.casting.api.ingestion.ExtractedBy;
import org.backlot.casting.api.ingestion.Extraction;
import org.backlot.casting.api.ingestion.PostText;
import org.backlot.casting.api.ingestion.SetAsideReason;
import org.backlot.shared.personal.Personal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelledPostTest {
    private static final ZoneId RIYADH = ZoneId.of("Asia/Riyadh");
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

    private static Optional<CallDraft> read(String text) {
        return LabelledPost.read(new PostText(text), RIYADH);
    }

    private static Extraction extracted(String text) {
        var post = new PostText(text);
        return LabelledPost.read(post, RIYADH)
                .orElseThrow()
                .as(ContentHash.of(post).callId(), ExtractedBy.RULES, NOON);
    }

    @Test
    @DisplayName("CST-4: a well-formed English post becomes a call with all that it says")
    void english() {
        var found = (Extraction.Call) extracted("""
                **Title:** The Last Reel
                Company: Last Reel Productions
                Role: Idris
                Age: 26-35
                Skills: Riding, Fencing
                Language: Arabic
                Role: Layla
                Age: 50+
                - Location: Riyadh
                Description: A projectionist and his mother.
                Ask for Omar at 050 123 4567.
                Compensation: 1,500 SAR a day
                Deadline: 5 December 2026
                Contact: casting@lastreel.example""");

        var content = found.content();
        assertThat(content.title()).isEqualTo(new CastingLine("The Last Reel"));
        assertThat(content.company()).isEqualTo(new CastingLine("Last Reel Productions"));
        assertThat(content.location()).isEqualTo(new CastingLine("Riyadh"));
        assertThat(content.compensation()).isEqualTo(new CastingLine("1,500 SAR a day"));
        assertThat(content.description().value()).isEqualTo("A projectionist and his mother.\nAsk for Omar at […].");
        assertThat(content.deadline()).isEqualTo(Instant.parse("2026-12-05T21:00:00Z"));
        assertThat(content.roles())
                .extracting(role -> role.name().value(), role -> role.ageRanges(), role -> role.skills())
                .containsExactly(
                        tuple(
                                "Idris",
                                List.of(AgeRange.FROM_26),
                                List.of(new CastingLine("Riding"), new CastingLine("Fencing"))),
                        tuple("Layla", List.of(AgeRange.FROM_36, AgeRange.OVER_50), List.of()));
        assertThat(found.contact()).isEqualTo(Personal.of(new CastingLine("casting@lastreel.example")));
    }

    @Test
    @DisplayName("CST-4: a well-formed Arabic post becomes a call, whichever alef it writes and whichever digits")
    void arabic() {
        var found = (Extraction.Call) extracted("""
                العنوان: الشريط الأخير
                الأدوار: إدريس، ليلى
                العمر: ١٨-٢٥
                الموقع: الرياض
                اخر موعد: ٥ ديسمبر ٢٠٢٦
                للتواصل: ٠٥٠١٢٣٤٥٦٧""");

        assertThat(found.content().title()).isEqualTo(new CastingLine("الشريط الأخير"));
        assertThat(found.content().roles())
                .extracting(role -> role.name().value())
                .containsExactly("إدريس", "ليلى");
        assertThat(found.content().roles().getLast().ageRanges()).containsExactly(AgeRange.FROM_18);
        assertThat(found.content().deadline()).isEqualTo(Instant.parse("2026-12-05T21:00:00Z"));
        assertThat(found.content().description().value())
                .contains("الموقع: الرياض")
                .doesNotContain("٠٥٠١٢٣٤٥٦٧");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "We look for somebody who rides.",
                "Title: The Last Reel",
                "Role: Idris",
                "Title:\nRole: Idris",
                "Title: The Last Reel\nRole: ",
                "Title: One\nTitle: Two\nRole: Idris",
                "Title: One\nRole: Idris\nLocation: Riyadh\nLocation: Jeddah",
                "Title: One\nRole: Idris\nDeadline: soon",
                "Title: One\nRole: Idris\nDeadline: 3/4/2027",
                "Title: One\nRole: Idris\nDeadline: 31 February 2027",
            })
    @DisplayName("CST-4: what is not well formed is not guessed at")
    void not_well_formed(String text) {
        assertThat(read(text)).isEmpty();
    }

    @Test
    @DisplayName("CST-4: of a deadline that has passed, or lies far off, no call becomes")
    void deadline_passed() {
        assertThat(extracted("Title: One\nRole: Idris\nDeadline: 2026-11-28"))
                .isEqualTo(new Extraction.NoCall(SetAsideReason.DEADLINE_PASSED));
        assertThat(extracted("Title: One\nRole: Idris\nDeadline: 2029-11-30"))
                .isEqualTo(new Extraction.NoCall(SetAsideReason.DEADLINE_PASSED));
        assertThat(extracted("Title: One\nRole: Idris\nDeadline: 2026-11-29")).isInstanceOf(Extraction.Call.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-05, 2026-12-05T21:00:00Z",
        "2026/12/5, 2026-12-05T21:00:00Z",
        "25/12/2026, 2026-12-25T21:00:00Z",
        "12-12-2026, 2026-12-12T21:00:00Z",
        "5 Dec 2026, 2026-12-05T21:00:00Z",
        "٥ كانون الأول ٢٠٢٦, 2026-12-05T21:00:00Z",
        "٢٥ أكتوبر ٢٠٢٦, 2026-10-25T21:00:00Z",
        "12/5/2026, ",
        "5 Dec, ",
        "5 Decembre 2026, ",
    })
    @DisplayName("CST-4: a day is read as people write it, unless it could be another one")
    void days(String text, Instant end) {
        assertThat(DeadlineText.read(text, RIYADH)).isEqualTo(Optional.ofNullable(end));
    }

    @ParameterizedTest
    @CsvSource({
        "call 0501234567 now, call […] now",
        "+966 50 123 4567, […]",
        "٠٥٠١٢٣٤٥٦٧, […]",
        "a.b@c.example.com!, […]!",
        "https://wa.me/966501234567 or t.me/casting, […] or […]",
        "on 2026-12-05 10:00 for 1500 SAR, on 2026-12-05 10:00 for 1500 SAR",
        "05-12-2026, 05-12-2026",
    })
    @DisplayName("CST-4: numbers and addresses of people are found in any script, days and sums are not")
    void contacts(String text, String hidden) {
        assertThat(ContactDetails.hidden(text)).isEqualTo(hidden);
    }

    @Test
    @DisplayName("CST-4: a page is cut where posts begin, so that one more post makes the others no new ones")
    void parts() {
        var page = "# Calls\nTitle: One\nRole: A\n\nTitle: Two\nRole: B\n***\nTitle: Three\nRole: C\n## Old\nnothing";
        assertThat(PageParts.of(page))
                .containsExactly(
                        "# Calls\nTitle: One\nRole: A",
                        "Title: Two\nRole: B",
                        "Title: Three\nRole: C",
                        "## Old\nnothing");
    }
}
