// Why this file exists: a change is turned into text once per node, not once per device.
package org.backlot.set.query.socket;

import java.util.Optional;
import org.backlot.set.api.LiveSetEvent;
import org.backlot.set.api.LiveSetEvent.CameraCut;
import org.backlot.set.api.LiveSetEvent.CameraRolled;
import org.backlot.set.api.LiveSetEvent.IncidentReported;
import org.backlot.set.api.LiveSetEvent.LiveSetOpened;
import org.backlot.set.api.LiveSetEvent.SceneCompleted;
import org.backlot.set.api.LiveSetEvent.ShotSlated;
import org.backlot.set.api.LiveSetEvent.TakeCircled;
import org.backlot.set.api.LiveSetState;
import org.backlot.set.query.UnitState;
import org.backlot.shared.id.ShotId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A change of a unit that devices are told of.
 *
 * @param offset its log position
 * @param kind the type of its frame
 * @param shot whose take has changed; empty where it concerns none
 * @param frame what devices are told
 * @param stateFrame the state after it, for a device that missed frames
 */
record UnitChange(long offset, String kind, Optional<ShotId> shot, Frame frame, Frame stateFrame) {

    /** What devices are told of an event; empty where they are told nothing. */
    static Optional<UnitChange> of(JsonMapper json, LiveSetEvent event, LiveSetState after) {
        return LiveSetState.frameType(event).map(type -> {
            var state = UnitState.of(event.unitId().toString(), after.fields());
            var frame = json.createObjectNode();
            frame.put("type", type);
            frame.setAll((ObjectNode) json.<JsonNode>valueToTree(state));
            LiveSetState.details(event).forEach((name, value) -> frame.set(name, json.valueToTree(value)));
            return new UnitChange(
                    state.offset(),
                    type,
                    shotOf(event),
                    Frame.of(json.writeValueAsString(frame)),
                    ServerFrames.state(json, state));
        });
    }

    private static Optional<ShotId> shotOf(LiveSetEvent event) {
        return switch (event) {
            case CameraRolled rolled -> Optional.of(rolled.shotId());
            case CameraCut cut -> Optional.of(cut.shotId());
            case TakeCircled circled -> Optional.of(circled.shotId());
            case LiveSetOpened _, ShotSlated _, SceneCompleted _, IncidentReported _ -> Optional.empty();
        };
    }
}
