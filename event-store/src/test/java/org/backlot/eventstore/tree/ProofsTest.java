package org.backlot.eventstore.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Proofs as RFC 9162 defines them")
class ProofsTest {
    private static final int EVERY_SIZE_UP_TO = 300;
    private static final int LARGEST = 3_000;
    private static final List<byte[]> LEAVES = NaiveTree.leaves(LARGEST);
    private static final Subtrees TREE = NaiveTree.subtrees(LEAVES);

    /** The leaves and roots that the implementations of Certificate Transparency test themselves with. */
    private static final List<byte[]> KNOWN_LEAVES = List.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .stream()
            .map(HexFormat.of()::parseHex)
            .toList();

    private static final List<String> KNOWN_ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    @DisplayName("LED-2: the roots of the known test vectors come out")
    void known_roots() {
        var tree = NaiveTree.subtrees(KNOWN_LEAVES);
        var running = new RunningRoot();
        for (int size = 0; size <= KNOWN_LEAVES.size(); size++) {
            assertThat(HexFormat.of().formatHex(tree.root(size).bytes())).isEqualTo(KNOWN_ROOTS.get(size));
            assertThat(running.root()).isEqualTo(tree.root(size));
            if (size < KNOWN_LEAVES.size()) {
                running.add(Hash.ofLeaf(KNOWN_LEAVES.get(size)));
            }
        }
    }

    @Test
    @DisplayName("LED-2: the proofs of the known test vectors come out")
    void known_proofs() {
        var tree = NaiveTree.subtrees(KNOWN_LEAVES);

        assertThat(hex(tree.inclusionProof(0, 8)))
                .containsExactly(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
        assertThat(hex(tree.consistencyProof(6, 8)))
                .containsExactly(
                        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    }

    @Test
    @DisplayName("LED-2: every leaf of every tree up to 300 is proven, at its place only")
    void every_inclusion() {
        for (int size = 1; size <= EVERY_SIZE_UP_TO; size++) {
            var root = Hash.of(NaiveTree.root(LEAVES.subList(0, size)));
            for (int leaf = 0; leaf < size; leaf++) {
                var proof = TREE.inclusionProof(leaf, size);
                var hash = Hash.ofLeaf(LEAVES.get(leaf));
                assertThat(Proofs.includes(root, size, leaf, hash, proof)).isTrue();
                assertThat(Proofs.includes(root, size, (leaf + 1) % (size + 1), hash, proof))
                        .isFalse();
            }
        }
    }

    @Test
    @DisplayName("LED-2: every tree up to 300 begins with every smaller one, and is proven to")
    void every_consistency() {
        for (int to = 1; to <= EVERY_SIZE_UP_TO; to++) {
            var newer = TREE.root(to);
            for (int from = 1; from <= to; from++) {
                var proof = TREE.consistencyProof(from, to);
                assertThat(Proofs.consistent(from, TREE.root(from), to, newer, proof))
                        .isTrue();
                assertThat(Proofs.consistent(from, Hash.ofNothing(), to, newer, proof))
                        .isFalse();
            }
        }
    }

    @Property(tries = 200)
    @Label("LED-2: a proof in a larger tree holds, and fails once a single bit of it is another")
    void altered_inclusion_fails(
            @ForAll @IntRange(min = 2, max = LARGEST) int size,
            @ForAll @IntRange(max = LARGEST) int anyLeaf,
            @ForAll @IntRange(max = 11) int anyHash,
            @ForAll @IntRange(max = 255) int bit) {
        int leaf = anyLeaf % size;
        var root = TREE.root(size);
        var hash = Hash.ofLeaf(LEAVES.get(leaf));
        var proof = TREE.inclusionProof(leaf, size);

        assertThat(Proofs.includes(root, size, leaf, hash, proof)).isTrue();
        assertThat(Proofs.includes(root, size, leaf, hash, altered(proof, anyHash % proof.size(), bit)))
                .isFalse();
        assertThat(Proofs.includes(root, size, leaf, hash, proof.subList(1, proof.size())))
                .isFalse();
        assertThat(Proofs.includes(root, size, leaf, Hash.ofNode(hash, hash), proof))
                .isFalse();
    }

    @Property(tries = 200)
    @Label("LED-2: a log that only grew is consistent, and one bit of the proof makes it not so")
    void altered_consistency_fails(
            @ForAll @IntRange(min = 2, max = LARGEST) int to,
            @ForAll @IntRange(max = LARGEST) int anyFrom,
            @ForAll @IntRange(max = 11) int anyHash,
            @ForAll @IntRange(max = 255) int bit) {
        int from = 1 + anyFrom % (to - 1);
        var proof = TREE.consistencyProof(from, to);

        assertThat(Proofs.consistent(from, TREE.root(from), to, TREE.root(to), proof))
                .isTrue();
        assertThat(Proofs.consistent(
                        from, TREE.root(from), to, TREE.root(to), altered(proof, anyHash % proof.size(), bit)))
                .isFalse();
        assertThat(Proofs.consistent(from, TREE.root(from), to, TREE.root(to), List.of()))
                .isFalse();
    }

    private static List<Hash> altered(List<Hash> proof, int which, int bit) {
        var bytes = proof.get(which).bytes();
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        var altered = new ArrayList<>(proof);
        altered.set(which, Hash.of(bytes));
        return altered;
    }

    private static List<String> hex(List<Hash> hashes) {
        return hashes.stream()
                .map(hash -> HexFormat.of().formatHex(hash.bytes()))
                .toList();
    }
}
