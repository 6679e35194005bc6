// Why this file exists: what is read, what is signed and what is checked must be the same bytes; they are made here
// only.
package org.backlot.wrap.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.backlot.shared.Sha256;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.IncidentId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.SceneId;
import org.backlot.shared.id.TakeId;
import org.backlot.shared.id.UnitId;
import org.backlot.shared.timecode.FrameRate;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The daily production report of one shooting day, compiled from the day's events (WRP-1; CLAP week 7, {@code DPR}).
 *
 * <p>The text of an incident is personal and may be erased, so it is not part of the report: its id is, and stands for the
 * event that holds the text.
 *
 * @param shootingDay the local date in the production's time zone
 * @param scenesScheduled numbers of the scenes on the slate that were worked on that day, in story order
 * @param scenesCompleted numbers of the scenes completed that day, in story order
 * @param circleTakes slates of the takes of that day to print, whenever they were circled
 * @param incidents what was reported, in order of time
 * @param totalSetups distinct shots rolled on
 * @param totalTakes takes begun
 * @param totalFrames frames of all takes of the day that were cut
 * @param firstRoll absent where no camera rolled
 * @param lastCut absent where no camera was cut
 * @param units the units that worked
 * @param takes all takes begun that day, in order of time
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CompiledReport(
        ProjectId projectId,
        String title,
        LocalDate shootingDay,
        ZoneId timeZone,
        FrameRate frameRate,
        List<String> scenesScheduled,
        List<String> scenesCompleted,
        List<String> circleTakes,
        List<Incident> incidents,
        int totalSetups,
        int totalTakes,
        long totalFrames,
        @Nullable Instant firstRoll,
        @Nullable Instant lastCut,
        List<Unit> units,
        List<ReportedTake> takes) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public CompiledReport {
        scenesScheduled = List.copyOf(scenesScheduled);
        scenesCompleted = List.copyOf(scenesCompleted);
        circleTakes = List.copyOf(circleTakes);
        incidents = List.copyOf(incidents);
        units = List.copyOf(units);
        takes = List.copyOf(takes);
    }

    /** Something that was reported; its text is in the log under this id. */
    public record Incident(IncidentId incidentId, UnitId unitId, AccountId reportedBy, Instant at) {}

    /** A unit that worked. */
    public record Unit(UnitId unitId, String name, int takes) {}

    /**
     * A take of the day.
     *
     * @param startsAt timecode label of its first frame
     * @param frames absent while it was never cut
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ReportedTake(
            TakeId takeId,
            UnitId unitId,
            SceneId sceneId,
            String slate,
            String cameraRoll,
            String startsAt,
            @Nullable Long frames,
            boolean circled) {}

    /** Reads a report back from JSON, such as the document that the projection keeps. */
    public static CompiledReport fromJson(String json) {
        return JSON.readValue(json, CompiledReport.class);
    }

    /** The report in canonical JSON (RFC 8785). */
    public String canonicalJson() {
        try {
            return new JsonCanonicalizer(JSON.writeValueAsString(this)).getEncodedString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a lead signs: SHA-256 of {@link #canonicalJson()} in UTF-8, in lower-case hexadecimal. */
    public String digest() {
        return Sha256.hex(canonicalJson());
    }
}
