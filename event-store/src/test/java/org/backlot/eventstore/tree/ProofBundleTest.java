package org.backlot.eventstore.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A proof in a file")
class ProofBundleTest {
    private static final SignedLog LOG = new SignedLog();
    private static String json = "";

    @BeforeAll
    static void make() {
        LOG.signed(40, 40);
        json = LOG.bundle(17).toJson();
    }

    @Test
    @DisplayName("LED-2: read back from its file, it holds")
    void holds() {
        var bundle = ProofBundle.parse(json);

        assertThat(bundle).isEqualTo(LOG.bundle(17));
        assertThat(bundle.check(Optional.empty()).problems()).isEmpty();
        assertThat(bundle.check(Optional.of(LOG.signer.identity().key())).problems())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(
            quoteCharacter = '#',
            value = {
                "\"position\" : 17,\"position\" : 18,the event was altered",
                "\"position\" : 17,\"position\" : 7000,does not cover the event",
                "stream/3,stream/4,the event was altered",
                "\"sequence\" : 17,\"sequence\" : 18,the event was altered",
                "event-17,event-18,the event was altered",
                "00:00:17,00:00:18,the event was altered",
                "test.Happened,test.Hoppened,the event was altered",
                "\"revision\" : \"1\",\"revision\" : null,the event was altered",
                "\"streamType\" : null,\"streamType\" : \"\",the event was altered",
                "#{\\\"n\\\":17}#,#{\\\"n\\\": 17}#,the event was altered",
                "\"metadata\" : \"{}\",\"metadata\" : \"{ }\",the event was altered",
            })
    @DisplayName("LED-2: an altered field of the event is told")
    void altered_event(String part, String other, String problem) {
        assertProblem(json.replace(part, other), problem);
    }

    @Test
    @DisplayName("LED-2: an altered leaf hash, path, checkpoint or key is told")
    void altered_proof() {
        var bundle = ProofBundle.parse(json);
        var nothing = Hash.ofNothing();

        assertProblem(replaced(bundle.leaf().toBase64(), nothing.toBase64()), "the path does not lead");
        for (var hash : bundle.path()) {
            assertProblem(replaced(hash.toBase64(), nothing.toBase64()), "the path does not lead");
        }
        var note = SignedNote.parse(bundle.checkpoint());
        assertProblem(
                replaced(Checkpoint.parse(note.text()).root().toBase64(), nothing.toBase64()),
                "the signature of " + LOG.signer.identity().origin() + " does not hold");
        assertProblem(replaced("\\n41\\n", "\\n81\\n"), "does not hold");
        var signature = note.signatures().getFirst().base64();
        assertProblem(
                replaced(
                        signature,
                        signature.substring(0, 20)
                                + (signature.charAt(20) == 'A' ? 'B' : 'A')
                                + signature.substring(21)),
                "does not hold");
        var otherKey = new SignedLog().signer.identity().key().toString();
        assertProblem(replaced(bundle.key(), otherKey), "the checkpoint is not signed by " + otherKey);
        assertProblem(replaced(bundle.key(), "nonsense"), "the key in the bundle was altered");
    }

    @Test
    @DisplayName("LED-2: a bundle signed by somebody else does not hold for whoever knows the key")
    void somebody_elses() {
        var other = new SignedLog().signed(40).bundle(17);

        assertThat(other.check(Optional.empty()).holds()).isTrue();
        assertThat(other.check(Optional.of(LOG.signer.identity().key())).problems())
                .anySatisfy(problem -> assertThat(problem).contains("not the one given"))
                .anySatisfy(problem -> assertThat(problem).contains("is not signed by"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "null", "{\"format\":\"event-log-proof/1\"}", "nonsense"})
    @DisplayName("LED-2: what is not a bundle is refused")
    void not_a_bundle(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ProofBundle.parse(text));
    }

    @Test
    @DisplayName("LED-2: a bundle with anything more, doubled or less precise is refused")
    void nothing_more() {
        for (var altered : List.of(
                replaced("\"format\"", "\"more\" : 1, \"format\""),
                replaced("\"format\" :", "\"format\" : \"x\", \"format\" :"),
                replaced("00:00:17.000017Z", "00:00:17.0000170Z"),
                replaced("00:00:17.000017Z", "00:00:17.000017001Z"),
                json + "{}")) {
            assertThatIllegalArgumentException().isThrownBy(() -> ProofBundle.parse(altered));
        }
    }

    @Test
    @DisplayName("LED-2: a changed row is not proven")
    void changed_row() {
        var log = new SignedLog().signed(5);
        log.sql("update log.event set payload = '{}' where position = 3");

        assertThatExceptionOfType(TreeDamaged.class).isThrownBy(() -> log.bundle(3));
    }

    private static String replaced(String part, String other) {
        return json.replace(part, other);
    }

    private static void assertProblem(String altered, String problem) {
        assertThat(altered).isNotEqualTo(json);
        assertThat(ProofBundle.parse(altered).check(Optional.empty()).problems())
                .anySatisfy(found -> assertThat(found).contains(problem));
    }
}
