// Clients meet these bodies first: what they take, what they may leave out, and what they refuse.
package org.backlot.production.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.Objects;
import org.backlot.production.api.ProductionRejection;
import org.backlot.production.api.Slate;
import org.backlot.production.api.UnitKind;
import org.backlot.production.command.screenplay.FountainParser;
import org.backlot.production.rest.ProjectController.AddUnitBody;
import org.backlot.production.rest.ProjectController.CreateProjectBody;
import org.backlot.production.rest.ShotController.AddShotBody;
import org.backlot.shared.Money;
import org.backlot.shared.Rejection;
import org.backlot.shared.timecode.FrameRate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class ProductionBodiesTest {
    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    @DisplayName("PRD-1: a project is created from title, frame rate, time zone and budget; its id may be left out")
    void takes_a_project() {
        var body = json.readValue("""
                {"title": " The Last Reel ", "frameRate": "29.97DF", "timeZone": "Asia/Riyadh",
                 "budget": {"amount": 125000000, "currency": "SAR"}}
                """, CreateProjectBody.class);
        assertThat(body.title().value()).isEqualTo("The Last Reel");
        assertThat(body.frameRate()).isEqualTo(FrameRate.FPS_29_97_DROP);
        assertThat(body.timeZone()).isEqualTo(ZoneId.of("Asia/Riyadh"));
        assertThat(body.budget()).isEqualTo(Money.of(125_000_000, "SAR"));
        assertThat(body.projectId()).isNull();
    }

    @ParameterizedTest
    @DisplayName("PRD-1: a project with nonsense in a field is refused while it is read")
    @ValueSource(
            strings = {
                "{\"title\": \"  \"}",
                "{\"title\": \"a\\u0000b\"}",
                "{\"title\": \"a\\u202Eb\"}",
                "{\"frameRate\": \"29.98\"}",
                "{\"timeZone\": \"Mars/Olympus\"}",
                "{\"budget\": {\"amount\": 1, \"currency\": \"XXXX\"}}",
                "{\"projectId\": \"00000000-0000-0000-0000-000000000000\"}",
                "{\"projectId\": \"7\"}"
            })
    void refuses_a_project(String body) {
        assertThatThrownBy(() -> json.readValue(body, CreateProjectBody.class)).isInstanceOf(JacksonException.class);
    }

    @Test
    @DisplayName("PRD-2: a unit is added from name and kind")
    void takes_a_unit() {
        var body = json.readValue("{\"name\": \"Main Unit\", \"kind\": \"MAIN\"}", AddUnitBody.class);
        assertThat(body.name().value()).isEqualTo("Main Unit");
        assertThat(body.kind()).isEqualTo(UnitKind.MAIN);
        assertThat(body.unitId()).isNull();
    }

    @Test
    @DisplayName("PRD-1: a shot is added from its description alone, or with a slate of the crew's own")
    void takes_a_shot() {
        var plain = json.readValue("{\"description\": \"Wide\"}", AddShotBody.class);
        assertThat(plain.slate()).isNull();
        var slated = json.readValue("{\"description\": \"Wide\", \"slate\": \"12b\"}", AddShotBody.class);
        assertThat(slated.slate()).isEqualTo(new Slate("12B"));
    }

    @ParameterizedTest
    @DisplayName("PRD-1: a slate that cannot stand on a clapper board is refused while it is read")
    @ValueSource(
            strings = {"", " ", "-", "..", "12 B", "12/B", "12\u202E", "1234567890123456789012345678901234567890X"})
    void refuses_a_slate(String slate) {
        var body = json.createObjectNode().put("slate", slate).toString();
        assertThatThrownBy(() -> json.readValue(body, AddShotBody.class)).isInstanceOf(JacksonException.class);
    }

    @Test
    @DisplayName("PRD-3: a file arrives whole, however it is cut on the way; no body is an empty file")
    void joins_a_file() {
        assertThat(ScreenplayController.bytesOf(Flux.just(buffer(3), buffer(0), buffer(4)))
                        .block())
                .hasSize(7);
        assertThat(ScreenplayController.bytesOf(Flux.empty()).block()).isEmpty();
    }

    @Test
    @DisplayName("PRD-3: a body over 5 MB is refused as soon as it is over, without waiting for its end")
    void refuses_a_large_file() {
        var endless = Flux.<DataBuffer>generate(sink -> sink.next(buffer(65_536)));
        assertThatThrownBy(() -> ScreenplayController.bytesOf(endless).block())
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.code()).isEqualTo(ProductionRejection.SCREENPLAY_TOO_LARGE));
        var most = Flux.range(0, 5).map(_ -> buffer(FountainParser.MAXIMUM_BYTES / 5));
        assertThat(Objects.requireNonNull(ScreenplayController.bytesOf(most).block()))
                .hasSize(FountainParser.MAXIMUM_BYTES);
    }

    private static DataBuffer buffer(int size) {
        return DefaultDataBufferFactory.sharedInstance.wrap(new byte[size]);
    }
}
