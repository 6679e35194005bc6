/** Hands what the jobs ask for to the workers. */
@NullMarked
package org.backlot.clips.worker.dispatch;

import org.jspecify.annotations.NullMarked;
