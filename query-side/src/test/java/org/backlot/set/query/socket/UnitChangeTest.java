// Why this file exists: what one module publishes the other must read, and nonsense on a channel must not stop a node.
package org.backlot.set.query.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class UnitChangeTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MESSAGE = """
            {"type":"rolling","epoch":"e1","offset":17,
             "state":{"unitId":"01980000-0000-7000-8000-000000000001","status":"ROLLING","timecode":"00:12:05:00",
                      "activeShot":"12B-04","takeNumber":"4","takes":"3","circled":"1","position":"17","epoch":"e1",
                      "frameRate":"24","timeZone":"Asia/Riyadh","since":"2026-11-20T06:00:00Z"},
             "take":{"slate":"12B-04"}}
            """;

    @Test
    @DisplayName("SET-1: a published change becomes a frame with the state in it, and a state frame beside it")
    void read() {
        var change = UnitChange.read(JSON, MESSAGE).orElseThrow();

        assertThat(change.offset()).isEqualTo(17);
        assertThat(change.clock()).isPresent();
        var frame = JSON.readTree(change.frame());
        assertThat(frame.get("type").stringValue()).isEqualTo("rolling");
        assertThat(frame.get("status").stringValue()).isEqualTo("ROLLING");
        assertThat(frame.get("timecode").stringValue()).isEqualTo("00:12:05:00");
        assertThat(frame.get("activeShot").stringValue()).isEqualTo("12B-04");
        assertThat(frame.get("takeNumber").intValue()).isEqualTo(4);
        assertThat(frame.get("offset").longValue()).isEqualTo(17);
        assertThat(frame.get("epoch").stringValue()).isEqualTo("e1");
        assertThat(frame.at("/take/slate").stringValue()).isEqualTo("12B-04");
        var state = JSON.readTree(change.stateFrame());
        assertThat(state.get("type").stringValue()).isEqualTo("state");
        assertThat(state.get("offset").longValue()).isEqualTo(17);
        assertThat(state.has("take")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"state\":7}",
                "{\"state\":{\"position\":\"x\"}}",
                "{\"state\":{\"takes\":7}}",
                "{\"state\":{\"since\":\"yesterday\"}}"
            })
    @DisplayName("SET-1: what is no change of a unit is left aside")
    void nonsense(String message) {
        assertThat(UnitChange.read(JSON, message)).isEmpty();
    }
}
