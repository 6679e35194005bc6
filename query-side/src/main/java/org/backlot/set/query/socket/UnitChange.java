// Why this file exists: a change is turned into text once per node, not once per device.
package org.backlot.set.query.socket;

import java.time.DateTimeException;
import java.util.HashMap;
import java.util.Optional;
import org.backlot.set.api.UnitClock;
import org.backlot.set.query.UnitState;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A change of a unit as it came through the unit's channel.
 *
 * @param offset its log position
 * @param frame what devices are told
 * @param stateFrame the state after it, for a device that missed frames
 * @param clock what the unit's mission clock is made of
 */
record UnitChange(long offset, String frame, String stateFrame, Optional<UnitClock> clock) {

    /** Reads a message of a channel or of the list of recent changes; empty where it is none of ours. */
    static Optional<UnitChange> read(JsonMapper json, String message) {
        try {
            var tree = json.readTree(message);
            if (!(tree instanceof ObjectNode all) || !(all.get("state") instanceof ObjectNode fields)) {
                return Optional.empty();
            }
            var hash = new HashMap<String, String>();
            fields.properties()
                    .forEach(field -> hash.put(field.getKey(), field.getValue().stringValue()));
            var state = UnitState.of(Optional.ofNullable(hash.get("unitId")).orElse(""), hash);
            var frame = json.createObjectNode();
            frame.set("type", all.get("type"));
            frame.setAll((ObjectNode) json.<JsonNode>valueToTree(state));
            all.properties().stream()
                    .filter(member -> !member.getKey().equals("state") && !frame.has(member.getKey()))
                    .forEach(member -> frame.set(member.getKey(), member.getValue()));
            return Optional.of(new UnitChange(
                    state.offset(),
                    json.writeValueAsString(frame),
                    ServerFrames.state(json, state).toString(),
                    state.clock()));
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
