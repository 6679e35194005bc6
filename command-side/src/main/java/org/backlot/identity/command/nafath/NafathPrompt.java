package org.backlot.identity.command.nafath;

import org.backlot.identity.api.NafathCode;
import org.backlot.identity.api.NafathTransactionId;

/**
 * The provider has asked the holder of a national ID.
 *
 * @param transactionId its name for that; the holder's answer comes back under it
 * @param code what the holder has to pick in the Nafath app
 */
public record NafathPrompt(NafathTransactionId transactionId, NafathCode code) {}
