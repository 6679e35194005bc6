package org.backlot.eventstore.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import org.backlot.eventstore.tree.Finding.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Somebody tampers with the log by SQL")
class LogVerificationTest {
    private final SignedLog log = new SignedLog().signed(100, 200, 300);

    @Test
    @DisplayName("LED-2: a log that nobody touched is sound; rows that no tree has yet are no fault")
    void sound() {
        log.append(3);

        var verdict = log.verify();

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.rows()).isEqualTo(603);
        assertThat(verdict.checkpoints()).isEqualTo(3);
        assertThat(verdict.confirmed()).isEqualTo(601);
    }

    @Test
    @DisplayName("LED-2: one byte of one row changed: the row is named")
    void one_byte() {
        log.sql("update log.event set payload = replace(payload, '7', '8') where position = 417");

        assertFound(Finding.at(Kind.ROW_CHANGED, 417, "position 417: the row is not the one that was signed"));
    }

    @Test
    @DisplayName("LED-2: whichever column is changed, the row is named")
    void every_column() {
        for (var change : List.of(
                "stream = stream || 'x'",
                "sequence = sequence + 1000",
                "stream_type = 'Other'",
                "stream_type = case when stream_type is null then '' end",
                "event_id = event_id || 'x'",
                "at = at + interval '1 microsecond'",
                "type = 'test.Other'",
                "revision = null",
                "payload = payload || ' '",
                "metadata = '{ }'")) {
            var other = new SignedLog().signed(5);
            other.sql("update log.event set " + change + " where position = 3");
            assertThat(other.verify().findings())
                    .as(change)
                    .extracting(Finding::kind, Finding::from)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(Kind.ROW_CHANGED, 3L));
        }
    }

    @Test
    @DisplayName("LED-2: two rows swapped: both are named, near or far")
    void swapped() {
        log.sql(swap(20, 21)).sql(swap(5, 590));

        assertFound(
                new Finding(Kind.ROWS_SWAPPED, 5, 590, "swapped: position 5 and position 590 hold one another's rows"),
                new Finding(Kind.ROWS_SWAPPED, 20, 21, "swapped: position 20 and position 21 hold one another's rows"));
    }

    @Test
    @DisplayName("LED-2: the last row deleted: what is missing is named")
    void last_row_deleted() {
        log.sql("delete from log.event where position = 600").sql("update log.head set position = 599");

        assertFound(Finding.at(
                Kind.ROWS_MISSING_AT_END, 600, "position 600 is missing at the end; a checkpoint covers them"));
    }

    @Test
    @DisplayName("LED-2: the last row deleted together with its leaf: the checkpoint still covers it")
    void last_row_and_leaf_deleted() {
        log.sql("delete from log.event where position = 600")
                .sql("update log.head set position = 599")
                .sql("update log.tree set size = 600");

        assertThat(log.verify().findings())
                .extracting(Finding::kind, Finding::from, Finding::to)
                .contains(org.assertj.core.groups.Tuple.tuple(Kind.ROWS_MISSING_AT_END, 600L, 600L));
    }

    @Test
    @DisplayName("LED-2: the end deleted with all that signed it: only a checkpoint kept elsewhere tells")
    void end_deleted_with_its_checkpoint() {
        var kept = log.checkpoints.latest().orElseThrow().note();
        log.sql("delete from log.event where position > 300")
                .sql("update log.head set position = 300")
                .sql("delete from log.checkpoint where size > 301")
                .sql("delete from log.tree_tile where level = 0 and index > 1")
                .sql(
                        "update log.tree_tile set hashes = substr(hashes, 1, (301 - 256) * 32) where level = 0 and index = 1")
                .sql("update log.tree_tile set hashes = substr(hashes, 1, 32) where level = 1")
                .sql("update log.tree set size = 301");
        assertThat(log.verify().findings()).isEmpty();

        var verdict = new LogVerification(log.database, log.schema).verify(Optional.empty(), List.of(kept));

        assertThat(verdict.findings())
                .extracting(Finding::kind, Finding::from, Finding::to)
                .contains(org.assertj.core.groups.Tuple.tuple(Kind.ROWS_MISSING_AT_END, 301L, 600L));
    }

    @Test
    @DisplayName("LED-2: a row in the middle deleted: its position is named")
    void middle_row_deleted() {
        log.sql("delete from log.event where position = 250");

        assertFound(Finding.at(Kind.ROWS_MISSING, 250, "position 250 is missing, rows follow"));
    }

    @Test
    @DisplayName("LED-2: a row deleted and the rest renumbered: told from where, and which row is gone")
    void renumbered_over_a_deleted_row() {
        log.sql("delete from log.event where position = 250")
                .sql("update log.event set position = -position where position > 250")
                .sql("update log.event set position = -position - 1 where position < 0")
                .sql("update log.head set position = 599");

        assertThat(log.verify().findings())
                .extracting(Finding::kind, Finding::what)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                Kind.RENUMBERED,
                                "renumbered: at positions 250 to 599 stands what was signed at positions 251 to 600;"
                                        + " what was signed at position 250 is gone"),
                        org.assertj.core.groups.Tuple.tuple(
                                Kind.ROWS_MISSING_AT_END,
                                "position 600 is missing at the end; a checkpoint covers them"));
    }

    @Test
    @DisplayName("LED-2: rows renumbered upwards: told from where, and that a position is empty")
    void renumbered_upwards() {
        log.sql("update log.event set position = -position where position > 250")
                .sql("update log.event set position = -position + 1 where position < 0")
                .sql("update log.head set position = 601");

        assertThat(log.verify().findings())
                .extracting(Finding::kind, Finding::what)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Kind.ROWS_MISSING, "position 251 is missing, rows follow"),
                        org.assertj.core.groups.Tuple.tuple(
                                Kind.RENUMBERED,
                                "renumbered: at positions 252 to 601 stands what was signed at positions 251 to 600"));
    }

    @Test
    @DisplayName("LED-2: a row put between, with the rest renumbered, is found")
    void row_put_between() {
        log.sql("update log.event set position = -position where position > 250")
                .sql("update log.event set position = -position + 1 where position < 0")
                .sql("insert into log.event values (251, 'x', 0, null, 'x', now(), 'x', null, '{}', '{}')")
                .sql("update log.head set position = 601");

        assertThat(log.verify().findings())
                .extracting(Finding::kind, Finding::from, Finding::to)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Kind.ROW_CHANGED, 251L, 251L),
                        org.assertj.core.groups.Tuple.tuple(Kind.RENUMBERED, 252L, 601L));
    }

    @Test
    @DisplayName("LED-2: a leaf of the stored tree changed: the tree is blamed, not the row")
    void leaf_changed() {
        log.sql("update log.tree_tile set hashes = overlay(hashes placing '\\x00'::bytea from 1 + 44 * 32)"
                + " where level = 0 and index = 1");

        assertFound(Finding.at(
                Kind.TREE_CHANGED,
                300,
                "position 300: the row is as it was signed, the leaf in the stored tree is not"));
    }

    @Test
    @DisplayName("LED-2: an upper tile of the stored tree changed or missing is named")
    void upper_tile_changed() {
        log.sql("update log.tree_tile set hashes = overlay(hashes placing '\\x00'::bytea from 33) where level = 1");

        assertThat(log.verify().findings())
                .extracting(Finding::kind, Finding::what)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        Kind.TREE_CHANGED, "tile 0 of level 1 of the stored tree does not follow from its leaves"));
    }

    @Test
    @DisplayName("LED-2: part of the stored tree deleted is named; the rows are still checked against the checkpoints")
    void tile_deleted() {
        log.sql("delete from log.tree_tile where level = 0 and index = 1");

        var verdict = log.verify();

        assertThat(verdict.findings()).extracting(Finding::kind).containsOnly(Kind.TREE_CHANGED);
        assertThat(verdict.findings().getFirst().from()).isEqualTo(256);
        assertThat(verdict.confirmed()).isEqualTo(601);
    }

    @Test
    @DisplayName("LED-2: a row and the whole tree rewritten together: the checkpoints give it away")
    void rewritten_together() {
        log.sql("update log.event set payload = '{}' where position = 150")
                .sql("delete from log.tree_tile")
                .sql("update log.tree set size = 0");
        while (log.tree.grow(1_000) > 0) {
            // the tree anew, over the changed row
        }

        var findings = log.verify().findings();

        assertThat(findings)
                .extracting(Finding::kind, Finding::from, Finding::to)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Kind.HISTORY_REWRITTEN, 101L, 300L));
        assertThatExceptionOfType(TreeDamaged.class).isThrownBy(() -> {
            log.append(1);
            log.sign();
        });
    }

    @Test
    @DisplayName("LED-2: a forged checkpoint is named: another signature, another root, another log's")
    void forged_checkpoint() {
        var foreign = new SignedLog().signed(100);
        log.sql(
                        "update log.checkpoint set note = replace(note, chr(10) || '301' || chr(10), chr(10) || '302' || chr(10))"
                                + " where size = 301")
                .sql("update log.checkpoint set note = '"
                        + foreign.checkpoints.latest().orElseThrow().note() + "' where size = 101")
                .sql("update log.checkpoint set root = sha256('x') where size = 601");

        assertThat(log.verify().findings())
                .extracting(Finding::kind, Finding::what)
                .contains(
                        org.assertj.core.groups.Tuple.tuple(
                                Kind.CHECKPOINT_FORGED,
                                "the checkpoint of size 101 is not signed by the log ("
                                        + log.signer.identity().origin() + ")"),
                        org.assertj.core.groups.Tuple.tuple(
                                Kind.CHECKPOINT_FORGED,
                                "the checkpoint of size 301 is not signed by the log ("
                                        + log.signer.identity().origin() + ")"),
                        org.assertj.core.groups.Tuple.tuple(
                                Kind.CHECKPOINT_FORGED,
                                "the checkpoint of size 601 stands beside another size or root than its note says"))
                .hasSize(3);
    }

    @Test
    @DisplayName("LED-2: a checkpoint signed with the log's key over another history is named")
    void contradicted_checkpoint() {
        var note = log.signer.sign(301, Hash.ofNothing());
        log.sql("update log.checkpoint set root = sha256(''), note = '" + note + "' where size = 301");

        assertThat(log.verify().findings())
                .extracting(Finding::kind, Finding::from)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Kind.CHECKPOINT_CONTRADICTED, 301L));
    }

    @Test
    @DisplayName("LED-2: everything signed anew with another key: whoever noted the key sees it")
    void signed_anew_with_another_key() {
        var known = log.signer.identity().key();
        log.sql("update log.event set payload = '{}' where position = 150")
                .sql("delete from log.tree_tile")
                .sql("update log.tree set size = 0")
                .sql("delete from log.checkpoint")
                .sql("delete from log.identity");
        var forger = log.signer();
        var tree = new LogTree(log.database, log.schema, forger.identity());
        while (tree.grow(1_000) > 0) {
            // the tree anew
        }
        new Checkpoints(tree, java.time.Duration.ZERO).signIfDue(forger);
        assertThat(log.verify().findings())
                .as("without the key nothing is seen")
                .isEmpty();

        var verdict = new LogVerification(log.database, log.schema).verify(Optional.of(known), List.of());

        assertThat(verdict.findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.IDENTITY_CHANGED, Kind.CHECKPOINT_FORGED);
    }

    @Test
    @DisplayName("LED-2: the identity of the log changed is named")
    void identity_changed() {
        log.sql("update log.identity set id = 'other'");

        assertThat(log.verify().findings()).extracting(Finding::kind).contains(Kind.IDENTITY_CHANGED);
    }

    @Test
    @DisplayName("LED-2: a head that points elsewhere than to the last row is named")
    void head_moved() {
        log.sql("update log.head set position = 700");

        assertThat(log.verify().findings())
                .extracting(Finding::kind, Finding::from)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Kind.HEAD_WRONG, 700L));
    }

    private void assertFound(Finding... findings) {
        assertThat(log.verify().findings()).containsExactly(findings);
    }

    private static String swap(long one, long other) {
        return ("begin; update log.event set position = -1 where position = %1$d;"
                        + "update log.event set position = %1$d where position = %2$d;"
                        + "update log.event set position = %2$d where position = -1; commit")
                .formatted(one, other);
    }
}
