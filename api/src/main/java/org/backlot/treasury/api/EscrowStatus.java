package org.backlot.treasury.api;

/** Where an escrow is in its life (TRE-2). RELEASED, REFUNDED and EXPIRED are ends: a hold has exactly one. */
public enum EscrowStatus {
    /** Nothing was set aside under this id. */
    UNFUNDED,
    /** All of it is held. */
    LOCKED,
    /** Part was paid out; the rest is held. */
    PART_RELEASED,
    /** Held, and nothing may move before the dispute is settled or the money refunded. */
    DISPUTED,
    /** Paid out to the payee. */
    RELEASED,
    /** Given back to the budget by agreement. */
    REFUNDED,
    /** Given back to the budget because its time ran out. */
    EXPIRED;

    /** Whether money is still set aside. */
    public boolean holds() {
        return this == LOCKED || this == PART_RELEASED || this == DISPUTED;
    }
}
