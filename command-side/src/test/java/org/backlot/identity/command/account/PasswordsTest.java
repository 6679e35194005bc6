package org.backlot.identity.command.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.backlot.identity.api.EmailAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    private static final EmailAddress OWNER = new EmailAddress("leila.haddad@example.org");

    @ParameterizedTest
    @DisplayName("IDN-1: a password that is guessed first is refused")
    @ValueSource(
            strings = {
                "1234567890",
                "0987654321",
                "password123",
                "P@ssw0rd2024",
                "aaaaaaaaaaaa",
                "qwertyuiop",
                "1q2w3e4r5t",
                "passwordpassword",
                "iloveyou!!!",
                "Welcome2026!",
                "leila.haddad1",
                "leila.haddad@example.org"
            })
    void refuses(String password) {
        assertThat(WorstPasswords.include(password, OWNER)).isTrue();
    }

    @ParameterizedTest
    @DisplayName("IDN-1: an unusual password is taken")
    @ValueSource(strings = {"correct horse battery", "rain over the dunes", "tU7#kd92!xQ", "شمس الصحراء الكبرى"})
    void takes(String password) {
        assertThat(WorstPasswords.include(password, OWNER)).isFalse();
    }

    @Test
    @DisplayName("IDN-1: passwords are kept as salted Argon2id, and nobody's password matches no account")
    void hashes() {
        var hashing = new PasswordHashing();
        var hash = hashing.hash("rain over the dunes").blockOptional().orElseThrow();

        assertThat(hash.value()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(hashing.matches("rain over the dunes", Optional.of(hash)).block())
                .isTrue();
        assertThat(hashing.matches("rain over the dune", Optional.of(hash)).block())
                .isFalse();
        assertThat(hashing.matches("nobody has this password", Optional.empty()).block())
                .isFalse();
    }
}
