/** Deadlines that workers keep: what they ask, and when they ask again. */
@NullMarked
package org.backlot.platform.worker.deadline;

import org.jspecify.annotations.NullMarked;
