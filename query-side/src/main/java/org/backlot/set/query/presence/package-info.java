/** Who is on a unit's channel, on whichever node. */
@NullMarked
package org.backlot.set.query.presence;

import org.jspecify.annotations.NullMarked;
