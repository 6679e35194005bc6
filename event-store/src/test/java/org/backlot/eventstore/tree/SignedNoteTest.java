package org.backlot.eventstore.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.List;
import org.backlot.eventstore.tree.SignedNote.Standing;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Signed notes and checkpoints (C2SP signed-note, tlog-checkpoint, tlog-cosignature)")
class SignedNoteTest {
    /** From the documentation of Go's package note, where the format began. */
    private static final VerifierKey KNOWN_KEY =
            VerifierKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");

    private static final String KNOWN_NOTE = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    @Test
    @DisplayName("LED-2: a note that another implementation signed verifies, and is written as it was read")
    void known_note() {
        var note = SignedNote.parse(KNOWN_NOTE);

        assertThat(note.standing(KNOWN_KEY)).isEqualTo(Standing.SIGNED);
        assertThat(note.toString()).isEqualTo(KNOWN_NOTE);
        assertThat(SignedNote.parse(KNOWN_NOTE.replace("don't", "do")).standing(KNOWN_KEY))
                .isEqualTo(Standing.FORGED);
    }

    @Test
    @DisplayName("LED-2: a key whose id does not belong to it is refused")
    void wrong_key_id() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VerifierKey.parse(KNOWN_KEY.toString().replace("c74f20a3", "c74f20a4")));
    }

    @Test
    @DisplayName("LED-2: witnesses sign beneath a checkpoint, each verified by its own key; strangers are ignored")
    void witnesses_sign_beneath() throws GeneralSecurityException {
        var log = ed25519();
        var witness = ed25519();
        var logKey = VerifierKey.ofLog("example.org/log", log.getPublic());
        var witnessKey = VerifierKey.of("witness.example/w1", VerifierKey.WITNESS, witness.getPublic());
        var text = new Checkpoint("example.org/log", 7, Hash.ofNothing()).text();
        var note = new SignedNote(text, List.of(NoteSignature.of(logKey, sign(log, text))))
                .with(List.of(cosignature(witnessKey, witness, 1_700_000_000, text)));

        var read = SignedNote.parse(note.toString());

        assertThat(read.signatures()).hasSize(2);
        assertThat(read.standing(logKey)).isEqualTo(Standing.SIGNED);
        assertThat(read.standing(witnessKey)).isEqualTo(Standing.SIGNED);
        assertThat(read.standing(KNOWN_KEY)).isEqualTo(Standing.NOT_SIGNED);
        assertThat(VerifierKey.parse(witnessKey.toString())).isEqualTo(witnessKey);
        assertThat(Checkpoint.parse(read.text())).isEqualTo(new Checkpoint("example.org/log", 7, Hash.ofNothing()));
    }

    @Test
    @DisplayName("LED-2: a witness that signed another time or text has not signed this checkpoint")
    void witness_of_something_else() throws GeneralSecurityException {
        var witness = ed25519();
        var key = VerifierKey.of("witness.example/w1", VerifierKey.WITNESS, witness.getPublic());
        var text = new Checkpoint("example.org/log", 7, Hash.ofNothing()).text();
        var other = new Checkpoint("example.org/log", 8, Hash.ofNothing()).text();

        assertThat(new SignedNote(text, List.of(cosignature(key, witness, 1, other))).standing(key))
                .isEqualTo(Standing.FORGED);
        assertThat(new SignedNote(text, List.of(NoteSignature.of(key, sign(witness, text)))).standing(key))
                .isEqualTo(Standing.FORGED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org/log\n1\n",
                "example.org/log\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "example.org/log\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "example.org/log\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n",
                "example.org/log\n1\n47DEQpj8HBSa\n",
                "example.org/log\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
                "example.org/log\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\nmore\n",
                "example.org/log\n99999999999999999999\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
            })
    @DisplayName("LED-2: what is not written as a checkpoint is not one")
    void not_a_checkpoint(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text\n",
                "text\n\n",
                "text\n\nno dash AAAAAAA=\n",
                "text\n\n\u2014 name AAAA\n",
                "text\n\n\u2014 name AAAAAAA=",
                "text\n\n\u2014 na+me AAAAAAA=\n",
                "te\txt\n\n\u2014 name AAAAAAA=\n"
            })
    @DisplayName("LED-2: what is not written as a note is not one")
    void not_a_note(String note) {
        assertThatIllegalArgumentException().isThrownBy(() -> SignedNote.parse(note));
    }

    static KeyPair ed25519() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    static NoteSignature cosignature(VerifierKey key, KeyPair pair, long time, String text)
            throws GeneralSecurityException {
        var signature = sign(pair, VerifierKey.witnessed(time, text));
        return NoteSignature.of(
                key,
                ByteBuffer.allocate(Long.BYTES + signature.length)
                        .putLong(time)
                        .put(signature)
                        .array());
    }

    static byte[] sign(KeyPair pair, String text) throws GeneralSecurityException {
        var signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        return signature.sign();
    }
}
