/** A clip made from a recording: everything that decides how it looks and sounds is in its specification. */
@NullMarked
package org.backlot.clips.worker.render;

import org.jspecify.annotations.NullMarked;
