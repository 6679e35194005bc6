package org.backlot.treasury.api;

import org.backlot.shared.Money;
import org.backlot.shared.id.ContractId;
import org.backlot.shared.id.EscrowId;
import org.backlot.shared.id.ProjectId;

/**
 * How an escrow stands right after a command; what a command to it answers.
 *
 * @param amount what was locked at first
 * @param remaining what is still held
 */
public record EscrowReceipt(
        EscrowId escrowId,
        ProjectId projectId,
        ContractId contractId,
        EscrowStatus status,
        Money amount,
        Money remaining) {}
