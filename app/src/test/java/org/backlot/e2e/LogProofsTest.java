package org.backlot.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.backlot.eventstore.tree.Checkpoint;
import org.backlot.eventstore.tree.Hash;
import org.backlot.eventstore.tree.ProofBundle;
import org.backlot.eventstore.tree.Proofs;
import org.backlot.eventstore.tree.SignedNote;
import org.backlot.eventstore.tree.VerifierKey;
import org.backlot.log.app.LogCheck;
import org.backlot.platform.app.cli.BacklotCommand;
import org.backlot.platform.app.demo.Person;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@DisplayName("An auditor proves what the log says")
class LogProofsTest {
    /** A witness whose secret is no secret: its seed is 32 times 7. */
    static final String WITNESS = "witness.example/w1+aa4a09d1+BOpKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs";

    private static final String WITNESS_SECRET = "302e020100300506032b657004220420" + "07".repeat(32);

    private static final TestBacklot BACKLOT = TestBacklot.shared();
    private static Person auditor = Person.unknown();

    @BeforeAll
    static void somebody_audits() {
        auditor = BACKLOT.somebody("auditor", "prover@audit.example");
    }

    @Test
    @DisplayName("LED-2: the log signs a checkpoint over every event within seconds")
    void checkpoint_comes() {
        BACKLOT.somebody("talent");

        var checkpoint = covering(head());

        assertThat(SignedNote.parse(checkpoint).standing(key())).isEqualTo(SignedNote.Standing.SIGNED);
        var parsed = Checkpoint.parse(SignedNote.parse(checkpoint).text());
        assertThat(parsed.origin()).startsWith("backlot/").isEqualTo(key().name());
        assertThat(text("/api/v1/log/checkpoint?size=" + parsed.size())).isEqualTo(checkpoint);
    }

    @Test
    @DisplayName("LED-2: inclusion and consistency are proven over REST, by what RFC 9162 prescribes")
    void proofs_over_rest() {
        var older = Checkpoint.parse(SignedNote.parse(covering(head())).text());
        BACKLOT.somebody("talent");
        var newer = Checkpoint.parse(SignedNote.parse(covering(head())).text());
        assertThat(newer.size()).isGreaterThan(older.size());

        var inclusion = auditor.api()
                .get("/api/v1/log/proofs/inclusion?position=3&size=" + newer.size())
                .expectSuccess()
                .json();
        assertThat(Proofs.includes(
                        newer.root(),
                        newer.size(),
                        3,
                        Hash.fromBase64(inclusion.path("leafHash").asString()),
                        hashes(inclusion.path("proof"))))
                .isTrue();
        assertThat(inclusion.path("checkpoint").asString())
                .contains(newer.root().toBase64());

        var consistency = auditor.api()
                .get("/api/v1/log/proofs/consistency?from=" + older.size() + "&to=" + newer.size())
                .expectSuccess()
                .json();
        assertThat(Proofs.consistent(
                        older.size(), older.root(), newer.size(), newer.root(), hashes(consistency.path("proof"))))
                .isTrue();
    }

