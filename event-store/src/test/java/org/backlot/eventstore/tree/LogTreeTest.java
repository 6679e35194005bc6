package org.backlot.eventstore.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.backlot.eventstore.LogReader;
import org.backlot.eventstore.tree.SignedNote.Standing;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The stored tree")
class LogTreeTest {
    private final SignedLog log = new SignedLog();

    @Test
    @DisplayName("LED-2: in whatever steps it grew, its roots are those of the definition")
    void grows_in_steps() {
        int[] steps = {1, 2, 253, 1, 300, 7, 500};
        for (int step : steps) {
            log.append(step);
            while (log.tree.grow(90) > 0) {
                // in more than one batch
            }
        }
        var leaves = leaves();

        assertThat(log.tree.size()).isEqualTo(1 + 1064);
        for (int size : List.of(0, 1, 2, 3, 255, 256, 257, 258, 511, 512, 513, 700, 1024, 1064, 1065)) {
            assertThat(log.tree.root(size).bytes())
                    .as("size %d", size)
                    .isEqualTo(NaiveTree.root(leaves.subList(0, size)));
        }
    }

    @Test
    @DisplayName("LED-2: proofs from the stored tree hold, also in a tree of three levels of tiles")
    void proofs_from_tiles() {
        log.append(66_000);
        var latest = log.sign();
        var leaves = leaves();

        for (long position : List.of(0L, 1L, 255L, 256L, 65_535L, 65_536L, 66_000L)) {
            assertThat(Proofs.includes(
                            latest.root(),
                            latest.size(),
                            position,
                            Hash.ofLeaf(leaves.get((int) position)),
                            log.tree.inclusionProof(position, latest.size())))
                    .as("position %d", position)
                    .isTrue();
        }
        for (long from : List.of(1L, 256L, 300L, 65_536L, 65_537L, 65_999L)) {
            assertThat(Proofs.consistent(
                            from,
                            log.tree.root(from),
                            latest.size(),
                            latest.root(),
                            log.tree.consistencyProof(from, latest.size())))
                    .as("from %d", from)
                    .isTrue();
        }
        assertThat(log.verify().findings()).isEmpty();
    }

    @Test
    @DisplayName("LED-2: several nodes may grow it at once; each leaf is taken once")
    void several_growers() throws Exception {
        log.append(2_000);
        try (var nodes = Executors.newFixedThreadPool(4)) {
            var tasks = new ArrayList<Callable<Integer>>();
            for (int node = 0; node < 4; node++) {
                tasks.add(() -> {
                    var tree = new LogTree(log.database, log.schema, log.signer.identity());
                    int taken = 0;
                    while (tree.size() < 2_001) {
                        taken += tree.grow(100);
                    }
                    return taken;
                });
            }
            int taken = 0;
            for (var node : nodes.invokeAll(tasks)) {
                taken += node.get();
            }
            assertThat(taken).isEqualTo(2_001);
        }
        assertThat(log.tree.root(2_001).bytes()).isEqualTo(NaiveTree.root(leaves()));
    }

    @Test
    @DisplayName("LED-2: the log has one identity and one key, whoever asks first")
    void one_identity() {
        assertThat(log.signer().identity()).isEqualTo(log.signer.identity());
        assertThat(log.signer.identity().origin())
                .isEqualTo("example.org/" + log.signer.identity().id());
    }

    @Test
    @DisplayName("LED-2: a checkpoint is signed by the log's key over its origin, size and root")
    void checkpoint() {
        var kept = log.append(5).sign();

        var checkpoint = Checkpoint.parse(kept.note().text());
        assertThat(checkpoint.origin()).isEqualTo(log.signer.identity().origin());
        assertThat(checkpoint.size()).isEqualTo(6);
        assertThat(checkpoint.root().bytes()).isEqualTo(NaiveTree.root(leaves()));
        assertThat(kept.note().standing(log.signer.identity().key())).isEqualTo(Standing.SIGNED);
    }

    @Test
    @DisplayName("LED-2: at most one checkpoint in an interval, none where nothing was added")
    void at_most_one_in_an_interval() {
        var hourly = new Checkpoints(log.tree, Duration.ofHours(1));
        log.append(1);
        log.tree.grow(10);
        assertThat(hourly.signIfDue(log.signer)).isPresent();
        log.append(1);
        log.tree.grow(10);
        assertThat(hourly.signIfDue(log.signer)).isEmpty();

        log.sql("update log.checkpoint set at = at - interval '61 minutes'");
        assertThat(hourly.signIfDue(log.signer))
                .hasValueSatisfying(kept -> assertThat(kept.size()).isEqualTo(3));
        assertThat(log.checkpoints.signIfDue(log.signer)).isEmpty();

        log.append(1);
        log.tree.grow(10);
        log.sql("update log.checkpoint set at = at + interval '61 minutes' where size = 3");
        assertThat(hourly.signIfDue(log.signer)).as("the clock was set back").isPresent();
    }

    @Test
    @DisplayName("LED-2: a tree that does not continue what was signed is not signed")
    void not_signed_against_itself() {
        log.signed(10);
        log.append(10);
        log.tree.grow(100);
        log.sql("update log.tree_tile set hashes = overlay(hashes placing decode(repeat('00', 32), 'hex') from 97)");

        assertThatExceptionOfType(TreeDamaged.class).isThrownBy(() -> log.checkpoints.signIfDue(log.signer));
    }

    @Test
    @DisplayName("LED-2: a log with a hole does not enter the tree")
    void no_holes() {
        log.append(10);
        log.sql("delete from log.event where position = 4");

        assertThatExceptionOfType(TreeDamaged.class).isThrownBy(() -> log.tree.grow(100));
        assertThat(log.tree.size()).isZero();
    }

    @Test
    @DisplayName("LED-2: cosignatures of known witnesses are kept beneath the checkpoint, others refused")
    void cosignatures() throws GeneralSecurityException {
        var kept = log.append(3).sign();
        var pair = SignedNoteTest.ed25519();
        var witness = VerifierKey.of("witness.example/w1", VerifierKey.WITNESS, pair.getPublic());
        var cosignature = SignedNoteTest.cosignature(
                witness, pair, 1_767_225_600, kept.note().text());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> log.checkpoints.cosign(kept.size(), List.of(cosignature), List.of()));
        log.checkpoints.cosign(kept.size(), List.of(cosignature), List.of(witness));
        log.checkpoints.cosign(kept.size(), List.of(cosignature), List.of(witness));

        var note = log.checkpoints.of(kept.size()).orElseThrow().note();
        assertThat(note.signatures()).hasSize(2);
        assertThat(note.standing(witness)).isEqualTo(Standing.SIGNED);
        assertThat(note.standing(log.signer.identity().key())).isEqualTo(Standing.SIGNED);
        assertThat(log.checkpoints.cosign(99, List.of(cosignature), List.of(witness)))
                .isEmpty();
    }

    private List<byte[]> leaves() {
        var leaves = new ArrayList<byte[]>();
        leaves.add(LeafEncoding.ofIdentity(
                log.signer.identity().id(), log.signer.identity().origin()));
        new LogReader(log.database, log.schema).after(0, 100_000).forEach(event -> leaves.add(LeafEncoding.of(event)));
        return leaves;
    }
}
