/** What follows by time in casting: age ranges, deadlines of calls. */
@NullMarked
package org.backlot.casting.saga;

import org.jspecify.annotations.NullMarked;
