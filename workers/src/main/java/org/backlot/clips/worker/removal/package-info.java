/** What becomes of the files of clips and jobs that nobody wants any more. */
@NullMarked
package org.backlot.clips.worker.removal;

import org.jspecify.annotations.NullMarked;
