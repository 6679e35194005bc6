package org.backlot.identity.api;

/**
 * What came of a try to verify an address. A wrong try is a fact that is kept, so it is an outcome and not a rejection.
 *
 * @param verified whether the address is verified now
 * @param triesLeft how many wrong tries the code still takes; 0 when it is void
 */
public record VerificationOutcome(boolean verified, int triesLeft) {}
