/**
 * An event log in one PostgreSQL table: positions without gaps in the order of commits, group commit with guards, readers
 * that are woken instead of polling. It can be used by itself; {@code org.backlot.eventstore.axon} puts it behind Axon's
 * interfaces.
 */
@NullMarked
package org.backlot.eventstore;

import org.jspecify.annotations.NullMarked;
