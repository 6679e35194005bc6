// Why this file exists: what a HUD shows follows from the log alone, so it can be refilled and tested without Redis.
package org.backlot.set.api;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.backlot.set.api.LiveSetEvent.CameraCut;
import org.backlot.set.api.LiveSetEvent.CameraRolled;
import org.backlot.set.api.LiveSetEvent.IncidentReported;
import org.backlot.set.api.LiveSetEvent.LiveSetOpened;
import org.backlot.set.api.LiveSetEvent.SceneCompleted;
import org.backlot.set.api.LiveSetEvent.ShotSlated;
import org.backlot.set.api.LiveSetEvent.TakeCircled;
import org.backlot.shared.timecode.Timecode;

/**
 * What every device of a unit shows: the fold of the unit's events (SET-1; CLAP week 6, "Redis State Schema").
 *
 * <p>As a hash it has the fields {@code status} ({@code ROLLING} or {@code IDLE}), {@code timecode} (of the last roll or
 * cut), {@code activeShot} (the slate that rolls, empty while idle), and further ones, all text.
 *
 * @param fields the hash; empty before the unit was opened
 */
public record LiveSetState(Map<String, String> fields) {
    public static final String IDLE = "IDLE";
    public static final String ROLLING = "ROLLING";

    private static final String NOTHING = "";

    public LiveSetState {
        fields = Map.copyOf(fields);
    }

    /** The state of a unit of which nothing is known yet. */
    public static LiveSetState none() {
        return new LiveSetState(Map.of());
    }

    /** The state after an event. */
    public static LiveSetState evolve(LiveSetState state, LiveSetEvent event) {
        return switch (event) {
            case LiveSetOpened opened -> opened(opened);
            case CameraRolled rolled ->
                state.with(Map.of(
                        "status", ROLLING,
                        "timecode", rolled.startsAt().label(),
                        "activeShot", rolled.slate(),
                        "lastSlate", rolled.slate(),
                        "takeId", rolled.takeId().toString(),
                        "takeNumber", Integer.toString(rolled.takeNumber()),
                        "shotId", rolled.shotId().toString(),
                        "sceneId", rolled.sceneId().toString(),
                        "cameraRoll", rolled.cameraRoll(),
                        "since", rolled.at().toString()));
            case CameraCut cut ->
                state.with(Map.of(
                        "status", IDLE,
                        "timecode", cut.endsAt().label(),
                        "activeShot", NOTHING,
                        "takes", Long.toString(state.count("takes") + 1),
                        "since", cut.at().toString()));
            case TakeCircled _ -> state.with(Map.of("circled", Long.toString(state.count("circled") + 1)));
            case SceneCompleted _, IncidentReported _, ShotSlated _ -> state;
        };
    }

    /** What devices are told of an event: the type of the frame; empty where they are told nothing. */
    public static Optional<String> frameType(LiveSetEvent event) {
        return switch (event) {
            case LiveSetOpened _ -> Optional.of("state");
            case ShotSlated _ -> Optional.empty();
            case CameraRolled _ -> Optional.of("rolling");
            case CameraCut _ -> Optional.of("cut");
            case TakeCircled _ -> Optional.of("circled");
            case SceneCompleted _ -> Optional.of("scene-completed");
            case IncidentReported _ -> Optional.of("incident");
        };
    }

    /** What the frame says beside the state: the take, the scene, the incident that is meant. Nothing personal. */
    public static Map<String, Object> details(LiveSetEvent event) {
        return switch (event) {
            case LiveSetOpened _, ShotSlated _ -> Map.of();
            case CameraRolled rolled ->
                Map.of(
                        "take",
                        take(
                                rolled.takeId().toString(),
                                rolled.slate(),
                                rolled.shotId().toString(),
                                rolled.sceneId().toString(),
                                Map.of(
                                        "takeNumber", rolled.takeNumber(),
                                        "cameraRoll", rolled.cameraRoll(),
                                        "startsAt", rolled.startsAt().label(),
                                        "at", rolled.at().toString())));
            case CameraCut cut ->
                Map.of(
                        "take",
                        take(
                                cut.takeId().toString(),
                                cut.slate(),
                                cut.shotId().toString(),
                                cut.sceneId().toString(),
                                Map.of(
                                        "takeNumber", cut.takeNumber(),
                                        "startsAt",
                                                cut.endsAt().minus(cut.frames()).label(),
                                        "endsAt", cut.endsAt().label(),
                                        "frames", cut.frames(),
                                        "at", cut.at().toString())));
            case TakeCircled circled ->
                Map.of(
                        "take",
                        take(
                                circled.takeId().toString(),
                                circled.slate(),
                                circled.shotId().toString(),
                                circled.sceneId().toString(),
                                Map.of("circled", true, "at", circled.at().toString())));
            case SceneCompleted completed ->
                Map.of("sceneId", completed.sceneId().toString());
            case IncidentReported incident ->
                Map.of("incidentId", incident.incidentId().toString());
        };
    }

    /** The same state, marked with the log position it has seen and the filling of Redis it lies in. */
    public LiveSetState at(long position, String epoch) {
        return with(Map.of("position", Long.toString(position), "epoch", epoch));
    }

    /** One field; empty text where there is none. */
    public String field(String name) {
        return fields.getOrDefault(name, NOTHING);
    }

    private static LiveSetState opened(LiveSetOpened opened) {
        return none().with(Map.of(
                "status", IDLE,
                "timecode", new Timecode(0, opened.frameRate()).label(),
                "activeShot", NOTHING,
                "unitId", opened.unitId().toString(),
                "projectId", opened.projectId().toString(),
                "frameRate", opened.frameRate().label(),
                "timeZone", opened.timeZone().getId(),
                "takes", "0",
                "circled", "0"));
    }

    private LiveSetState with(Map<String, String> changes) {
        var all = new HashMap<>(fields);
        all.putAll(changes);
        return new LiveSetState(all);
    }

    private long count(String name) {
        return Optional.ofNullable(fields.get(name)).map(Long::valueOf).orElse(0L);
    }

    private static Map<String, Object> take(
            String takeId, String slate, String shotId, String sceneId, Map<String, Object> more) {
        var take = new LinkedHashMap<String, Object>();
        take.put("takeId", takeId);
        take.put("slate", slate);
        take.put("shotId", shotId);
        take.put("sceneId", sceneId);
        take.putAll(more);
        return take;
    }
}
