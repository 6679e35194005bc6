package org.backlot.identity.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Optional;
import org.backlot.identity.api.NafathCode;
import org.backlot.identity.api.NafathFailure;
import org.backlot.identity.api.NafathTransactionId;
import org.backlot.identity.api.NationalId;
import org.backlot.identity.command.nafath.NafathPrompt;
import org.backlot.identity.command.nafath.NafathUnanswered;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticaNafathTest {
    private static final NationalId NOURAS = new NationalId("1074563204");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final StubAuthentica authentica = new StubAuthentica();

    @AfterEach
    void stop() {
        authentica.close();
    }

    private AuthenticaNafath adapter(Duration patience) {
        return new AuthenticaNafath(StubAuthentica.KEY, authentica.url() + "/", patience);
    }

    private NafathPrompt asked() {
        return adapter(PATIENCE).ask(NOURAS).blockOptional().orElseThrow();
    }

    private NafathFailure failure(Duration patience) {
        return Optional.ofNullable(catchThrowableOfType(
                        NafathUnanswered.class,
                        () -> adapter(patience).ask(NOURAS).block()))
                .orElseThrow()
                .failure();
    }

    @Test
    @DisplayName("IDN-8: Authentica is sent the national ID and the key, and gives a transaction and a code")
    void asks() {
        var prompt = asked();

        var question = authentica.asked(NOURAS.value()).getFirst();
        assertThat(question.line()).isEqualTo("POST /api/v2/verify-by-nafath");
        assertThat(question.key()).isEqualTo(StubAuthentica.KEY);
        assertThat(question.body().toString()).isEqualTo("{\"national_id\":\"1074563204\"}");
        assertThat(prompt)
                .isEqualTo(new NafathPrompt(
                        new NafathTransactionId(question.transactionId()), new NafathCode(StubAuthentica.CODE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"success\":true,\"data\":{\"TransactionId\":\"trx\",\"Code\":\"7\"}}",
                "{\"TransactionId\":\"trx\",\"Code\":\"7\"}",
                "{\"success\":true,\"data\":null,\"TransactionId\":\"trx\",\"Code\":7}",
                "{\"data\":{\"TransactionId\":\"trx\",\"Code\":7,\"else\":[]},\"message\":\"sent\"}"
            })
    @DisplayName("IDN-8: transaction and code are found under data and at the top, the code as text or number")
    void both_shapes(String body) {
        authentica.answers(NOURAS.value(), 200, body);

        assertThat(asked()).isEqualTo(new NafathPrompt(new NafathTransactionId("trx"), new NafathCode("7")));
    }

    @ParameterizedTest
    @CsvSource({
        "400, REFUSED",
        "422, REFUSED",
        "401, KEY_REFUSED",
        "403, KEY_REFUSED",
        "408, UNAVAILABLE",
        "429, UNAVAILABLE",
        "500, UNAVAILABLE",
        "503, UNAVAILABLE",
        "302, ANSWER_UNUSABLE"
    })
    @DisplayName("IDN-8: each refusal has a stable meaning")
    void refusals(int status, NafathFailure failure) {
        authentica.answers(NOURAS.value(), status, "{\"errors\":[{\"message\":\"1074563204 is not known\"}]}");

        assertThat(failure(PATIENCE)).isEqualTo(failure);
        assertThat(authentica.asked(NOURAS.value()))
                .as("asked once, and nowhere else")
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "{\"success\":true,\"data\":null}",
                "{\"success\":true,\"data\":{\"TransactionId\":\"trx\"}}",
                "{\"success\":true,\"data\":{\"TransactionId\":\"\",\"Code\":\"42\"}}",
                "{\"success\":true,\"data\":{\"TransactionId\":{},\"Code\":\"42\"}}",
                "{\"success\":true,\"data\":{\"TransactionId\":\"trx\",\"Code\":\"<b>42</b>\"}}"
            })
    @DisplayName("IDN-8: an answer without a usable transaction and code is none")
    void nonsense(String body) {
        authentica.answers(NOURAS.value(), 200, body);

        assertThat(failure(PATIENCE)).isEqualTo(NafathFailure.ANSWER_UNUSABLE);
    }

    @Test
    @DisplayName("IDN-8: no success is a refusal, whatever the status says")
    void no_success() {
        authentica.answers(NOURAS.value(), 200, "{\"success\":false,\"message\":\"not registered\"}");

        assertThat(failure(PATIENCE)).isEqualTo(NafathFailure.REFUSED);
    }

    @Test
    @DisplayName("IDN-8: an answer that begins and does not end is given up, and so is one that is far too long")
    void never_ends() {
        authentica.hangs(NOURAS.value());
        assertThat(failure(Duration.ofMillis(300))).isEqualTo(NafathFailure.TIMED_OUT);

        authentica.answers(NOURAS.value(), 200, "{\"x\":\"" + "y".repeat(100_000) + "\"}");
        assertThat(failure(PATIENCE)).isEqualTo(NafathFailure.UNAVAILABLE);
    }

    @Test
    @DisplayName("IDN-8: where nobody listens, Nafath is unavailable")
    void nobody() {
        authentica.close();

        assertThat(failure(PATIENCE)).isEqualTo(NafathFailure.UNAVAILABLE);
    }

    @Test
    @DisplayName("IDN-8: without a key it says what to set, and asks nobody")
    void not_configured() {
        var adapter = new AuthenticaNafath(" ", authentica.url(), PATIENCE);

        assertThatThrownBy(adapter::requireConfigured)
                .isInstanceOfSatisfying(
                        Rejection.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(CommonRejection.PROVIDER_NOT_CONFIGURED))
                .hasMessageContaining("BACKLOT_AUTHENTICA_KEY");
        assertThatThrownBy(() -> adapter.ask(NOURAS).block()).isInstanceOf(Rejection.class);
        assertThat(authentica.asked(NOURAS.value())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"authentica", "ftp://api.authentica.sa", "https:///api"})
    @DisplayName("IDN-8: an address that is none is refused at the start")
    void no_address(String url) {
        assertThatThrownBy(() -> new AuthenticaNafath("key", url, PATIENCE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("backlot.authentica.url");
    }
}
