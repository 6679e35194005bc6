/** How many jobs may run and wait, and whose turn it is. */
@NullMarked
package org.backlot.clips.command.admission;

import org.jspecify.annotations.NullMarked;
