/** What is decided about events that a follower could not handle. */
@NullMarked
package org.backlot.log.command;

import org.jspecify.annotations.NullMarked;
