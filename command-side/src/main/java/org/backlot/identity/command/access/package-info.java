/** Access checks of the command side. */
@NullMarked
package org.backlot.identity.command.access;

import org.jspecify.annotations.NullMarked;
