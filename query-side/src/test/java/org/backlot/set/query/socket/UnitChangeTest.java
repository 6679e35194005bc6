// Why this file exists: what devices are told is a promise to whoever programs one.
package org.backlot.set.query.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.backlot.set.api.LiveSetState;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class UnitChangeTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    @DisplayName("SET-1: a roll becomes a frame with the state in it, and a state frame beside it")
    void rolled() {
        var opened = LiveSetState.evolve(LiveSetState.none(), OnAir.opened());
        var rolled = LiveSetState.evolve(opened, OnAir.rolled()).at(17, "log");

        var change = UnitChange.of(JSON, OnAir.rolled(), rolled).orElseThrow();

        assertThat(change.offset()).isEqualTo(17);
        var frame = JSON.readTree(change.frame().json());
        assertThat(frame.get("type").stringValue()).isEqualTo("rolling");
        assertThat(frame.get("status").stringValue()).isEqualTo("ROLLING");
        assertThat(frame.get("timecode").stringValue()).isEqualTo("00:12:05:00");
        assertThat(frame.get("activeShot").stringValue()).isEqualTo("12B-04");
        assertThat(frame.get("takeNumber").intValue()).isEqualTo(4);
        assertThat(frame.get("offset").longValue()).isEqualTo(17);
        assertThat(frame.get("epoch").stringValue()).isEqualTo("log");
        assertThat(frame.at("/take/slate").stringValue()).isEqualTo("12B-04");
        var state = JSON.readTree(change.stateFrame().json());
        assertThat(state.get("type").stringValue()).isEqualTo("state");
        assertThat(state.get("offset").longValue()).isEqualTo(17);
        assertThat(state.has("take")).isFalse();
    }

    @Test
    @DisplayName("SET-1: a shot that is slated concerns no device")
    void slated() {
        var opened = LiveSetState.evolve(LiveSetState.none(), OnAir.opened());
        assertThat(UnitChange.of(JSON, OnAir.slated(), opened.at(2, "log"))).isEmpty();
    }
}
