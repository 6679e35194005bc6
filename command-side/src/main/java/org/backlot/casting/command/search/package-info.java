/** The searches that people keep. */
@NullMarked
package org.backlot.casting.command.search;

import org.jspecify.annotations.NullMarked;
