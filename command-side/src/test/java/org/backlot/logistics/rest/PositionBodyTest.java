package org.backlot.logistics.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.backlot.logistics.rest.DispatchController.PositionBody;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** How a reported position is read, and that it never shows in a text. */
class PositionBodyTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    @DisplayName("LOG-4: a position reads as degrees and has no text form")
    void reads() {
        var body = JSON.readValue("""
                {"lat": 24.7136, "lng": -46, "at": "2026-11-20T06:00:00Z"}""", PositionBody.class);

        assertThat(body.lat().degrees()).isEqualTo(24.7136);
        assertThat(body.lng().degrees()).isEqualTo(-46);
        assertThat(body.eta()).isNull();
        assertThat(body.toString()).doesNotContain("24.7").doesNotContain("46");
    }

    @ParameterizedTest
    @DisplayName("LOG-4: a latitude that is not on earth is refused")
    @ValueSource(strings = {"90.0001", "-91", "1e309", "\"NaN\"", "{}", "[]"})
    void refuses(String latitude) {
        var json = "{\"lat\": %s, \"lng\": 0, \"at\": \"2026-11-20T06:00:00Z\"}".formatted(latitude);

        assertThatThrownBy(() -> JSON.readValue(json, PositionBody.class)).isInstanceOf(JacksonException.class);
    }
}
