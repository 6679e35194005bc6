package org.backlot.clips.command.job;

import java.time.Instant;

/**
 * What holds at the moment of a decision.
 *
 * @param policies how often steps are tried from now on, and how long they may take
 */
record Terms(RetryPolicies policies, Instant now) {}
