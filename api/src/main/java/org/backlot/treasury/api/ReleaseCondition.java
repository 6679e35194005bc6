package org.backlot.treasury.api;

/** What must be proved before an escrow pays out (TRE-4). */
public enum ReleaseCondition {
    /** The contract carries every signature. */
    CONTRACT_SIGNED,
    /** Gear went out for the project, and every piece is back with its vendor. */
    GEAR_RETURNED,
    /** A daily production report of the project was signed off. */
    DAILY_REPORT_SIGNED
}
