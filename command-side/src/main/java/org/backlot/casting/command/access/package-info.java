/** The facts by which casting commands are allowed. */
@NullMarked
package org.backlot.casting.command.access;

import org.jspecify.annotations.NullMarked;
