package org.backlot.treasury.query;

import org.backlot.shared.Money;
import org.backlot.shared.id.ProjectId;

/**
 * Where a project's money is. Available, held and paid are together the budget.
 *
 * @param budget what was put in
 * @param available what may still be set aside
 * @param held what escrows hold
 * @param paid what was paid out
 * @param sum over all accounts and both layers: zero, or the books are wrong
 */
public record Balances(ProjectId projectId, Money budget, Money available, Money held, Money paid, Money sum) {}
