package org.backlot.log.app;

import java.time.Duration;

/**
 * Keeps the tree at the head of the log and signs it. It takes its time: a tile that grows by one hash is written whole, so
 * a breath between two steps makes few writes of many, and a checkpoint comes once a second anyway.
 */
public final class TreeFollowing implements Following {
    private static final int BATCH = 2_000;
    private static final Duration BREATH = Duration.ofMillis(200);

    private final SignedTree signed;

    public TreeFollowing(SignedTree signed) {
        this.signed = signed;
    }

    @Override
    public String name() {
        return "log-tree";
    }

    @Override
    public int advance() {
        var opened = signed.open();
        int taken = opened.tree().grow(BATCH);
        opened.checkpoints().signIfDue(opened.signer());
        if (taken > 0 && taken < BATCH) {
            breathe();
        }
        return taken;
    }

    private static void breathe() {
        try {
            Thread.sleep(BREATH);
        } catch (InterruptedException e) {
            // The loop notices by itself.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public long position() {
        return Math.max(signed.open().tree().size() - 1, 0);
    }
}
