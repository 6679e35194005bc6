package org.backlot.platform.command;

/**
 * A session that stood when it was last asked for, and was not asked for again with this request: the command must be on
 * its way before a query would have come back. Whoever takes it must commit nothing, and answer nothing, that rests on it
 * without being held to it.
 *
 * @param fence where the fence of the log stood then; a commit that finds it raised must be refused
 * @param confirm asks now; throws {@code SESSION_ENDED}. May block
 */
public record PresumedSignIn(long fence, Runnable confirm) {}
