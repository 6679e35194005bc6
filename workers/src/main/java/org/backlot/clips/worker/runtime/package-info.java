/** How attempts at steps are run: begun, watched, cancelled, and their end told to the job, once (CLP-2). */
@NullMarked
package org.backlot.clips.worker.runtime;

import org.jspecify.annotations.NullMarked;