    @Test
    @DisplayName("LED-2: after a person was erased, every proof given out before still holds, and new ones do")
    void erasure_leaves_proofs() {
        var person = BACKLOT.somebody("production", "forgotten@people.example");
        long position = registrationOf(person);
        covering(position);
        var before = ProofBundle.parse(text("/api/v1/log/events/" + position + "/bundle"));
        assertThat(before.row().payload()).contains("sealed:").doesNotContain("forgotten@people.example");

        person.api().delete("/api/v1/registry/accounts/" + person.accountId()).expectSuccess();
        covering(head());

        assertThat(before.check(Optional.of(key())).problems()).isEmpty();
        assertThat(ProofBundle.parse(text("/api/v1/log/events/" + position + "/bundle")))
                .isEqualTo(before);
        assertThat(verify().findings()).isEmpty();
        for (long each = position; each <= head(); each++) {
            covering(each);
            assertThat(ProofBundle.parse(text("/api/v1/log/events/" + each + "/bundle"))
                            .check(Optional.of(key()))
                            .problems())
                    .as("position %d", each)
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("LED-2: one byte changed in psql is found and named, by the command line as well")
    void a_byte_changed() {
        covering(head());
        var jdbc = BACKLOT.running().context().getBean(JdbcClient.class);
        var was = jdbc.sql("select metadata from log.event where position = 2")
                .query(String.class)
                .single();
        jdbc.sql("update log.event set metadata = metadata || ' ' where position = 2")
                .update();
        try {
            assertThat(verify().findings())
                    .singleElement()
                    .satisfies(finding ->
                            assertThat(finding.what()).isEqualTo("position 2: the row is not the one that was signed"));
            assertThat(BacklotCommand.run("log", "verify", "--data", data())).isEqualTo(1);
        } finally {
            jdbc.sql("update log.event set metadata = ? where position = 2")
                    .param(was)
                    .update();
        }
        assertThat(BacklotCommand.run("log", "verify", "--data", data(), "--key", key().toString()))
                .isZero();
    }

    @Test
    @DisplayName(
            "LED-2: 'log prove' writes a bundle that 'log check' verifies from the file alone, and refuses once altered")
    void prove_and_check(@TempDir Path folder) throws IOException {
        covering(5);
        var bundle = folder.resolve("proof.json");

        assertThat(BacklotCommand.run("log", "prove", "5", "--out", bundle.toString(), "--data", data()))
                .isZero();
        assertThat(BacklotCommand.run("log", "check", bundle.toString())).isZero();
        assertThat(BacklotCommand.run("log", "check", bundle.toString(), "--key", key().toString()))
                .isZero();

        Files.writeString(bundle, Files.readString(bundle).replace("\"sequence\" : ", "\"sequence\" : 1"));
        assertThat(BacklotCommand.run("log", "check", bundle.toString())).isEqualTo(1);
        assertThat(BacklotCommand.run("log", "check", folder.resolve("none").toString()))
                .isEqualTo(1);
        assertThat(BacklotCommand.run("log", "prove", "99999999", "--data", data()))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("LED-2: proofs are for auditors; a witness that nobody configured is refused")
    void for_auditors_only() throws Exception {
        var producer = BACKLOT.somebody("production");
        for (var path : List.of("checkpoint", "key")) {
            producer.api().get("/api/v1/log/" + path, "text/plain").expectRefusal("NOT_ALLOWED");
        }
        for (var path : List.of("proofs/inclusion?position=1", "proofs/consistency?from=1", "events/1/bundle")) {
            producer.api().get("/api/v1/log/" + path).expectRefusal("NOT_ALLOWED");
        }
        var size = Checkpoint.parse(SignedNote.parse(covering(1)).text()).size();
        assertThat(post("/api/v1/log/checkpoints/" + size + "/cosignatures", "\u2014 w.example/1 AAAAAAAAAAA=\n"))
                .contains("FIELD_INVALID");
        auditor.api().get("/api/v1/log/events/99999999/bundle").expectRefusal("NOT_FOUND");
        auditor.api().get("/api/v1/log/proofs/inclusion?position=0").expectRefusal("PARAMETER_INVALID");
        auditor.api().get("/api/v1/log/proofs/consistency?from=9&to=8").expectRefusal("PARAMETER_INVALID");
    }

    @Test
    @DisplayName("LED-2: a known witness signs beneath a checkpoint over REST, and stands there from then on")
    void witness_signs() throws Exception {
        var checkpoint = covering(1);
        var text = SignedNote.parse(checkpoint).text();
        var size = Checkpoint.parse(text).size();
        var time = 1_767_225_600L;
        var signature = Signature.getInstance("Ed25519");
        signature.initSign(KeyFactory.getInstance("Ed25519")
                .generatePrivate(new PKCS8EncodedKeySpec(HexFormat.of().parseHex(WITNESS_SECRET))));
        signature.update(("cosignature/v1\ntime " + time + "\n" + text).getBytes(StandardCharsets.UTF_8));
        var witness = VerifierKey.parse(WITNESS);
        var line = "\u2014 " + witness.name() + " "
                + Base64.getEncoder()
                        .encodeToString(ByteBuffer.allocate(4 + 8 + 64)
                                .putInt(witness.id())
                                .putLong(time)
                                .put(signature.sign())
                                .array())
                + "\n";

        var answer = post("/api/v1/log/checkpoints/" + size + "/cosignatures", line);

        assertThat(answer).isEqualTo(checkpoint + line).isEqualTo(text("/api/v1/log/checkpoint?size=" + size));
        assertThat(SignedNote.parse(answer).standing(witness)).isEqualTo(SignedNote.Standing.SIGNED);
        assertThat(SignedNote.parse(answer).standing(key())).isEqualTo(SignedNote.Standing.SIGNED);
    }

    private static LogCheck.Report verify() {
        return BACKLOT.running()
                .context()
                .getBean(LogCheck.class)
                .verify(new LogCheck.Given(Optional.empty(), List.of()));
    }

    private static String data() {
        return BACKLOT.running().dataFolder().toString();
    }

    private static long head() {
        return auditor.api()
                .get("/api/v1/log?limit=1")
                .expectSuccess()
                .json()
                .path("head")
                .asLong();
    }

    private static VerifierKey key() {
        return VerifierKey.parse(text("/api/v1/log/key"));
    }

    // The newest checkpoint, as soon as it covers a position.
    private static String covering(long position) {
        return Awaitility.await()
                .until(
                        () -> auditor.api()
                                                .get("/api/v1/log/checkpoint", "text/plain")
                                                .status()
                                        == 200
                                ? text("/api/v1/log/checkpoint")
                                : "",
                        note -> !note.isEmpty()
                                && Checkpoint.parse(SignedNote.parse(note).text())
                                                .size()
                                        > position);
    }

    private static long registrationOf(Person person) {
        long after = 0;
        while (true) {
            var stretch = auditor.api()
                    .get("/api/v1/log?limit=1000&after=" + after)
                    .expectSuccess()
                    .json();
            for (var event : stretch.path("data")) {
                if (event.path("type").asString().equals("identity.AccountRegistered")
                        && event.path("payload").path("accountId").asString().equals(person.accountId())) {
                    return event.path("position").asLong();
                }
                after = event.path("position").asLong();
            }
            assertThat(stretch.path("data").isEmpty()).isFalse();
        }
    }

    private static List<Hash> hashes(JsonNode texts) {
        return texts.valueStream().map(JsonNode::asString).map(Hash::fromBase64).toList();
    }

    private static String text(String path) {
        return auditor.api()
                .get(path, path.endsWith("/bundle") ? "application/json" : "text/plain")
                .expectSuccess()
                .text();
    }

    private static String post(String path, String lines) throws IOException, InterruptedException {
        return BACKLOT.http()
                .send(
                        HttpRequest.newBuilder(BACKLOT.base().resolve(path))
                                .header(
                                        "Authorization",
                                        "Bearer " + auditor.api().token().orElseThrow())
                                .header("Content-Type", "text/plain; charset=utf-8")
                                .POST(HttpRequest.BodyPublishers.ofString(lines))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
