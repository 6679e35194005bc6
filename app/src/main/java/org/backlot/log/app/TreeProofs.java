package org.backlot.log.app;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.backlot.eventstore.StoredEvent;
import org.backlot.eventstore.tree.Checkpoints;
import org.backlot.eventstore.tree.Hash;
import org.backlot.eventstore.tree.LeafEncoding;
import org.backlot.eventstore.tree.ProofBundle;
import org.backlot.eventstore.tree.SignedNote;
import org.backlot.eventstore.tree.VerifierKey;
import org.backlot.log.api.LogProofs;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;

/** Proofs from the stored tree of our log. */
public final class TreeProofs implements LogProofs {
    private final SignedTree signed;
    private final List<VerifierKey> witnesses;

    /** @param witnesses whose signatures are taken */
    public TreeProofs(SignedTree signed, List<VerifierKey> witnesses) {
        this.signed = signed;
        this.witnesses = List.copyOf(witnesses);
    }

    @Override
    public String key() {
        return signed.open().signer().identity().key().toString();
    }

    @Override
    public Optional<String> checkpoint(OptionalLong size) {
        return kept(size).map(kept -> kept.note().toString());
    }

    private Optional<Checkpoints.Kept> kept(OptionalLong size) {
        var checkpoints = signed.open().checkpoints();
        return size.isPresent() ? checkpoints.of(size.getAsLong()) : checkpoints.latest();
    }

    @Override
    public Optional<Inclusion> inclusion(long position, OptionalLong size) {
        var tree = signed.open().tree();
        return grown(size)
                .filter(grown -> position < grown)
                .flatMap(grown -> row(position)
                        .map(row -> new Inclusion(
                                position,
                                grown,
                                Hash.ofLeaf(LeafEncoding.of(row)).toBase64(),
                                tree.root(grown).toBase64(),
                                base64(tree.inclusionProof(position, grown)),
                                checkpoint(OptionalLong.of(grown)).orElse(null))));
    }

    @Override
    public Optional<Consistency> consistency(long from, OptionalLong to) {
        var tree = signed.open().tree();
        return grown(to).map(grown -> {
            if (from > grown) {
                throw Rejection.of(CommonRejection.PARAMETER_INVALID, "from must not be greater than to, " + grown)
                        .at("from");
            }
            return new Consistency(
                    from,
                    tree.root(from).toBase64(),
                    grown,
                    tree.root(grown).toBase64(),
                    base64(tree.consistencyProof(from, grown)));
        });
    }

    // The size asked for, if the tree has come so far; that of the newest checkpoint if none was.
    private Optional<Long> grown(OptionalLong size) {
        if (size.isEmpty()) {
            return kept(size).map(Checkpoints.Kept::size);
        }
        return Optional.of(size.getAsLong())
                .filter(wanted -> wanted <= signed.open().tree().size());
    }

    @Override
    public Optional<String> bundle(long position) {
        var opened = signed.open();
        return opened.checkpoints()
                .covering(position)
                .flatMap(kept -> row(position)
                        .map(row -> ProofBundle.of(row, opened.tree(), kept).toJson()));
    }

    private Optional<StoredEvent> row(long position) {
        return signed.open().log().after(position - 1, 1).stream()
                .filter(row -> row.position() == position)
                .findFirst();
    }

    @Override
    public Optional<String> cosign(long size, String lines) {
        try {
            var signatures = SignedNote.signatures(lines);
            if (signatures.isEmpty()) {
                throw new IllegalArgumentException("There are no signature lines.");
            }
            return signed.open()
                    .checkpoints()
                    .cosign(size, signatures, witnesses)
                    .map(kept -> kept.note().toString());
        } catch (IllegalArgumentException e) {
            throw Rejection.of(
                    CommonRejection.FIELD_INVALID,
                    "The body is not signature lines of known witnesses over this checkpoint.");
        }
    }

    private static List<String> base64(List<Hash> hashes) {
        return hashes.stream().map(Hash::toBase64).toList();
    }
}
