// Why this file exists: a lead sees of a device whose it is and since when, and nothing else about a person.
package org.backlot.set.query.presence;

import java.time.Instant;
import org.backlot.shared.id.AccountId;

/**
 * A device on a unit's channel.
 *
 * @param accountId who signed in on it
 * @param since when it joined the unit
 * @param heartbeat whether it is told of every frame of the timecode
 */
public record PresentDevice(ConnectionId connectionId, AccountId accountId, Instant since, boolean heartbeat) {}
