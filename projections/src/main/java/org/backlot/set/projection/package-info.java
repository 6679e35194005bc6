/** Takes in PostgreSQL, the live state of units in Redis. */
@NullMarked
package org.backlot.set.projection;

import org.jspecify.annotations.NullMarked;
