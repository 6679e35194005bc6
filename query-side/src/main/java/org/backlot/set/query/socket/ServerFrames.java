// Why this file exists: every frame that a device may get is written here, beside the list of them in
// docs/contexts/set.md.
package org.backlot.set.query.socket;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.backlot.set.api.UnitClock;
import org.backlot.set.query.UnitState;
import org.backlot.set.query.hub.Hub;
import org.backlot.set.query.presence.UnitDevices;
import org.backlot.shared.RejectionCode;
import org.backlot.shared.id.UnitId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes what devices are told. */
final class ServerFrames {
    private ServerFrames() {}

    static Frame state(JsonMapper json, UnitState state) {
        return frame(stateNode(json, state));
    }

    private static ObjectNode stateNode(JsonMapper json, UnitState state) {
        var frame = json.createObjectNode();
        frame.put("type", "state");
        frame.setAll((ObjectNode) json.<JsonNode>valueToTree(state));
        return frame;
    }

    /**
     * The state for a device that comes back.
     *
     * @param missed the changes since the offset it had seen, oldest first
     * @param gap whether there were more than are kept
     */
    static Frame resumed(JsonMapper json, UnitState state, List<UnitChange> missed, boolean gap) {
        var frame = stateNode(json, state);
        var changes = frame.putArray("missed");
        missed.forEach(change -> changes.add(json.readTree(change.frame().json())));
        frame.put("gap", gap);
        return frame(frame);
    }

    static Frame missionClock(JsonMapper json, UnitId unit, UnitClock clock, Instant now) {
        var running = clock.missionClock(now);
        var frame = json.createObjectNode();
        frame.put("type", "mission-clock");
        frame.put("unitId", unit.toString());
        frame.put("timecode", running.timecodeAt(now).label());
        frame.put("at", now.toString());
        frame.put("frameRate", clock.frameRate().label());
        frame.put("anchoredAt", running.anchoredAt().toString());
        frame.put("timecodeAtAnchor", running.timecodeAtAnchor().label());
        return frame(frame);
    }

    /**
     * A frame of the unit's timecode begins.
     *
     * @param number of the frame, from the clock's anchor
     */
    static Frame beat(UnitId unit, String timecode, long number, Instant begins) {
        // Written by hand: it is written for every frame, and nothing in it needs to be escaped.
        return Frame.of("{\"type\":\"beat\",\"unitId\":\"%s\",\"timecode\":\"%s\",\"frame\":%d,\"at\":%d}"
                .formatted(unit, timecode, number, ChronoUnit.MICROS.between(Instant.EPOCH, begins)));
    }

    /** Who is on the unit's channel. */
    static Frame presence(JsonMapper json, UnitDevices devices) {
        var frame = json.createObjectNode().put("type", "presence");
        frame.setAll((ObjectNode) json.<JsonNode>valueToTree(devices));
        return frame(frame);
    }

    static Frame clock(JsonMapper json, long t0, long t1, long t2) {
        return frame(json.createObjectNode()
                .put("type", "clock")
                .put("t0", t0)
                .put("t1", t1)
                .put("t2", t2));
    }

    static Frame accepted(JsonMapper json, String id, long position) {
        return frame(
                json.createObjectNode().put("type", "accepted").put("id", id).put("position", position));
    }

    static Frame refused(JsonMapper json, Optional<String> id, RejectionCode code, String message) {
        var frame = json.createObjectNode().put("type", "refused");
        id.ifPresent(known -> frame.put("id", known));
        return frame(frame.put("code", code.name()).put("message", message));
    }

    static Frame degraded(JsonMapper json) {
        return frame(json.createObjectNode().put("type", "degraded"));
    }

    static Frame left(JsonMapper json) {
        return frame(json.createObjectNode().put("type", "left"));
    }

    /** This node goes away; these are there without it. */
    static Frame move(JsonMapper json, List<Hub> hubs) {
        var frame = json.createObjectNode().put("type", "move");
        frame.set("hubs", json.valueToTree(hubs));
        return frame(frame);
    }

    private static Frame frame(ObjectNode says) {
        return Frame.of(says.toString());
    }
}
