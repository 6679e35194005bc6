/** The rules of clip jobs: which steps are due, what their ends mean, when to try again. */
@NullMarked
package org.backlot.clips.command.job;

import org.jspecify.annotations.NullMarked;
