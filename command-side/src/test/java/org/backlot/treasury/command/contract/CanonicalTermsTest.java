// Terms have one form and one digest, and what could mean two things is refused (TRE-3; RFC 8785).
package org.backlot.treasury.command.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

class CanonicalTermsTest {
    record Body(String before, CanonicalTerms terms, String after) {}

    @Test
    @DisplayName("TRE-3: names are sorted, numbers and strings have one form, spaces are gone (RFC 8785, 3.2)")
    void canonical() {
        var terms = new CanonicalTerms("""
                { "z": 1.50, "a": {"euro": "\\u20ac", "line": "a\\nb"}, "list": [1E2, -0, true, null], "big": 1e21 }
                """);

        assertThat(terms.json())
                .isEqualTo(
                        "{\"a\":{\"euro\":\"€\",\"line\":\"a\\nb\"},\"big\":1e+21,\"list\":[100,0,true,null],\"z\":1.5}");
    }

    @Test
    @DisplayName("TRE-3: canonical terms stay as they are, and order and spaces do not change the digest")
    void one_digest() {
        var one = new CanonicalTerms("{\"b\":2,\"a\":1}");
        var other = new CanonicalTerms("{ \"a\" : 1.0, \"b\" : 2 }");

        assertThat(new CanonicalTerms(one.json())).isEqualTo(one);
        assertThat(other.digest()).isEqualTo(one.digest()).matches("[0-9a-f]{64}");
        assertThat(new CanonicalTerms("{\"a\":1,\"b\":3}").digest()).isNotEqualTo(one.digest());
    }

    @ParameterizedTest
    @DisplayName("TRE-3: what could be read in two ways is refused")
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"x\":{\"a\":1,\"\\u0061\":1}}",
                "{\"n\":9007199254740993}",
                "{\"n\":0.1000000000000000000001}",
                "{\"n\":1e400}",
                "{\"n\":1e-400}",
                "{\"s\":\"\\ud800\"}",
                "[]",
                "\"text\"",
                "null",
                "",
                "{",
                "{} {}",
                "{\"a\":NaN}"
            })
    void refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CanonicalTerms(text));
    }

    @Test
    @DisplayName("TRE-3: numbers that a double holds as written are taken")
    void exact_numbers() {
        assertThat(new CanonicalTerms("{\"n\":[0.1,9007199254740992,1e300,-12.75,5e-324]}").json())
                .isEqualTo("{\"n\":[0.1,9007199254740992,1e+300,-12.75,5e-324]}");
    }

    @Test
    @DisplayName("TRE-3: 32 levels are taken, 33 are not")
    void depth() {
        assertThat(new CanonicalTerms(nested(32)).json()).isEqualTo(nested(32));
        assertThatIllegalArgumentException().isThrownBy(() -> new CanonicalTerms(nested(33)));
        assertThatIllegalArgumentException().isThrownBy(() -> new CanonicalTerms(nested(100_000)));
    }

    @Test
    @DisplayName("TRE-3: terms of 256 KB are taken, one byte more is not")
    void size() {
        var full = "{\"t\":\"" + "x".repeat(CanonicalTerms.LARGEST - 8) + "\"}";
        assertThat(new CanonicalTerms(full).json()).hasSize(CanonicalTerms.LARGEST);
        assertThatIllegalArgumentException().isThrownBy(() -> new CanonicalTerms(full.replace("\"t\"", "\"tt\"")));
    }

    @Test
    @DisplayName("TRE-3: terms in a request body are read as they were sent, and refused at their place")
    void from_a_body() {
        var json = JsonMapper.builder().build();

        var body =
                json.readValue("{\"before\":\"1\",\"terms\":{\"fee\":1250.10,\"a\":[{}]},\"after\":\"2\"}", Body.class);

        assertThat(body).isEqualTo(new Body("1", new CanonicalTerms("{\"a\":[{}],\"fee\":1250.1}"), "2"));
        assertThatThrownBy(() -> json.readValue("{\"terms\":{\"n\":9007199254740993}}", Body.class))
                .isInstanceOf(ValueInstantiationException.class)
                .hasCauseInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(((ValueInstantiationException) e).getPath())
                        .singleElement()
                        .extracting(step -> step.getPropertyName())
                        .isEqualTo("terms"));
    }

    private static String nested(int depth) {
        return "{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
    }
}
