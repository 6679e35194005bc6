/** Verification by Nafath, through whoever gives access to it. */
@NullMarked
package org.backlot.identity.command.nafath;

import org.jspecify.annotations.NullMarked;
