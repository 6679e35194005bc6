package org.backlot.eventstore.tree;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backlot.eventstore.StoredEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything that shows that a row is in a log, in one file: the row as it is stored, its path to the root, the signed
 * checkpoint with that root, and the key that verifies it. Whoever has it needs neither the log nor a network.
 *
 * @param row as it is stored; personal fields remain sealed
 * @param leaf the hash that the row had when the bundle was made; tells an altered row from an altered path
 * @param path from the leaf to the root, lowest first
 * @param checkpoint the signed note
 * @param key that verifies it; to be compared with one that came another way
 */
public record ProofBundle(StoredEvent row, Hash leaf, List<Hash> path, String checkpoint, String key) {
    private static final String FORMAT = "event-log-proof/1";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(tools.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public ProofBundle {
        path = List.copyOf(path);
    }

    /**
     * What the check of a bundle came to.
     *
     * @param problems what does not hold; empty where all does
     */
    public record Outcome(List<String> problems) {
        public Outcome {
            problems = List.copyOf(problems);
        }

        public boolean holds() {
            return problems.isEmpty();
        }
    }

    /**
     * Makes one, and makes sure that it holds.
     *
     * @param kept a checkpoint that covers the row
     * @throws TreeDamaged if the row is not the one in the tree
     */
    public static ProofBundle of(StoredEvent row, LogTree tree, Checkpoints.Kept kept) {
        var bundle = new ProofBundle(
                row,
                Hash.ofLeaf(LeafEncoding.of(row)),
                tree.inclusionProof(row.position(), kept.size()),
                kept.note().toString(),
                tree.identity().key().toString());
        var outcome = bundle.check(Optional.empty());
        if (!outcome.holds()) {
            throw new TreeDamaged(
                    "position " + row.position()
                            + " cannot be proven: its row or the stored tree was changed since it was signed; check the whole log");
        }
        return bundle;
    }

    /**
     * Checks it, with nothing but itself.
     *
     * @param known the key of the log, where the reader has it from elsewhere; without it, the one in the bundle is believed
     */
    public Outcome check(Optional<VerifierKey> known) {
        var problems = new ArrayList<String>();
        var verifier = verifier(known, problems);
        var computed = computedLeaf(problems);
        if (computed.filter(hash -> !hash.equals(leaf)).isPresent()) {
            problems.add("the event was altered: its fields do not have the leaf hash in the bundle");
        }
        try {
            var note = SignedNote.parse(checkpoint);
            var tree = Checkpoint.parse(note.text());
            verifier.ifPresent(vkey -> checkSignature(note, tree, vkey, problems));
            if (row.position() >= tree.size()) {
                problems.add("the checkpoint does not cover the event: it ends before position " + row.position());
            } else if (!Proofs.includes(tree.root(), tree.size(), row.position(), leaf, path)) {
                problems.add(
                        "the path does not lead from the leaf hash at position " + row.position()
                                + " to the root of the checkpoint: the leaf hash, the position, the path or the root was altered");
            }
        } catch (IllegalArgumentException e) {
            problems.add("the checkpoint was altered: " + e.getMessage());
        }
        return new Outcome(problems);
    }

    private Optional<VerifierKey> verifier(Optional<VerifierKey> known, List<String> problems) {
        try {
            var own = VerifierKey.parse(key);
            if (known.filter(other -> !other.equals(own)).isPresent()) {
                problems.add("the key in the bundle is not the one given");
            }
            return known.or(() -> Optional.of(own));
        } catch (IllegalArgumentException e) {
            problems.add("the key in the bundle was altered: " + e.getMessage());
            return known;
        }
    }

    private Optional<Hash> computedLeaf(List<String> problems) {
        try {
            return Optional.of(Hash.ofLeaf(LeafEncoding.of(row)));
        } catch (IllegalArgumentException | ArithmeticException e) {
            problems.add("the event was altered: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static void checkSignature(SignedNote note, Checkpoint tree, VerifierKey key, List<String> problems) {
        switch (note.standing(key)) {
            case SIGNED -> {
                if (!tree.origin().equals(key.name())) {
                    problems.add("the checkpoint is of another log: " + tree.origin() + ", not " + key.name());
                }
            }
            case NOT_SIGNED -> problems.add("the checkpoint is not signed by " + key);
            case FORGED ->
                problems.add("the checkpoint was altered: the signature of " + key.name() + " does not hold");
        }
    }

    /** Reads a file. What is missing, doubled, unknown or of another kind is refused. */
    public static ProofBundle parse(String json) {
        try {
            var root = fields(
                    JSON.readTree(json), "format", "event", "leafHash", "inclusionProof", "checkpoint", "verifierKey");
            if (!text(root, "format").equals(FORMAT)) {
                throw new IllegalArgumentException("not a proof of an event in a log, format " + FORMAT);
            }
            var event = fields(
                    root.required("event"),
                    "position",
                    "stream",
                    "sequence",
                    "streamType",
                    "eventId",
                    "at",
                    "type",
                    "revision",
                    "payload",
                    "metadata");
            var path = new ArrayList<Hash>();
            if (!root.required("inclusionProof").isArray()) {
                throw new IllegalArgumentException("inclusionProof is not a list");
            }
            for (var hash : root.required("inclusionProof")) {
                path.add(Hash.fromBase64(hash.asString()));
            }
            return new ProofBundle(
                    new StoredEvent(
                            number(event, "position"),
                            text(event, "stream"),
                            number(event, "sequence"),
                            textOrNull(event, "streamType"),
                            text(event, "eventId"),
                            time(event),
                            text(event, "type"),
                            textOrNull(event, "revision"),
                            text(event, "payload"),
                            text(event, "metadata")),
                    Hash.fromBase64(text(root, "leafHash")),
                    path,
                    text(root, "checkpoint"),
                    text(root, "verifierKey"));
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException("not a proof of an event in a log: " + e.getMessage(), e);
        }
    }

    // The leaf holds microseconds: a finer time in the file would be a change that nobody notices.
    private static Instant time(JsonNode event) {
        var text = text(event, "at");
        var time = Instant.parse(text);
        if (!time.toString().equals(text) || time.getNano() % 1_000 != 0) {
            throw new IllegalArgumentException("at is not a time in microseconds as it is written: " + text);
        }
        return time;
    }

    private static JsonNode fields(JsonNode node, String... names) {
        if (!node.isObject()
                || !List.copyOf(node.propertyNames()).stream()
                        .sorted()
                        .toList()
                        .equals(java.util.Arrays.stream(names).sorted().toList())) {
            throw new IllegalArgumentException("a proof has exactly the fields " + List.of(names));
        }
        return node;
    }

    private static String text(JsonNode node, String name) {
        var value = node.required(name);
        if (!value.isString()) {
            throw new IllegalArgumentException(name + " is not a text");
        }
        return value.stringValue();
    }

    private static @Nullable String textOrNull(JsonNode node, String name) {
        return node.required(name).isNull() ? null : text(node, name);
    }

    private static long number(JsonNode node, String name) {
        var value = node.required(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException(name + " is not a number");
        }
        return value.longValue();
    }

    /** The file. */
    public String toJson() {
        ObjectNode root = JSON.createObjectNode().put("format", FORMAT);
        root.putObject("event")
                .put("position", row.position())
                .put("stream", row.stream())
                .put("sequence", row.sequence())
                .put("streamType", row.streamType())
                .put("eventId", row.eventId())
                .put("at", row.at().toString())
                .put("type", row.type())
                .put("revision", row.revision())
                .put("payload", row.payload())
                .put("metadata", row.metadata());
        root.put("leafHash", leaf.toBase64());
        var proof = root.putArray("inclusionProof");
        path.forEach(hash -> proof.add(hash.toBase64()));
        return JSON.writeValueAsString(root.put("checkpoint", checkpoint).put("verifierKey", key));
    }
}
