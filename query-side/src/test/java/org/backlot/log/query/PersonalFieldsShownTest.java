package org.backlot.log.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.backlot.log.api.PersonalFields;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** What an auditor sees of personal fields. */
class PersonalFieldsShownTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String REGISTERED = """
            {"accountId":"01980000-0000-7000-8000-000000000001","role":"talent","email":"sealed:v1:AAAA",\
            "password":"sealed:v1:BBBB","regionHub":"MUM-04"}""";

    @Test
    @DisplayName("LED-4: sealed fields read as sealed where nothing can open them, and ciphertext stays inside")
    void sealed() {
        var shown = shown(Optional.empty(), REGISTERED);

        assertThat(shown).isEqualTo("""
                        {"accountId":"01980000-0000-7000-8000-000000000001","role":"talent",\
                        "email":{"personal":"sealed"},"password":{"personal":"sealed"},"regionHub":"MUM-04"}""");
    }

    @Test
    @DisplayName("LED-4: opened fields are shown, erased ones read [erased], credentials stay sealed even when opened")
    void opened() {
        PersonalFields opens = (name, json) -> {
            assertThat(name).isEqualTo("identity.AccountRegistered");
            return json.replace("sealed:v1:AAAA", "[erased]").replace("sealed:v1:BBBB", "$argon2id$v=19$");
        };

        assertThat(shown(Optional.of(opens), REGISTERED))
                .contains("\"email\":\"[erased]\"")
                .contains("\"password\":{\"personal\":\"sealed\"}")
                .doesNotContain("argon2id");
    }

    @Test
    @DisplayName("LED-4: a field that could not be opened is sealed however deep it lies")
    void deep() {
        assertThat(shown(Optional.of((_, json) -> json), "{\"a\":[{\"b\":\"sealed:v1:X\"},\"sealed:v1:Y\",1]}"))
                .isEqualTo("{\"a\":[{\"b\":{\"personal\":\"sealed\"}},{\"personal\":\"sealed\"},1]}");
    }

    @Test
    @DisplayName("LED-4: opening keys never blocks a thread that must not block")
    void off_the_event_loop() {
        PersonalFields opens = (_, json) -> {
            assertThat(Schedulers.isInNonBlockingThread()).isFalse();
            return json.replace("sealed:v1:AAAA", "seen");
        };
        var shown = Mono.defer(() -> new PersonalFieldsShown(Optional.of(opens), JSON)
                        .shown("identity.AccountRegistered", REGISTERED))
                .subscribeOn(Schedulers.parallel())
                .block();

        assertThat(String.valueOf(shown)).contains("seen");
    }

    private static String shown(Optional<PersonalFields> personal, String payload) {
        return String.valueOf(new PersonalFieldsShown(personal, JSON)
                .shown("identity.AccountRegistered", payload)
                .block());
    }
}
