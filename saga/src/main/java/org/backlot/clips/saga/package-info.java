/** The clip pipeline between its aggregates: deadlines of attempts, clips of their job, whose turn it is. */
@NullMarked
package org.backlot.clips.saga;

import org.jspecify.annotations.NullMarked;
