package org.backlot.casting.query;

import org.backlot.casting.api.CallStatus;
import org.backlot.shared.id.CastingCallId;

/**
 * A call that says nearly the same as another one.
 *
 * @param percent how much of all that either says both say
 * @param href where moderators read it
 */
public record ResembledCallView(CastingCallId callId, CallStatus status, String title, int percent, String href) {}
