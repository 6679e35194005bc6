package org.backlot.casting.query;

import java.time.Instant;
import org.backlot.casting.api.ApplicationStatus;
import org.backlot.shared.id.AccountId;

/**
 * One thing that happened to an application.
 *
 * @param position its place in the log
 * @param what the name of the event
 * @param status where the application stood then
 * @param actor who did it
 */
public record ApplicationStep(long position, String what, ApplicationStatus status, AccountId actor, Instant at) {}
